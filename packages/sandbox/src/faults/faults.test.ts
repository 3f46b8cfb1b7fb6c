import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callApi, codeOf, ordinary, sendMessage } from '../../test/api.ts';
import { createSandbox, type Sandbox } from '../create-sandbox.ts';

let sandbox: Sandbox;
/** Told of each request once it is dealt with. */
let heard: () => void;
beforeEach(() => {
  heard = () => undefined;
  sandbox = createSandbox({
    clock: 'manual',
    account: { corsOrigins: ['http://localhost:5173'] },
    onRequest: () => void setImmediate(() => heard()),
  });
});
afterEach(() => sandbox.close());

const stored = () => sandbox.inbox.list().length;

function post(
  headers: Record<string, string> = {},
  init: RequestInit = {},
  fetch: typeof globalThis.fetch = sandbox.fetch,
) {
  return fetch(`${sandbox.baseUrl}/messages`, {
    method: 'POST',
    headers: { 'x-api-key': sandbox.apiKey, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(ordinary),
    ...init,
  });
}

describe('a status by order', () => {
  it.each([
    ['400', 400, 'validation_failed', null],
    ['401', 401, 'unauthorised', null],
    ['403', 403, 'forbidden', null],
    ['404', 404, 'not_found', null],
    ['405', 405, 'method_not_allowed', null],
    ['429', 429, 'rate_limited', '1'],
    ['429; retry-after=7', 429, 'rate_limited', '7'],
    ['429; retry-after=none', 429, 'rate_limited', null],
    ['500', 500, 'internal_error', null],
    ['503', 503, 'unavailable', '1'],
    ['504', 504, 'timeout', null],
    ['insufficient_credit', 403, 'insufficient_credit', null],
  ])('is answered to %s, with nothing done', async (fault, status, code, wait) => {
    sandbox.faults.next(fault);
    const reply = await callApi(sandbox, 'POST /messages', ordinary);
    expect([reply.status, codeOf(reply), reply.headers.get('retry-after')]).toEqual([status, code, wait]);
    expect(stored()).toBe(0);
    expect((await callApi(sandbox, 'POST /messages', ordinary)).status).toBe(200);
  });

  it('comes after the work where that is asked', async () => {
    sandbox.faults.next('504-after-commit');
    expect((await callApi(sandbox, 'POST /messages', ordinary)).status).toBe(504);
    expect(stored()).toBe(1);
  });

  it('can be an empty success', async () => {
    sandbox.faults.next('204');
    expect(await callApi(sandbox, 'POST /messages', ordinary)).toMatchObject({
      status: 204,
      body: undefined,
    });
    expect(stored()).toBe(1);
  });

  it('can be read by a page that the account lists', async () => {
    sandbox.faults.next('503');
    const { headers } = await callApi(sandbox, 'GET /account', undefined, {
      headers: { origin: 'http://localhost:5173' },
    });
    expect(headers.get('access-control-allow-origin')).toBe('http://localhost:5173');
  });
});

describe('a proxy by order', () => {
  it('answers with a page', async () => {
    sandbox.faults.script(['html', 'html; status=200', 'html; status=204']);
    const first = await post();
    expect([first.status, first.headers.get('content-type')]).toEqual([502, 'text/html']);
    expect(await first.text()).toContain('<html>');
    expect(first.headers.get('x-request-id')).toBeNull();
    expect([(await post()).status, (await post()).status, stored()]).toEqual([200, 204, 0]);
  });

  it('redirects, as the caller wants it', async () => {
    sandbox.faults.next('redirect', { times: 4 });
    const manual = await post({}, { redirect: 'manual' });
    expect([manual.status, manual.headers.get('location')]).toEqual([307, '/v1/redirected']);
    await expect(post({}, { redirect: 'error' })).rejects.toMatchObject({
      cause: { message: 'unexpected redirect' },
    });
    expect((await post()).status).toBe(404);
    sandbox.faults.clear();
    sandbox.faults.next('redirect; status=301; location=https://other.example/');
    await expect(post()).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
  });
});

describe.each(['in process', 'over a socket'])('the wire by order, %s', (way) => {
  let fetch: typeof globalThis.fetch;
  beforeEach(async () => {
    fetch = way === 'in process' ? sandbox.fetch : globalThis.fetch;
    if (way !== 'in process') await sandbox.listen({ port: 0 });
  });

  it('is reset before anything is read', async () => {
    sandbox.faults.next('reset');
    await expect(post({}, {}, fetch)).rejects.toMatchObject({
      message: 'fetch failed',
      cause: { code: 'ECONNRESET', syscall: 'read' },
    });
    expect(stored()).toBe(0);
  });

  it('is reset after the work', async () => {
    sandbox.faults.next('reset-after-commit');
    await expect(post({}, {}, fetch)).rejects.toMatchObject({
      cause: { code: 'ECONNRESET', syscall: 'read' },
    });
    expect(stored()).toBe(1);
  });

  it('ends half-way through the body', async () => {
    sandbox.faults.next('truncate');
    const response = await post({}, {}, fetch);
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toMatchObject({
      message: 'terminated',
      cause: { code: 'UND_ERR_SOCKET' },
    });
    expect(stored()).toBe(1);
  });

  it('stalls until the caller gives up', async () => {
    sandbox.faults.script(['stall', 'stall-after-commit']);
    const given = new Error('enough');
    for (const kept of [0, 1]) {
      const controller = new AbortController();
      const reply = post({}, { signal: controller.signal }, fetch);
      heard = () => controller.abort(given);
      await expect(reply).rejects.toBe(given);
      expect(stored()).toBe(kept);
    }
  });

  it('stalls until the sandbox goes', async () => {
    sandbox.faults.next('stall');
    const reply = post({}, {}, fetch);
    reply.catch(() => undefined);
    await new Promise<void>((resolve) => (heard = resolve));
    await sandbox.close();
    await expect(reply).rejects.toMatchObject({
      cause: { message: 'other side closed', code: 'UND_ERR_SOCKET' },
    });
  });

  it('is slow, and the work done by then', async () => {
    sandbox.faults.next('delay; ms=40');
    const start = performance.now();
    const reply = post({}, {}, fetch);
    expect((await reply).status).toBe(200);
    expect(performance.now() - start).toBeGreaterThan(35);
    expect(stored()).toBe(1);
  });

  it('is slow, and a caller who leaves before cannot know that the work is done', async () => {
    sandbox.faults.next('delay; ms=60000');
    const controller = new AbortController();
    heard = () => controller.abort();
    await expect(post({}, { signal: controller.signal }, fetch)).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(stored()).toBe(1);
  });
});

describe('the header', () => {
  it('has one request meet a fault, and leaves the order of the others alone', async () => {
    sandbox.faults.next('500');
    expect((await post({ 'Chatti-Sandbox-Fault': '429; retry-after=3' })).headers.get('retry-after')).toBe(
      '3',
    );
    expect((await post()).status).toBe(500);
  });

  it('is refused where it cannot be read', async () => {
    const reply = await callApi(sandbox, 'POST /messages', ordinary, {
      headers: { 'Chatti-Sandbox-Fault': 'boom' },
    });
    expect(reply).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'Chatti-Sandbox-Fault', code: 'invalid_type' }] },
    });
  });
});

describe('faults', () => {
  it('meet the API and not the pages around it', async () => {
    const { body } = await sendMessage(sandbox, { body: 'Bye {OptOutURL}' });
    sandbox.faults.next('500', { times: 3 });
    const url = String(body).replace('Bye ', '');
    expect((await sandbox.fetch(url)).status).toBe(200);
  });

  it('that the options name are there at the start and after a reset', async () => {
    await using flaky = createSandbox({ faults: [{ faults: ['503'] }] });
    expect((await callApi(flaky, 'GET /account')).status).toBe(503);
    expect((await callApi(flaky, 'GET /account')).status).toBe(200);
    await flaky.reset();
    expect((await callApi(flaky, 'GET /account')).status).toBe(503);
  });

  it('are told to the log', async () => {
    const lines: (string | undefined)[] = [];
    await using logged = createSandbox({ onRequest: ({ fault }) => void lines.push(fault) });
    logged.faults.next('500');
    await callApi(logged, 'GET /account');
    await callApi(logged, 'GET /account');
    expect(lines).toEqual(['500', undefined]);
  });

  it('with the same key: the second attempt is given what the first one did', async () => {
    sandbox.faults.next('reset-after-commit');
    const headers = { 'idempotency-key': 'k1' };
    await expect(post(headers)).rejects.toThrow('fetch failed');
    const again = await post(headers);
    expect([again.status, again.headers.get('idempotency-replayed'), stored()]).toEqual([200, 'true', 1]);
  });
});
