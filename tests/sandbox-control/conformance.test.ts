import { ApiError, createClient, InputError } from '@chatti/core';
import {
  type AnyEndpoint,
  encodeRequest,
  errorBodySchema,
  hasBody,
  PROBLEMS,
  type ProblemCode,
} from '@chatti/core/contract';
import { createSandbox, type Sandbox, sandboxControl } from '@chatti/sandbox';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONTROL_CASES, type Input } from './control-cases.table.ts';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox({
    clock: 'manual',
    record: true,
    deliver: () => new Response(null, { status: 204 }),
  });
});
afterEach(() => sandbox.close());

/** What comes of a call, whichever way it goes. */
interface Outcome {
  readonly status: number;
  readonly body: unknown;
  readonly code?: string;
  readonly complaints: readonly string[];
}

const rows = Object.entries(sandboxControl).flatMap(([resource, verbs]) =>
  Object.entries(verbs).map(([verb, row]): [string, AnyEndpoint] => [`${resource}.${verb}`, row]),
);
const rowOf = (name: string): AnyEndpoint => {
  const row = new Map(rows).get(name);
  if (!row) throw new Error(`There is no row ${name}.`);
  return row;
};

const root = () => sandbox.baseUrl.replace(/\/v1$/, '/sandbox');

type Fetch = typeof globalThis.fetch;

async function raw(fetch: Fetch, name: string, input: object): Promise<Outcome> {
  const row = rowOf(name);
  const { path, query, body } = encodeRequest(row, input);
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${root()}${path}${query}`, {
    method: row.method,
    headers,
    ...(body === undefined ? {} : { body }),
  });
  return read(response);
}

async function read(response: Response): Promise<Outcome> {
  const text = await response.text();
  const body: unknown = text === '' ? undefined : JSON.parse(text);
  if (response.ok) return { status: response.status, body, complaints: [] };
  expect(v.safeParse(errorBodySchema, body).issues).toBeUndefined();
  // Checked in the line before.
  const { code, errors } = body as { code: string; errors: readonly { field: string; code: string }[] };
  return {
    status: response.status,
    body,
    code,
    complaints: errors.map((error) => `${error.field} ${error.code}`),
  };
}

async function throughClient(name: string, input: object): Promise<Outcome> {
  const client = createClient(sandboxControl, {
    apiKey: sandbox.apiKey,
    baseUrl: root(),
    fetch: sandbox.fetch,
    retryLimit: 0,
  });
  // The client has a call for each row, whose types a loop cannot name.
  const calls = client as unknown as Readonly<
    Record<string, Readonly<Record<string, (input: object) => Promise<unknown>>>>
  >;
  const [resource = '', verb = ''] = name.split('.');
  try {
    return { status: rowOf(name).status, body: await calls[resource]?.[verb]?.(input), complaints: [] };
  } catch (error) {
    if (error instanceof InputError) {
      const complaints = error.issues.map(({ path, code }) => `${path} ${code}`);
      return { status: 400, body: undefined, code: 'validation_failed', complaints };
    }
    if (!(error instanceof ApiError)) throw error;
    const complaints = error.errors.map(({ field, code }) => `${field} ${code}`);
    return { status: error.status, body: undefined, code: error.code, complaints };
  }
}

const callers: readonly (readonly [string, (name: string, input: object) => Promise<Outcome>])[] = [
  ['in process', (name, input) => raw(sandbox.fetch, name, input)],
  [
    'over HTTP',
    async (name, input) => {
      await sandbox.listen({ port: 0 });
      return raw(globalThis.fetch, name, input);
    },
  ],
  ['through a client of the table', throughClient],
];

const inputOf = async (input: Input): Promise<object> =>
  typeof input === 'function' ? (input as (sandbox: Sandbox) => Promise<object>)(sandbox) : input;

it('has cases for every control route', () => {
  expect(Object.keys(CONTROL_CASES).toSorted()).toEqual(rows.map(([name]) => name).toSorted());
});

describe.each(callers)('%s', (_, call) => {
  describe.each(Object.entries(CONTROL_CASES))('%s', (name, { good, problems = [], refused = [] }) => {
    it.each(good.map((input, index) => [index + 1, input] as const))(
      'succeeds, completely (case %i)',
      async (__, input) => {
        const { status, body } = await call(name, await inputOf(input));
        const row = rowOf(name);
        expect(status).toBe(row.status);
        if (row.output === null) expect(body).toBeUndefined();
        else expect(v.safeParse(row.output, body).issues).toBeUndefined();
      },
    );

    it.each(problems)('is answered %s', async (code: ProblemCode, input) => {
      const outcome = await call(name, await inputOf(input));
      expect([outcome.status, outcome.code]).toEqual([PROBLEMS[code].status, code]);
    });

    it.each(refused.map(([input, complaint]) => [complaint, input] as const))(
      'is refused: %s',
      async (complaint, input) => {
        const outcome = await call(name, await inputOf(input));
        expect([outcome.code, outcome.complaints[0]]).toEqual(['validation_failed', complaint]);
      },
    );
  });
});

describe('what protects the control routes', () => {
  const changing = rows.filter(([, row]) => row.method !== 'GET');
  it.each(changing)('%s takes JSON only, so that no page can have a browser send it', async (_, row) => {
    const url = `${root()}${row.path.replace(/\{\w+\}/, '1')}`;
    for (const type of [undefined, 'text/plain', 'application/x-www-form-urlencoded', 'application/jsonx']) {
      const headers = type === undefined ? {} : { 'content-type': type };
      const body = hasBody(row.method) ? { body: new TextEncoder().encode('{}') } : {};
      const outcome = await read(await sandbox.fetch(url, { method: row.method, headers, ...body }));
      expect([outcome.status, outcome.code]).toEqual([400, 'unsupported_content_type']);
    }
  });

  it('is the name of the host, as everywhere', async () => {
    await sandbox.listen({ port: 0 });
    const { request } = await import('node:http');
    const status = await new Promise((resolve) => {
      request(`${root()}/journal`, { headers: { host: 'evil.example' } }, (response) =>
        resolve(response.resume().statusCode),
      ).end();
    });
    expect(status).toBe(403);
  });

  it('is that no other origin may read or ask', async () => {
    const preflight = await sandbox.fetch(`${root()}/faults`, {
      method: 'OPTIONS',
      headers: { origin: 'http://evil.example', 'access-control-request-method': 'POST' },
    });
    expect(preflight.status).toBe(405);
    const { headers } = await sandbox.fetch(`${root()}/journal`, {
      headers: { origin: 'http://evil.example' },
    });
    for (const answer of [preflight.headers, headers])
      expect(answer.get('access-control-allow-origin')).toBeNull();
  });

  it.each([
    ['GET', '/nowhere', 404, null],
    ['GET', '/journal/%ff', 404, null],
    ['PATCH', '/faults', 405, 'DELETE, GET, POST'],
    ['POST', '/events', 405, 'GET'],
  ])('answers %s %s with %i', async (method, path, status, allow) => {
    const response = await sandbox.fetch(`${root()}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
    });
    expect([response.status, response.headers.get('allow')]).toEqual([status, allow]);
    await read(response);
  });

  it('is that a key which opens no account is refused', async () => {
    const response = await sandbox.fetch(`${root()}/inbox`, { headers: { 'x-api-key': 'invalid' } });
    expect((await read(response)).code).toBe('unauthorised');
  });

  it('is that no key is told', async () => {
    sandbox.faults.next('429', { apiKey: 'canary-key-1' });
    await sandbox.fetch(`${sandbox.baseUrl}/account`, { headers: { 'x-api-key': 'canary-key-2' } });
    for (const path of ['/faults', '/journal', '/state', '/journal/1/copy', '/snapshot'])
      expect(await (await sandbox.fetch(`${root()}${path}`)).text()).not.toMatch(/canary-key/);
  });
});

describe('the control routes', () => {
  it('have no recording of a sandbox that keeps none', async () => {
    await using plain = createSandbox();
    const response = await plain.fetch(`${plain.baseUrl.replace(/v1$/, 'sandbox')}/recording`);
    expect((await read(response)).code).toBe('not_found');
  });

  it('steer the same sandbox', async () => {
    const client = createClient(sandboxControl, {
      apiKey: sandbox.apiKey,
      baseUrl: root(),
      fetch: sandbox.fetch,
    });
    await client.faults.add({ faults: ['503'] });
    expect(sandbox.faults.list()).toMatchObject([{ faults: ['503'] }]);
    const before = sandbox.clock.now();
    await client.clock.advance({ ms: 5000 });
    expect(sandbox.clock.now()).toBe(before + 5000);
    await client.inbox.reply({ from: '+447700900123', to: '+447700900999', body: 'Hello' });
    await client.sandbox.reset();
    expect(sandbox.faults.list()).toEqual([]);
  });

  it('tell of one message what was asked and posted, and since when all of it is kept', async () => {
    const client = createClient(sandboxControl, {
      apiKey: sandbox.apiKey,
      baseUrl: root(),
      fetch: sandbox.fetch,
    });
    const call = (path: string, body: object) =>
      sandbox.fetch(`${sandbox.baseUrl}${path}`, {
        method: 'POST',
        headers: { 'x-api-key': sandbox.apiKey, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    await call('/webhooks', { name: 'Shop', url: 'http://localhost/hooks', events: ['message.sent'] });
    const bodies = ['One', 'Two'];
    const messages = bodies.map((body) => ({ to: '+447700900123', from: 'Acme', body }));
    await call('/messages/batch', { messages });
    await call('/messages', messages[0] ?? {});
    await client.clock.advance({ ms: 300 });
    await client.deliveries.settle();
    const { data: found } = await client.messages.list({ words: 'two' });
    const message_id = found[0]?.id ?? '';
    const requests = await client.journal.list({ message_id });
    expect(requests.data.map(({ endpoint }) => endpoint)).toEqual(['messages.sendBatch']);
    expect(requests.data[0]?.message_ids).toHaveLength(2);
    expect(requests.kept_since).toBeNull();
    const deliveries = await client.deliveries.list({ message_id });
    expect(deliveries).toMatchObject({ data: [{ event_type: 'message.sent' }], kept_since: null });
    await client.journal.clear();
    const { data, kept_since: keptSince } = await client.journal.list({ message_id });
    expect(data).toEqual([]);
    expect(Date.parse(keptSince ?? '')).toBeGreaterThanOrEqual(Date.parse(found[0]?.created_at ?? ''));
  });

  it('are no part of the API: not in the journal, and met by no fault', async () => {
    sandbox.faults.chance(1, '500');
    expect((await sandbox.fetch(`${root()}/state`)).status).toBe(200);
    expect(sandbox.journal.list()).toEqual([]);
  });
});
