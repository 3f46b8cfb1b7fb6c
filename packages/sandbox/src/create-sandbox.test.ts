import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callApi, ordinary, readMessage, sendMessage } from '../test/api.ts';
import { createSandbox, type Sandbox } from './create-sandbox.ts';

const startAt = new Date('2026-11-22T12:00:00Z');

/** Uses a sandbox for everything that it keeps. */
async function live(sandbox: Sandbox): Promise<void> {
  await sendMessage(sandbox, {
    body: 'Sale {OptOutURL}',
    media: [{ filename: 'a.gif', content: 'R0lGODlh' }],
  });
  await sendMessage(sandbox, { scheduled_at: 'tomorrow' }, { headers: { 'idempotency-key': 'k' } });
  await sandbox.reply({ from: '+447700900111', to: '+447700900999', body: 'STOP' });
  await callApi(sandbox, 'POST /webhooks', { name: 'x', url: 'http://localhost/', events: ['*'] });
}

describe('reset', () => {
  it('forgets everything but the time, and begins anew with a seed', async () => {
    const sandbox = createSandbox({ clock: 'manual', startAt, seed: 's', account: { balance: '1' } });
    await live(sandbox);
    const { id } = await sendMessage(sandbox);
    await sandbox.clock.advance(1000);
    await sandbox.reset();
    for (const list of ['messages', 'opt-outs', 'webhooks']) {
      expect((await callApi(sandbox, `GET /${list}`)).body).toMatchObject({ total: 0 });
    }
    expect((await callApi(sandbox, 'GET /account')).body).toMatchObject({ balance: '1.0000' });
    expect(sandbox.inbox.list()).toEqual([]);
    expect(sandbox.clock.now()).toBe(startAt.getTime() + 1000);
    await live(sandbox);
    expect((await sendMessage(sandbox)).id).toBe(id);
  });

  it('takes along what is on its way', async () => {
    const sandbox = createSandbox({ clock: 'manual' });
    await sendMessage(sandbox);
    await sandbox.reset();
    await sandbox.clock.advance(100_000);
    expect(sandbox.snapshot().tables['messages']).toEqual([]);
  });

  it('starts the rate limits anew', async () => {
    const sandbox = createSandbox({ clock: 'manual', account: { rateLimit: { limit: 1, periodS: 60 } } });
    await callApi(sandbox, 'GET /account');
    await sandbox.reset();
    expect((await callApi(sandbox, 'GET /account')).status).toBe(200);
  });
});

describe('a snapshot', () => {
  it('is plain data, and makes another sandbox the same', async () => {
    const one = createSandbox({ clock: 'manual', startAt, seed: 's' });
    await live(one);
    const snapshot = one.snapshot();
    const other = createSandbox({ clock: 'manual', startAt, seed: 's' });
    await other.restore(JSON.parse(JSON.stringify(snapshot)) as typeof snapshot);
    expect(other.snapshot()).toEqual(snapshot);
    await Promise.all([one.clock.advance(90_000_000), other.clock.advance(90_000_000)]);
    expect(await sendMessage(other)).toEqual(await sendMessage(one));
    expect(other.snapshot()).toEqual(one.snapshot());
  });

  it('holds more in time than the clock: the clock catches up', async () => {
    const later = createSandbox({ clock: 'manual', startAt: new Date('2027-01-01T00:00:00Z') });
    const sandbox = createSandbox({ clock: 'manual', startAt });
    await sandbox.restore(later.snapshot());
    expect(sandbox.clock.now()).toBe(Date.parse('2027-01-01T00:00:00Z'));
  });

  it('is refused where it is of another format, and changes nothing', async () => {
    const sandbox = createSandbox({ clock: 'manual' });
    await sendMessage(sandbox);
    const wrong = { ...sandbox.snapshot(), format: 2 } as unknown as ReturnType<Sandbox['snapshot']>;
    await expect(sandbox.restore(wrong)).rejects.toThrow(TypeError);
    expect(sandbox.inbox.list()).toHaveLength(1);
  });
});

describe('a file', () => {
  let folder = '';
  let file = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'chatti-sandbox-'));
    file = join(folder, 'sandbox.db');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('keeps everything over a restart, and goes on where it was', async () => {
    const before = createSandbox({ clock: 'manual', startAt, storage: { file } });
    await live(before);
    const snapshot = before.snapshot();
    await before.close();
    const after = createSandbox({ clock: 'manual', startAt, storage: { file } });
    expect(after.snapshot()).toEqual(snapshot);
    const { body } = await callApi(after, 'GET /messages');
    const [, scheduled] = (body as { data: { id: string }[] }).data;
    await after.clock.advance(86_400_000);
    expect((await readMessage(after, scheduled?.id ?? '')).status).toBe('delivered');
    await after.close();
  });

  it('never runs back in time, also where the computer’s clock was set back', async () => {
    const before = createSandbox({ clock: 'manual', startAt, storage: { file } });
    const first = await sendMessage(before);
    await before.close();
    const after = createSandbox({
      clock: 'manual',
      startAt: new Date('2020-01-01T00:00:00Z'),
      storage: { file },
    });
    const second = await sendMessage(after);
    expect(second.created_at >= first.created_at).toBe(true);
    await after.close();
  });

  it('answers a send only once it is in the file', async () => {
    const sandbox = createSandbox({ clock: 'manual', storage: { file } });
    const message = await sendMessage(sandbox, { body: 'flushed to the disk' });
    expect(readFileSync(`${file}-wal`).includes(message.id)).toBe(true);
    await sandbox.close();
  });

  it('takes many requests of one turn at once, each answered for itself', async () => {
    const sandbox = createSandbox({ clock: 'manual', storage: { file } });
    const sent = await Promise.all(
      Array.from({ length: 50 }, (_, index) => sendMessage(sandbox, { reference: `${index}` })),
    );
    expect(sent.map(({ reference }) => reference)).toEqual(
      Array.from({ length: 50 }, (_, index) => `${index}`),
    );
    expect(new Set(sent.map(({ id }) => id)).size).toBe(50);
    await sandbox.close();
  });

  it('sends once where two requests with one key come in one turn', async () => {
    const sandbox = createSandbox({ clock: 'manual', storage: { file } });
    const send = () => callApi(sandbox, 'POST /messages', ordinary, { headers: { 'idempotency-key': 'k' } });
    const replies = await Promise.all([send(), send()]);
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200, 400]));
    expect(replies.find(({ status }) => status === 400)).toMatchObject({
      body: { code: 'idempotency_key_in_use' },
    });
    expect(replies.find(({ status }) => status === 400)?.headers.get('retry-after')).toBe('1');
    expect((await send()).headers.get('idempotency-replayed')).toBe('true');
    expect(sandbox.inbox.list()).toHaveLength(1);
    await sandbox.close();
  });
});

describe('a real clock', () => {
  it('delivers by itself', async () => {
    await using sandbox = createSandbox({ latencyMs: 1 });
    await sendMessage(sandbox);
    expect(await sandbox.inbox.wait({ status: 'delivered' })).toMatchObject({ to: ordinary.to });
  });
});

it('is closed at the end of its block', async () => {
  let kept: Sandbox;
  {
    await using sandbox = createSandbox();
    kept = sandbox;
  }
  await expect(kept.fetch(`${kept.baseUrl}/account`)).rejects.toThrow('fetch failed');
  await kept.close();
});

it('tells of each request by its row: nobody’s number, no key, no text', async () => {
  const lines: object[] = [];
  const sandbox = createSandbox({ onRequest: (line) => lines.push(line) });
  await callApi(sandbox, 'GET /opt-outs/%2B447700900123?to=447700900123');
  await callApi(sandbox, 'GET /canary-447700900123');
  await sendMessage(sandbox);
  expect(lines).toMatchObject([
    { method: 'GET', path: '/v1/opt-outs/{number}', status: 400 },
    { method: 'GET', path: '(unknown)', status: 404 },
    { method: 'POST', path: '/v1/messages', status: 200 },
  ]);
  expect(JSON.stringify(lines)).not.toMatch(/7700900123|sandbox-key|ready/);
});

it('answers 500 where it breaks itself, tells the log why, and stores nothing', async () => {
  const errors: unknown[] = [];
  const sandbox = createSandbox({
    onRequest: ({ error }) => {
      if (error !== undefined) errors.push(error);
    },
  });
  const message = await sendMessage(sandbox);
  const snapshot = sandbox.snapshot();
  const [row] = snapshot.tables['messages'] ?? [];
  await sandbox.restore({ ...snapshot, tables: { ...snapshot.tables, messages: [{ ...row, fixed: '{' }] } });
  const reply = await callApi(sandbox, `GET /messages/${message.id}`);
  expect([reply.status, reply.body]).toMatchObject([
    500,
    { code: 'internal_error', message: 'Something broke.' },
  ]);
  expect(errors).toEqual([expect.any(SyntaxError)]);
});

it('throws what was told to stop it', async () => {
  const sandbox = createSandbox();
  const reason = new Error('Enough.');
  await expect(
    sandbox.fetch(`${sandbox.baseUrl}/account`, { signal: AbortSignal.abort(reason) }),
  ).rejects.toBe(reason);
});

it('opens no account for a key that is none', () => {
  expect(() => createSandbox().account('invalid')).toThrow(TypeError);
});
