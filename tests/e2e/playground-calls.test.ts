import { createSandbox } from '@chatti/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePorts, runPlayground } from '../playground/run-playground.ts';
import type { RunningPlayground } from '../playground/run-playground.ts';

let playground: RunningPlayground;

beforeAll(async () => {
  playground = await runPlayground(...freePorts);
});

afterAll(async () => {
  await playground?.stop();
});

interface Told {
  readonly status: number;
  /** The body, which a test looks into as it expects it. */
  readonly body: Readonly<Record<string, unknown>> & { readonly data?: readonly Record<string, unknown>[] };
}

/** Gives something to the playground's server, as its page does. */
async function give(method: string, path: string, body: unknown = {}): Promise<Told> {
  const headers = { 'content-type': 'application/json' };
  const reply = await fetch(`${playground.url}${path}`, { method, headers, body: JSON.stringify(body) });
  const text = await reply.text();
  return { status: reply.status, body: (text === '' ? {} : JSON.parse(text)) as Told['body'] };
}

const call = (row: string, input: unknown = {}): Promise<Told> => give('POST', `/api/call/${row}`, input);
const control = (row: string, input: unknown = {}): Promise<Told> =>
  give('POST', `/api/sandbox/${row}`, input);
const send = (fields: object = {}): Promise<Told> =>
  give('POST', '/api/send/core', { to: '+447700900123', from: 'Acme Shoes', body: 'Hello', ...fields });

describe('a call of the page', () => {
  it('looks on without a trace: no fault is taken, no request is noted', async () => {
    await control('faults/add', { faults: ['503'] });
    const { body: before } = await control('journal/list');
    for (const row of ['messages/list', 'account/get', 'optOuts/list', 'senders/list', 'webhooks/list'])
      expect((await call(row)).status, row).toBe(200);
    expect((await call('messages/preview', { body: 'Hi' })).status).toBe(200);
    expect((await control('journal/list')).body.data).toHaveLength(before.data?.length ?? -1);
    expect((await control('faults/list')).body.data).toHaveLength(1);
    await control('faults/clear');
  });

  it('changes something through the front door', async () => {
    expect((await call('optOuts/create', { number: '+447700900321' })).status).toBe(200);
    const [newest] = (await control('journal/list')).body.data ?? [];
    expect(newest).toMatchObject({ endpoint: 'optOuts.create', status: 200 });
    expect((await call('optOuts/delete', { number: '+447700900321' })).status).toBe(200);
  });

  it('sends nothing: sends have roads of their own', async () => {
    const message = { to: '+447700900123', from: 'Acme Shoes', body: 'Hi' };
    expect((await call('messages/send', message)).status).toBe(404);
    expect((await call('messages/sendBatch', { messages: [message] })).status).toBe(404);
  });

  it('knows no row beside those of the contract', async () => {
    const names = [
      'messages/listAll',
      'messages/none',
      'none/list',
      'constructor/name',
      '__proto__/toString',
    ];
    for (const name of [...names, 'messages/__proto__', 'messages/constructor', 'request/call'])
      expect([(await call(name)).status, (await control(name)).status], name).toEqual([404, 404]);
  });

  it('tells the page what the server behind said', async () => {
    const { status, body } = await call('webhooks/get', { id: 'none' });
    expect(status).toBe(502);
    expect(body['upstream']).toMatchObject({ status: 404, code: 'not_found' });
  });
});

describe('the stream of events', () => {
  it('tells of a message at once', async () => {
    const stop = new AbortController();
    const reply = await fetch(`${playground.url}/api/events`, { signal: stop.signal });
    expect(reply.headers.get('content-type')).toContain('text/event-stream');
    const reader = (reply.body as ReadableStream<Uint8Array>).getReader();
    await send();
    let text = '';
    while (!text.includes('event: message')) text += new TextDecoder().decode((await reader.read()).value);
    expect(text).toMatch(/^id: \S+\nevent: message\ndata: \{/m);
    stop.abort();
  });

  it('leaves nothing behind where the page goes away', async () => {
    for (let page = 0; page < 20; page++) {
      const stop = new AbortController();
      await fetch(`${playground.url}/api/events`, { signal: stop.signal });
      stop.abort();
    }
    expect((await send()).status).toBe(200);
  });
});

describe('the receiver', () => {
  it('takes events of the sandbox, and none that is not signed', async () => {
    const received = async (): Promise<string[]> =>
      ((await (await fetch(`${playground.url}/api/received-events`)).json()) as { type: string }[]).map(
        ({ type }) => type,
      );
    await send();
    await expect.poll(received).toContain('message.sent');
    const before = (await received()).length;
    const headers = { 'content-type': 'application/json' };
    const forged = { method: 'POST', headers, body: JSON.stringify({ type: 'message.failed' }) };
    expect((await fetch(`${playground.url}/hooks/chatti`, forged)).status).toBe(400);
    expect((await received()).length).toBeGreaterThanOrEqual(before);
    expect(await received()).not.toContain('message.failed');
  });
});

describe('recordings', () => {
  it('saves, gives out as a file without a key, loads and replays', async () => {
    const { body: saved } = await give('POST', '/api/recordings', { name: '../../etc/passwd "x"' });
    const file = await fetch(`${playground.url}/api/recordings/${String(saved['id'])}`);
    expect(file.headers.get('content-disposition')).toBe('attachment; filename=-etc-passwd-x-.json');
    const text = await file.text();
    expect(text).not.toContain(playground.apiKey);
    const { body: loaded } = await give('PUT', '/api/recordings', {
      name: 'Again',
      recording: JSON.parse(text),
    });
    const { body: replayed } = await give('POST', `/api/recordings/${String(loaded['id'])}/replay`);
    expect(replayed['differences']).toEqual([]);
    const { body: changed } = await give('PUT', '/api/recordings', {
      recording: JSON.parse(text.replaceAll('Acme Shoes', 'Acme Boots')),
    });
    expect((await give('DELETE', `/api/recordings/${String(changed['id'])}`)).status).toBe(204);
    expect((await give('POST', `/api/recordings/${String(changed['id'])}/replay`)).status).toBe(404);
  });

  it('refuses what is no recording', async () => {
    for (const recording of [null, [], 'text', { format: 1 }, { steps: {} }])
      expect((await give('PUT', '/api/recordings', { recording })).status).toBe(400);
    const { body } = await give('PUT', '/api/recordings', { recording: { format: 7, steps: [] } });
    const replayed = await give('POST', `/api/recordings/${String(body['id'])}/replay`);
    expect([replayed.status, replayed.body['code']]).toEqual([400, 'no_recording']);
  });
});

describe('the connection', () => {
  it('changes only to a server that knows the key, and never tells it', async () => {
    await using elsewhere = createSandbox();
    const { baseUrl } = await elsewhere.listen({ port: 0 });
    const key = 'canary-key-of-an-account';
    const connect = (base_url: unknown, api_key: unknown): Promise<Told> =>
      give('PUT', '/api/connection', { base_url, api_key });
    const wrong = [
      await connect(baseUrl, 'invalid-key'),
      await connect('http://chatti.example/v1', key),
      await connect('ftp://chatti.example', key),
      await connect('', key),
      await connect(baseUrl, 'two\nlines'),
      await connect(baseUrl, undefined),
      await connect(7, key),
    ];
    expect(wrong.map(({ status }) => status)).toEqual(wrong.map(() => 400));
    expect(JSON.stringify(wrong)).not.toContain(key);
    const isSandbox = async (): Promise<unknown> => {
      const info = (await (await fetch(`${playground.url}/api/info`)).json()) as { connection: unknown };
      expect(JSON.stringify(info)).not.toContain(key);
      return info.connection;
    };
    expect(await isSandbox()).toMatchObject({ is_sandbox: true });

    expect((await connect(baseUrl, key)).status).toBe(204);
    expect(await isSandbox()).toEqual({ base_url: baseUrl, is_sandbox: false });
    for (const road of ['core', 'nest', 'express'])
      await give('POST', `/api/send/${road}`, { to: '+447700900123', from: 'Acme Shoes', body: road });
    expect(
      elsewhere
        .account(key)
        .inbox.list()
        .map(({ body }) => body),
    ).toEqual(['express', 'nest', 'core']);

    expect((await give('DELETE', '/api/connection')).status).toBe(204);
    expect(await isSandbox()).toMatchObject({ is_sandbox: true });
    expect((await send()).status).toBe(200);
    expect(elsewhere.account(key).inbox.list()).toHaveLength(3);
  });

  it('can be changed by no page of somebody else', async () => {
    const headers = { 'content-type': 'application/json', origin: 'https://evil.example' };
    const body = JSON.stringify({ base_url: 'https://evil.example/v1', api_key: 'key' });
    const reply = await fetch(`${playground.url}/api/connection`, { method: 'PUT', headers, body });
    expect(reply.status).toBe(403);
  });
});
