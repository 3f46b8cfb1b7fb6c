import { describe, expect, it, vi } from 'vitest';
import { callApi, ordinary, sendMessage } from '../../test/api.ts';
import { createSandbox, type Sandbox } from '../create-sandbox.ts';
import { openSandbox } from '../open-sandbox.ts';
import type { SandboxOptions } from '../sandbox-options.ts';
import { formatDifference } from './differences.ts';
import type { Recording } from './recording.ts';
import { replayRecording } from './replay-recording.ts';

const record = (options: SandboxOptions = {}) => createSandbox({ record: true, ...options });

/** As it comes back out of a file. */
const saved = (sandbox: Sandbox) => JSON.parse(JSON.stringify(sandbox.recording())) as Recording;

const to = '+447700900123';
const own = '+447700900999';

/** Kinds of calls, for a mixture. */
const calls: readonly ((sandbox: Sandbox, i: number) => Promise<unknown>)[] = [
  (sandbox, i) => callApi(sandbox, 'POST /messages', { ...ordinary, body: `Message ${i} {OptOutURL}` }),
  (sandbox, i) => callApi(sandbox, 'POST /messages', { ...ordinary, to: `+120255501${10 + (i % 60)}` }),
  (sandbox, i) =>
    callApi(sandbox, 'POST /messages', ordinary, { headers: { 'idempotency-key': `k${i % 3}` } }),
  (sandbox, i) =>
    callApi(sandbox, 'POST /messages', {
      ...ordinary,
      from: own,
      scheduled_at: 'tomorrow',
      reference: `r${i}`,
    }),
  (sandbox) => callApi(sandbox, 'POST /messages', '{"to":'),
  (sandbox) =>
    callApi(sandbox, 'POST /messages', { ...ordinary, media: [{ filename: 'a.gif', content: 'R0lGODlh' }] }),
  (sandbox, i) =>
    callApi(sandbox, 'POST /messages/batch', {
      from: 'Acme',
      body: 'All',
      messages: [{ to }, { to: `+4477009001${10 + (i % 90)}` }, {}],
    }),
  (sandbox) => callApi(sandbox, 'POST /messages/preview', { ...ordinary, body: 'Sale {OptOutURL}' }),
  (sandbox) => callApi(sandbox, 'GET /messages?per_page=3&page=2'),
  (sandbox, i) => callApi(sandbox, `GET /messages?reference=r${i}&after=yesterday`),
  (sandbox) => callApi(sandbox, 'GET /account'),
  (sandbox, i) =>
    callApi(sandbox, 'POST /opt-outs', { number: `+4477009005${10 + (i % 90)}` }, { key: `other-${i % 4}` }),
  (sandbox, i) =>
    callApi(sandbox, 'GET /account', undefined, { key: i % 2 ? 'invalid-one' : `canary-key-${i}` }),
  (sandbox) => callApi(sandbox, 'GET /nowhere'),
  (sandbox, i) => sandbox.reply({ from: to, to: own, body: i % 2 ? 'STOP' : 'START' }),
  (sandbox) => callApi(sandbox, 'GET /webhooks'),
];

/** A small generator of numbers from 0 to below 1 (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

async function mixture(sandbox: Sandbox, count: number): Promise<void> {
  const random = randomOf(7);
  await callApi(sandbox, 'POST /webhooks', { name: 'Shop', url: 'https://shop.example/', events: ['*'] });
  for (let i = 0; i < count; i++) {
    if (random() < 0.1)
      sandbox.faults.next(
        ['429', 'reset-after-commit', 'truncate', '503; retry-after=2', 'html'][i % 5] ?? 'ok',
      );
    if (random() < 0.1) sandbox.inbox.clear();
    const call = calls[Math.floor(random() * calls.length)];
    await call?.(sandbox, i).catch(() => undefined);
    if (random() < 0.15) await sandbox.clock.advance(random() * 30_000);
  }
}

describe('a recording that is full', () => {
  const limited = (limits: { steps: number; characters: number }) =>
    openSandbox({ record: true, clock: 'manual', seed: 'full' }, { limits }).sandbox;
  const send = (sandbox: Sandbox, body = 'Stop: {OptOutURL}') =>
    callApi(sandbox, 'POST /messages', { ...ordinary, body });

  it('keeps what is there, says since when nothing was added, and is replayed', async () => {
    await using sandbox = limited({ steps: 12, characters: 1_000_000 });
    for (let i = 0; i < 30; i++) {
      await send(sandbox);
      await sandbox.clock.advance(100);
    }
    const { steps, ended_at: endedAt } = sandbox.recording();
    expect(steps).toHaveLength(12);
    expect(endedAt).toBeGreaterThanOrEqual(steps.at(-1)?.at ?? Infinity);
    expect(endedAt).toBeLessThan(sandbox.clock.now());
    expect(await replayRecording(saved(sandbox))).toEqual([]);
  });

  it('is full by what is in it, too', async () => {
    await using sandbox = limited({ steps: 1000, characters: 10_000 });
    for (let i = 0; i < 30; i++) await send(sandbox, 'a'.repeat(1000));
    expect(sandbox.recording().steps.length).toBeLessThan(10);
    expect(await replayRecording(saved(sandbox))).toEqual([]);
  });

  it('begins anew at a reset, and is replayed from there', async () => {
    await using sandbox = limited({ steps: 12, characters: 1_000_000 });
    await sandbox.listen({ port: 0 });
    sandbox.settings.update({ latencyMs: 5000 });
    for (let i = 0; i < 30; i++) await send(sandbox);
    await sandbox.reset();
    expect(sandbox.recording()).toMatchObject({ started_at: sandbox.clock.now(), ended_at: null });
    await send(sandbox);
    await sandbox.clock.advance(600);
    await callApi(sandbox, 'GET /messages');
    const again = saved(sandbox);
    expect(again.steps.map((step) => step.do)).toEqual(['listen', 'request', 'due', 'due', 'request']);
    expect(await replayRecording(again)).toEqual([]);
  });

  it('goes on over a reset where it is not full', async () => {
    await using sandbox = limited({ steps: 100, characters: 1_000_000 });
    await send(sandbox);
    await sandbox.reset();
    await send(sandbox);
    expect(saved(sandbox).steps.map((step) => step.do)).toEqual(['request', 'reset', 'request']);
    expect(await replayRecording(saved(sandbox))).toEqual([]);
  });

  it('is told of', async () => {
    await using sandbox = limited({ steps: 1, characters: 1_000_000 });
    const root = sandbox.baseUrl.replace('/v1', '/sandbox');
    const state = async () => (await sandbox.fetch(`${root}/state`)).json();
    const events = (await sandbox.fetch(`${root}/events`)).body?.getReader();
    expect(await state()).toMatchObject({ recording: 'on', recorded_steps: 0 });
    await send(sandbox);
    await send(sandbox);
    expect(await state()).toMatchObject({ recording: 'full', recorded_steps: 1 });
    await sandbox.reset();
    expect(await state()).toMatchObject({ recording: 'on', recorded_steps: 1 });
    let text = '';
    while ((text.match(/event: recording/g) ?? []).length < 2)
      text += new TextDecoder().decode((await events?.read())?.value);
    expect(text).toContain('event: recording\ndata: {"recording":"full","recorded_steps":1}');
    await events?.cancel();
    await using plain = createSandbox();
    const other = await plain.fetch(plain.baseUrl.replace('/v1', '/sandbox/state'));
    expect(await other.json()).toMatchObject({ recording: 'off', recorded_steps: 0 });
  });
});

describe('a recording', () => {
  it('of a held clock is replayed without a difference', async () => {
    await using sandbox = record({ clock: 'manual', deliver: () => new Response(null, { status: 500 }) });
    await mixture(sandbox, 150);
    const recording = saved(sandbox);
    expect(recording.steps.filter((step) => step.do === 'request').length).toBeGreaterThan(120);
    const acts = new Set(recording.steps.map((step) => step.do));
    for (const act of ['request', 'due', 'attempt', 'faults', 'clear_inbox', 'reply'] as const)
      expect(acts).toContain(act);
    expect(await replayRecording(recording)).toEqual([]);
  });

  it('of a clock that runs is replayed without a difference', async () => {
    let answers = 0;
    await using sandbox = record({
      latencyMs: 1,
      deliver: () => new Response(null, { status: answers++ % 2 ? 500 : 204 }),
    });
    await mixture(sandbox, 200);
    await sandbox.webhooks.settled();
    expect(await replayRecording(saved(sandbox))).toEqual([]);
  });

  it('is replayed the same in another year, in another zone and with another port', async () => {
    await using sandbox = record({ latencyMs: 1 });
    const { origin } = await sandbox.listen({ port: 0 });
    await mixture(sandbox, 200);
    const recording = saved(sandbox);
    const zone = process.env['TZ'];
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2031-06-01T00:00:00Z') });
    process.env['TZ'] = 'Pacific/Kiritimati';
    try {
      expect(await replayRecording(recording)).toEqual([]);
    } finally {
      vi.useRealTimers();
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
    expect(JSON.stringify(recording)).toContain(origin);
  });

  it('of calls over a port and beside one another is replayed without one', async () => {
    await using sandbox = record({
      latencyMs: 1,
      accounts: { mine: { rateLimit: { limit: 30, periodS: 60 } } },
    });
    await sandbox.listen({ port: 0 });
    const send = (i: number) =>
      fetch(`${sandbox.baseUrl}/messages`, {
        method: 'POST',
        headers: {
          'x-api-key': i % 2 ? 'mine' : 'theirs',
          'content-type': 'application/json',
          'idempotency-key': `k${i % 20}`,
        },
        body: JSON.stringify({ ...ordinary, body: `${i % 20} {OptOutURL}` }),
      }).then((response) => response.text());
    await Promise.all(Array.from({ length: 80 }, (_, i) => send(i)));
    await sandbox.clock.advance(60_000);
    await fetch(`${sandbox.baseUrl}/messages?per_page=5`, { headers: { 'x-api-key': 'theirs' } });
    const recording = saved(sandbox);
    expect(recording.steps.filter((step) => step.do === 'request')).toHaveLength(81);
    expect(await replayRecording(recording)).toEqual([]);
  });

  it('goes through resets and snapshots', async () => {
    await using sandbox = record({ clock: 'manual' });
    const before = await sendMessage(sandbox);
    const snapshot = sandbox.snapshot();
    await sandbox.reset();
    await sendMessage(sandbox, { body: 'Another' });
    await sandbox.restore(snapshot);
    await callApi(sandbox, `GET /messages/${before.id}`);
    expect(await replayRecording(saved(sandbox))).toEqual([]);
  });

  it('keeps what is too large, and bytes that are no text', async () => {
    await using sandbox = record({ clock: 'manual' });
    const headers = { 'x-api-key': 'k', 'content-type': 'application/json' };
    const post = (body: BodyInit) =>
      sandbox.fetch(`${sandbox.baseUrl}/messages`, { method: 'POST', headers, body });
    expect((await post(' '.repeat(8_388_609))).status).toBe(400);
    expect((await post(new Uint8Array([0x7b, 0xff]))).status).toBe(400);
    const recording = saved(sandbox);
    expect(JSON.stringify(recording).length).toBeLessThan(10_000);
    expect(await replayRecording(recording)).toEqual([]);
  });

  it('has no key in it', async () => {
    await using sandbox = record({
      apiKey: 'canary-own',
      accounts: { 'canary-two': { name: 'Two' } },
      faults: [{ faults: ['429'], apiKey: 'canary-two' }],
    });
    sandbox.faults.next('500', { apiKey: 'canary-three' });
    await sendMessage(sandbox);
    await callApi(sandbox, 'GET /account', undefined, { key: 'canary-two' });
    await callApi(sandbox, 'GET /account', undefined, { key: 'canary-two' });
    await callApi(sandbox, 'GET /account', undefined, { key: 'canary-three' });
    await callApi(sandbox, 'GET /account', undefined, { key: 'invalid-canary' });
    const recording = saved(sandbox);
    expect(JSON.stringify(recording)).not.toContain('canary');
    expect(await replayRecording(recording)).toEqual([]);
  });

  it('is of the sandbox as it answers without one', async () => {
    const options = { clock: 'manual', seed: 's', startAt: new Date('2026-01-01T00:00:00Z') } as const;
    await using plain = createSandbox(options);
    await using kept = record(options);
    const [one, other] = [await sendMessage(plain), await sendMessage(kept)];
    // Ids hang on the account, whose key has another name in a recording.
    expect({ ...other, id: '' }).toEqual({ ...one, id: '' });
  });
});

describe('a difference', () => {
  async function tampered(change: (reply: { status: number; body: string }) => void): Promise<string[]> {
    await using sandbox = record({ clock: 'manual' });
    await sendMessage(sandbox);
    await callApi(sandbox, 'GET /messages');
    const recording = saved(sandbox);
    const step = recording.steps.at(-1);
    if (step?.do === 'request' && step.reply) change(step.reply);
    return (await replayRecording(recording)).map(formatDifference);
  }

  it('is told by the place where it is', async () => {
    expect(await tampered((reply) => (reply.status = 201))).toEqual([
      'Step 2, GET /v1/messages: status is 200, and was 201.',
    ]);
    expect(await tampered((reply) => (reply.body = reply.body.replace('"queued"', '"sent"')))).toEqual([
      'Step 2, GET /v1/messages: body.data[0].status is "queued", and was "sent".',
    ]);
    expect(await tampered((reply) => (reply.body = reply.body.replace('"total":1,', '')))).toEqual([
      'Step 2, GET /v1/messages: body.total is 1, and was missing.',
    ]);
  });

  it('is not made by a step that is left out, where nothing hangs on it', async () => {
    expect(await tampered(() => undefined)).toEqual([]);
  });
});

describe('what cannot be recorded or replayed', () => {
  it('is a sandbox that was not told to', async () => {
    await using sandbox = createSandbox();
    expect(() => sandbox.recording()).toThrow(/record/);
  });

  it('is one with a file', () => {
    expect(() => record({ storage: { file: 'never-made.db' } })).toThrow(/record/);
  });

  it.each([
    null,
    1,
    {},
    { format: 2 },
    { format: 1, seed: 's' },
    { format: 1, seed: 's', started_at: 1, options: {}, steps: {} },
  ])('is %j', async (value) => {
    await expect(replayRecording(value as unknown as Recording)).rejects.toThrow(TypeError);
  });
});
