import { createChatti, type ChattiError, type ChattiOptions } from '@chatti/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as f from './faults.ts';
import { closedPort, type Fault, type RawServer, startRawServer } from './raw-server.ts';

const hello = { to: '+447700900123', from: 'Acme', body: 'x'.repeat(1500) };
const key = 'sk_canary_raw_1234567890';

let server: RawServer;
let elsewhere: RawServer;

// A server for each test, so that none meets another's connections.
beforeEach(async () => {
  server = await startRawServer();
  elsewhere = await startRawServer();
  // Full jitter times nothing is nothing: no test waits.
  vi.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(async () => {
  await server.close();
  await elsewhere.close();
});

function client(options: ChattiOptions = {}) {
  return createChatti({ apiKey: key, baseUrl: server.baseUrl, timeoutMs: 5000, ...options });
}

/** A limit that a busy machine keeps, but for what never answers: that is not waited for so long. */
function limitFor(...faults: readonly Fault[]): ChattiOptions {
  return faults.some((fault) => fault === f.hangs || fault === f.hangsInReply) ? { timeoutMs: 400 } : {};
}

async function resultOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'success';
  } catch (error) {
    // Every failure of a call is one of ours.
    const { name, outcome } = error as ChattiError;
    return `${name} ${outcome}`;
  }
}

/** Fault, result of a send without keys, requests seen: without keys, with keys, of a safe row. */
type Row = readonly [fault: Fault, result: string, once: number, keyed: number, safe: number];

const table: readonly Row[] = [
  [f.resetsAfterHead, 'NetworkError unknown', 1, 3, 3],
  [f.resetsMidBody, 'NetworkError unknown', 1, 3, 3],
  [f.resetsAfterBody, 'NetworkError unknown', 1, 3, 3],
  [f.closesAfterBody, 'NetworkError unknown', 1, 3, 3],
  [f.resetsAfterHeaders, 'ReplyError unknown', 1, 3, 3],
  [f.halfAReply, 'ReplyError unknown', 1, 3, 3],
  [f.hangsInReply, 'TimeoutError unknown', 1, 3, 3],
  [f.hangs, 'TimeoutError unknown', 1, 3, 3],
  [f.garbage, 'NetworkError unknown', 1, 3, 3],
  [f.htmlSuccess, 'ReplyError unknown', 1, 3, 3],
  [f.wrongReply, 'ReplyError unknown', 1, 3, 3],
  [f.html, 'ApiError unknown', 1, 3, 3],
  ...[408, 500, 502, 503, 504].map((code): Row => [f.status(code), 'ApiError unknown', 1, 3, 3]),
  [f.status(429), 'ApiError rejected', 3, 3, 3],
  [f.status(429, 'rate_limited', { 'retry-after': '0' }), 'ApiError rejected', 3, 3, 3],
  ...[400, 401, 402, 403, 404, 405, 406, 410, 411, 412, 413, 414, 415, 417, 422, 426, 428, 431, 451].map(
    (code): Row => [f.status(code), 'ApiError rejected', 1, 1, 1],
  ),
  [f.status(400, 'idempotency_key_reused'), 'ApiError rejected', 1, 1, 1],
  [f.status(300), 'ApiError unknown', 1, 1, 1],
  [f.status(304), 'ApiError unknown', 1, 1, 1],
];

describe('one fault, for ever', () => {
  it.each(table)('$name: a send without keys', async (fault, result, once) => {
    server.plan(fault);
    expect(await resultOf(client(limitFor(fault)).messages.send(hello))).toBe(result);
    expect(server.arrivals).toHaveLength(once);
  });

  it.each(table)('$name: a send with keys', async (fault, _result, _once, keyed) => {
    server.plan(fault);
    await resultOf(client({ ...limitFor(fault), idempotencyKeys: true }).messages.send(hello));
    expect(server.arrivals).toHaveLength(keyed);
    expect(new Set(server.arrivals.map(({ headers }) => headers['idempotency-key'])).size).toBe(
      Math.min(1, keyed),
    );
  });

  // A GET has no body to break off in.
  it.each(table.filter(([fault]) => fault.at !== 'body'))(
    '$name: a safe row',
    async (fault, _result, _once, _keyed, safe) => {
      server.plan(fault);
      expect(await resultOf(client(limitFor(fault)).account.get())).not.toBe('success');
      expect(server.arrivals).toHaveLength(safe);
    },
  );
});

describe('no connection', () => {
  it('that is reset as soon as it stands brings no request, whatever the system calls it', async () => {
    server.plan(f.resetsConnection);
    expect(await resultOf(client().messages.send(hello))).toMatch(/^NetworkError (?:not_sent|unknown)$/);
    expect(server.arrivals).toEqual([]);
  });

  it('is tried again and told as not sent', async () => {
    const chatti = client({ baseUrl: await closedPort() });
    const error = await chatti.messages.send(hello).catch((thrown: unknown) => thrown as ChattiError);
    expect(error).toMatchObject({ name: 'NetworkError', outcome: 'not_sent', attempts: { length: 3 } });
  });

  it('to a host that does not exist is told as not sent', async () => {
    const chatti = client({ baseUrl: 'https://no-such-host.invalid/v1', timeoutMs: 10_000 });
    expect(await resultOf(chatti.messages.send(hello))).toBe('NetworkError not_sent');
  });

  it('by TLS to a server that speaks none is told as not sent, once', async () => {
    const tls = server.baseUrl.replace('http:', 'https:');
    server.plan({
      name: 'plain text',
      at: 'connection',
      act: (socket) => void socket.write('HTTP/1.1 400 Bad\r\n\r\n'),
    });
    const error = await client({ baseUrl: tls })
      .messages.send(hello)
      .catch((thrown: unknown) => thrown as ChattiError);
    expect(error).toMatchObject({ name: 'NetworkError', outcome: 'not_sent', attempts: { length: 1 } });
  });

  it('through a fetch of one’s own proves nothing', async () => {
    const own: ChattiOptions['fetch'] = (url, init) => fetch(url, init);
    const chatti = client({ baseUrl: await closedPort(), fetch: own });
    const error = await chatti.messages.send(hello).catch((thrown: unknown) => thrown as ChattiError);
    expect(error).toMatchObject({ outcome: 'unknown', attempts: { length: 1 } });
  });
});

describe('status 421', () => {
  it('is answered by Node’s fetch itself with one more request, which the status says was not done', async () => {
    server.plan(f.status(421));
    expect(await resultOf(client().messages.send(hello))).toBe('ApiError rejected');
    expect(server.arrivals.length).toBeLessThanOrEqual(2);
  });
});

describe('redirects', () => {
  it.each([301, 302, 303, 307, 308])('%i within the origin is not followed', async (code) => {
    server.plan(f.says('redirect', code, '', { location: '/v1/other' }));
    expect(await resultOf(client().messages.send(hello))).toBe('ApiError unknown');
    expect(server.arrivals.map(({ path }) => path)).toEqual(['/v1/messages']);
  });

  it.each([301, 302, 303, 307, 308])('%i to another origin takes no key there', async (code) => {
    elsewhere.plan(f.accepts);
    server.plan(f.says('redirect', code, '', { location: `${elsewhere.baseUrl}/messages` }));
    expect(await resultOf(client({ idempotencyKeys: true }).messages.send(hello))).toBe('ApiError unknown');
    expect(await resultOf(client().account.get())).toBe('ApiError unknown');
    expect(elsewhere.arrivals).toEqual([]);
  });
});

describe('sequences with keys', () => {
  const inUse = f.status(400, 'idempotency_key_in_use', { 'retry-after': '0' });
  it.each([
    ['time-out, reset', [f.hangs, f.resetsAfterHead], 'NetworkError unknown', 3],
    ['time-out, key in use', [f.hangs, inUse], 'ApiError unknown', 3],
    ['time-out, key in use, accepted', [f.hangs, inUse, f.accepts], 'success', 3],
    ['time-out, 401', [f.hangs, f.status(401)], 'ApiError unknown', 2],
    ['429, reset', [f.status(429), f.resetsAfterBody], 'NetworkError unknown', 3],
  ] as const)('%s', async (_name, faults, result, requests) => {
    server.plan(...faults);
    const options = { ...limitFor(...faults), idempotencyKeys: true };
    expect(await resultOf(client(options).messages.send(hello))).toBe(result);
    expect(server.arrivals).toHaveLength(requests);
    expect(new Set(server.arrivals.map(({ body }) => body.length > 0 && body)).size).toBeLessThanOrEqual(2);
  });

  it('time-out, refused: stays unknown', async () => {
    const gone = await startRawServer();
    gone.plan({ name: 'hangs and goes', at: 'end', act: () => void gone.close() });
    const chatti = client({ baseUrl: gone.baseUrl, idempotencyKeys: true, timeoutMs: 400 });
    expect(await resultOf(chatti.messages.send(hello))).toBe('NetworkError unknown');
  });

  it('429, reset without keys: two requests, unknown', async () => {
    server.plan(f.status(429), f.resetsAfterBody);
    expect(await resultOf(client().messages.send(hello))).toBe('NetworkError unknown');
    expect(server.arrivals).toHaveLength(2);
  });
});
