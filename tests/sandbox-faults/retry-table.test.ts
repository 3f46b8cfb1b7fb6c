import { type ChattiError, type ChattiOptions, createChatti } from '@chatti/core';
import { createSandbox, FAULTS, type Sandbox } from '@chatti/sandbox';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const hello = { to: '+447700900123', from: 'Acme', body: 'Your order is ready.' };

/** Both ways to a sandbox, which must come to the same. */
const ways = ['in process', 'over a socket'] as const;

/**
 * A fault that never ends; how a send ends without keys; how many requests there are without keys, with keys and of a
 * safe row; how many messages are stored without keys.
 */
type Row = readonly [
  fault: string,
  result: string,
  once: number,
  keyed: number,
  safe: number,
  stored: number,
];

const table: readonly Row[] = [
  ['ok', 'success', 1, 1, 1, 1],
  ['delay; ms=5', 'success', 1, 1, 1, 1],
  ['delay; ms=5000', 'TimeoutError unknown', 1, 3, 3, 1],
  ['stall', 'TimeoutError unknown', 1, 3, 3, 0],
  ['stall-after-commit', 'TimeoutError unknown', 1, 3, 3, 1],
  ['reset', 'NetworkError unknown', 1, 3, 3, 0],
  ['reset-after-commit', 'NetworkError unknown', 1, 3, 3, 1],
  ['truncate', 'ReplyError unknown', 1, 3, 3, 1],
  ['204', 'ReplyError unknown', 1, 3, 3, 1],
  ['html', 'ApiError unknown', 1, 3, 3, 0],
  ['html; status=200', 'ReplyError unknown', 1, 3, 3, 0],
  ['html-after-commit', 'ApiError unknown', 1, 3, 3, 1],
  ['redirect', 'ApiError unknown', 1, 1, 1, 0],
  ['redirect-after-commit', 'ApiError unknown', 1, 1, 1, 1],
  ...['500', '504', '503; retry-after=0', '503; retry-after=none'].map((fault): Row => [
    fault,
    'ApiError unknown',
    1,
    3,
    3,
    0,
  ]),
  ['500-after-commit', 'ApiError unknown', 1, 3, 3, 1],
  ['504-after-commit', 'ApiError unknown', 1, 3, 3, 1],
  ...['429; retry-after=0', '429; retry-after=none'].map((fault): Row => [
    fault,
    'ApiError rejected',
    3,
    3,
    3,
    0,
  ]),
  ...['400', '401', '403', '404', '405', 'insufficient_credit', 'recipient_opted_out'].map((fault): Row => [
    fault,
    'ApiError rejected',
    1,
    1,
    1,
    0,
  ]),
  ['idempotency_key_in_use; retry-after=0', 'ApiError rejected', 1, 3, 1, 0],
  ['idempotency_key_reused', 'ApiError rejected', 1, 1, 1, 0],
];

let sandbox: Sandbox;
let requests: string[];
beforeEach(() => {
  requests = [];
  sandbox = createSandbox({ clock: 'manual', onRequest: ({ path }) => void requests.push(path) });
  // Full jitter times nothing is nothing: no test waits.
  vi.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => sandbox.close());

async function client(way: (typeof ways)[number], options: ChattiOptions = {}) {
  if (way === 'over a socket') await sandbox.listen({ port: 0 });
  const fetch = way === 'in process' ? { fetch: sandbox.fetch } : {};
  return createChatti({
    apiKey: sandbox.apiKey,
    baseUrl: sandbox.baseUrl,
    // Out of the way where nothing is meant to time out, however busy the machine is.
    timeoutMs: 10_000,
    totalTimeoutMs: 20_000,
    ...fetch,
    ...options,
  });
}

async function resultOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'success';
  } catch (error) {
    // Every failure of a call is one of the client's own.
    const { name, outcome } = error as ChattiError;
    return `${name} ${outcome}`;
  }
}

it('has a row for each fault of the table', () => {
  const names = table.map(([fault]) => fault.split(';')[0]);
  for (const name of Object.keys(FAULTS)) expect(names).toContain(name);
});

/** A short time limit for what never answers. */
function limitFor(result: string): ChattiOptions {
  return result.startsWith('TimeoutError') ? { timeoutMs: 150 } : {};
}

/** What the sandbox has seen and stored, once it has caught up with a caller who gave up. */
async function expectSeen(seen: number, stored?: number): Promise<void> {
  await vi.waitFor(() => {
    expect(requests).toHaveLength(seen);
    if (stored !== undefined) expect(sandbox.inbox.list()).toHaveLength(stored);
  });
}

describe.each(ways)('a fault that never ends, %s', (way) => {
  it.each(table)('%s: a send without keys', async (fault, result, once, _keyed, _safe, stored) => {
    const chatti = await client(way, limitFor(result));
    sandbox.faults.chance(1, fault);
    expect(await resultOf(chatti.messages.send(hello))).toBe(result);
    await expectSeen(once, stored);
  });

  it.each(table)('%s: a send with keys', async (fault, result, _once, keyed, _safe, stored) => {
    const chatti = await client(way, { idempotencyKeys: true, ...limitFor(result) });
    sandbox.faults.chance(1, fault);
    const inUse = fault.startsWith('idempotency_key_in_use');
    expect(await resultOf(chatti.messages.send(hello))).toBe(inUse ? 'ApiError unknown' : result);
    await expectSeen(keyed, stored);
  });

  it.each(table)('%s: a safe row', async (fault, result, _once, _keyed, safe) => {
    const chatti = await client(way, limitFor(result));
    sandbox.faults.chance(1, fault);
    const isFine = fault === 'ok' || fault === 'delay; ms=5';
    expect((await resultOf(chatti.account.get())) === 'success').toBe(isFine);
    await expectSeen(safe);
  });
});

describe.each(ways)('a fault that ends, %s', (way) => {
  it('after the commit without keys: one message, outcome unknown, and reconcile finds it', async () => {
    const chatti = await client(way);
    sandbox.faults.next('reset-after-commit');
    const error = await chatti.messages.send(hello).catch((thrown: unknown) => thrown as ChattiError);
    expect(error).toMatchObject({ name: 'NetworkError', outcome: 'unknown', attempts: { length: 1 } });
    const { reference } = error as ChattiError;
    const found = await chatti.messages.reconcile(reference ?? '');
    expect(found).toMatchObject({ status: 'found', messages: [{ body: hello.body, reference }] });
    expect(sandbox.inbox.list()).toHaveLength(1);
  });

  it('after the commit with keys: two attempts, one message, success', async () => {
    const chatti = await client(way, { idempotencyKeys: true });
    sandbox.faults.next('reset-after-commit');
    const message = await chatti.messages.send(hello);
    expect(requests).toEqual(['/v1/messages', '/v1/messages']);
    expect(sandbox.inbox.list().map(({ id }) => id)).toEqual([message.id]);
  });

  it('before anything is read: nothing is sent, and it is not known', async () => {
    const chatti = await client(way);
    sandbox.faults.next('reset');
    const error = await chatti.messages.send(hello).catch((thrown: unknown) => thrown as ChattiError);
    const { reference } = error as ChattiError;
    expect((await chatti.messages.reconcile(reference ?? '')).status).toBe('not_yet');
  });

  it('by a script: 429, lost reply, and then the message that was sent by then', async () => {
    const chatti = await client(way, { idempotencyKeys: true });
    sandbox.faults.script(['429; retry-after=0', 'reset-after-commit', 'ok']);
    expect(await resultOf(chatti.messages.send(hello))).toBe('success');
    expect([requests.length, sandbox.inbox.list().length]).toEqual([3, 1]);
  });

  it('by a script without keys: a lost reply after a 429 ends the call', async () => {
    const chatti = await client(way);
    sandbox.faults.script(['429; retry-after=0', 'reset-after-commit', 'ok']);
    expect(await resultOf(chatti.messages.send(hello))).toBe('NetworkError unknown');
    expect([requests.length, sandbox.inbox.list().length]).toEqual([2, 1]);
  });

  it('and asks to wait longer than the call may take: an error at once that says how long', async () => {
    const chatti = await client(way);
    sandbox.faults.next('429; retry-after=60');
    // A call that waited the minute would outlast this test's own time.
    await expect(chatti.messages.send(hello)).rejects.toMatchObject({
      outcome: 'rejected',
      retryAfterMs: 60_000,
    });
    expect(requests).toHaveLength(1);
  });

  it('by header, for every attempt of one call', async () => {
    const chatti = await client(way, { headers: { 'Chatti-Sandbox-Fault': '503; retry-after=0' } });
    expect(await resultOf(chatti.account.get())).toBe('ApiError unknown');
    expect(requests).toHaveLength(3);
  });

  it('where the sandbox is gone: proof that nothing was sent', async () => {
    const chatti = await client(way);
    await sandbox.close();
    expect(await resultOf(chatti.messages.send(hello))).toBe('NetworkError not_sent');
  });
});
