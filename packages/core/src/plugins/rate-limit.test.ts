import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { bench, hello } from '../client/client.test-data.ts';
import { HeldClock as ClientClock } from '../client/held-clock.test-data.ts';
import { problem, refused, sent } from '../client/scripted-fetch.test-data.ts';
import { AbortError } from '../errors/abort-error.ts';
import { ConfigurationError } from '../errors/configuration-error.ts';
import { HeldClock, settled } from './held-clock.test-data.ts';
import { rateLimit, type RateLimitOptions } from './rate-limit.ts';
import { json, testClient, to } from './test-client.test-data.ts';

/** Makes calls through the plugin alone, and keeps at what time each started. */
function throttled(options: RateLimitOptions) {
  const clock = new HeldClock();
  const plugin = rateLimit({ ...options, clock });
  const starts: { readonly call: number; readonly at: number }[] = [];
  let calls = 0;
  const begin = (): Promise<unknown> => {
    const call = calls++;
    const endpoint = { method: 'POST', path: '/messages', retry: 'never' } as const;
    return plugin.wrap(
      {
        name: 'messages.send',
        endpoint,
        baseUrl: '',
        input: {},
        signal: undefined,
        onAttempt: () => undefined,
      },
      async () => starts.push({ call, at: clock.now() }),
    );
  };
  return { clock, starts, begin };
}

function mostInASecond(times: readonly number[]): number {
  let most = 0;
  for (let first = 0, last = 0; last < times.length; last++) {
    while ((times[first] ?? 0) <= (times[last] ?? 0) - 1000) first++;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

describe('rateLimit', () => {
  it('never lets more start in a sliding second than allowed, in the order of the calls', async () => {
    const figures = fc.record({
      perSecond: fc.integer({ min: 1, max: 20 }),
      burst: fc.integer({ min: 1, max: 30 }),
    });
    const arrivals = fc.array(
      fc.record({ gap: fc.integer({ min: 0, max: 700 }), calls: fc.integer({ min: 1, max: 15 }) }),
      { maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(figures, arrivals, async ({ perSecond, burst }, groups) => {
        const { clock, starts, begin } = throttled({ perSecond, burst });
        const all: Promise<unknown>[] = [];
        for (const { gap, calls } of groups) {
          await clock.pass(gap);
          for (let i = 0; i < calls; i++) all.push(begin());
        }
        await clock.passAll();
        await Promise.all(all);
        expect(starts.map(({ call }) => call)).toEqual(all.map((_, index) => index));
        expect(mostInASecond(starts.map(({ at }) => at))).toBeLessThanOrEqual(Math.max(perSecond, burst));
      }),
      { numRuns: 40, seed: 5 },
    );
  });

  it('starves none of 10 000 calls, while new ones keep coming', async () => {
    const { clock, starts, begin } = throttled({ perSecond: 100, burst: 10 });
    const waits: number[] = [];
    const all = Array.from({ length: 5000 }, begin);
    for (let i = 0; i < 50; i++) {
      await clock.pass(1000);
      const asked = clock.now();
      for (let j = 0; j < 100; j++) all.push(begin().then(() => void waits.push(clock.now() - asked)));
    }
    await clock.passAll();
    await Promise.all(all);
    expect(starts.map(({ call }) => call)).toEqual(all.map((_, index) => index));
    expect(mostInASecond(starts.map(({ at }) => at))).toBe(100);
    // 100 come and 100 go each second, so that each waits for the 5000 that were there first, and for no other.
    expect(clock.now()).toBeLessThanOrEqual(100_000);
    expect(Math.max(...waits)).toBeLessThanOrEqual(51_000);
  });

  it('uses the whole rate: the last of many is not later than it must be', async () => {
    const { clock, starts, begin } = throttled({ perSecond: 10 });
    for (let i = 0; i < 100; i++) void begin();
    await clock.passAll();
    expect(starts.at(-1)?.at).toBe(9000);
  });

  it('counts calls of all kinds, and a batch as one', async () => {
    const clock = new HeldClock();
    const { chatti, seen } = testClient({ plugins: [rateLimit({ perSecond: 2, clock })] });
    const calls = [
      chatti.messages.send({ to, body: 'a' }),
      chatti.messages.sendBatch({
        messages: [
          { to, body: 'b' },
          { to, body: 'c' },
        ],
      }),
      chatti.messages.get({ id: 'm_1' }),
    ];
    await clock.pass(999);
    expect(seen).toHaveLength(2);
    await clock.pass(1);
    await Promise.all(calls);
    expect(seen).toHaveLength(3);
  });

  it('is shared by the clients that it is given to', async () => {
    const clock = new HeldClock();
    const plugins = [rateLimit({ perSecond: 1, clock })];
    const one = testClient({ plugins });
    const two = testClient({ plugins });
    void one.chatti.messages.send({ to, body: 'a' });
    const second = two.chatti.messages.send({ to, body: 'b' });
    await clock.pass(500);
    expect([one.seen.length, two.seen.length]).toEqual([1, 0]);
    await clock.pass(500);
    await second;
  });
});

it('rateLimit keeps the time of the runtime where it is given no clock', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  try {
    const { chatti, seen } = testClient({ plugins: [rateLimit({ perSecond: 2, burst: 1 })] });
    const calls = [1, 2, 3].map(() => chatti.account.get());
    await vi.advanceTimersByTimeAsync(499);
    expect(seen).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(seen).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(500);
    await Promise.all(calls);
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

describe('rateLimit after a 429', () => {
  it('holds all calls as long as the server asks', async () => {
    const clock = new HeldClock();
    let limited = true;
    const answer = () =>
      limited ? json({}, { status: 429, headers: { 'retry-after': '30' } }) : json({ id: 'm_1' });
    const { chatti, seen } = testClient({ plugins: [rateLimit({ perSecond: 10, clock })] }, answer);
    await expect(chatti.messages.send({ to, body: 'a' })).rejects.toMatchObject({
      status: 429,
      outcome: 'rejected',
    });
    limited = false;
    const next = chatti.messages.send({ to, body: 'b' });
    await clock.pass(29_999);
    expect(seen).toHaveLength(1);
    await clock.pass(1);
    expect(await next).toMatchObject({ id: 'm_1' });
  });

  it('holds for a second where the server does not say', async () => {
    const clock = new HeldClock();
    const answers = [json({}, { status: 429 }), json({ id: 'm_1' })];
    const { chatti, seen } = testClient(
      { plugins: [rateLimit({ perSecond: 10, clock })] },
      () => answers.shift() ?? json({}),
    );
    await chatti.messages.send({ to, body: 'a' }).catch(() => undefined);
    const next = chatti.messages.send({ to, body: 'b' });
    await clock.pass(999);
    expect(seen).toHaveLength(1);
    await clock.pass(1);
    await next;
  });

  it('holds the others while the call itself waits for its next attempt', async () => {
    const limited = problem(429, 'rate_limited', { 'retry-after': '7' });
    const clock = new ClientClock();
    const plugins = [rateLimit({ perSecond: 5, clock })];
    const { chatti, fetch } = bench([limited, sent], { plugins }, clock);
    const first = chatti.messages.send(hello);
    await settled();
    const second = chatti.messages.send(hello);
    const startedAt: number[] = [];
    void second.then(() => startedAt.push(clock.now()));
    await clock.until(Promise.all([first, second]));
    expect(fetch.seen).toHaveLength(3);
    expect(startedAt[0]).toBeGreaterThanOrEqual(7000);
  });

  it('makes room for further attempts of a call', async () => {
    const clock = new ClientClock();
    const plugins = [rateLimit({ perSecond: 1, clock })];
    const { chatti } = bench([refused, sent], { plugins }, clock);
    await clock.until(chatti.messages.send(hello));
    const retriedAt = clock.now();
    await clock.until(chatti.messages.send(hello));
    expect(clock.now()).toBeGreaterThanOrEqual(retriedAt + 1000);
  });

  it('can be held for longer than a timer can run', async () => {
    const clock = new HeldClock();
    const answers = [json({}, { status: 429, headers: { 'retry-after': '4000000' } })];
    const { chatti, seen } = testClient(
      { plugins: [rateLimit({ perSecond: 10, clock })] },
      () => answers.shift() ?? json({ id: 'm' }),
    );
    await chatti.messages.send({ to, body: 'a' }).catch(() => undefined);
    const next = chatti.messages.send({ to, body: 'b' });
    await clock.pass(3_999_999_999);
    expect(seen).toHaveLength(1);
    await clock.pass(1);
    await next;
  });
});

describe('rateLimit with a signal', () => {
  it('lets a call leave the line, with nothing sent and no timer left', async () => {
    const clock = new HeldClock();
    const { chatti, seen } = testClient({ plugins: [rateLimit({ perSecond: 1, clock })] });
    await chatti.messages.send({ to, body: 'a' });
    const leaving = new AbortController();
    const waiting = chatti.messages.send({ to, body: 'b', reference: 'r2' }, { signal: leaving.signal });
    await settled();
    expect(clock.timers).toBe(1);
    leaving.abort(new Error('enough'));
    const error = await waiting.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AbortError);
    expect(error).toMatchObject({ outcome: 'not_sent', reference: 'r2', cause: { message: 'enough' } });
    expect(clock.timers).toBe(0);
    expect(seen).toHaveLength(1);
  });

  it('keeps the turn of those behind', async () => {
    const clock = new HeldClock();
    const { chatti, seen } = testClient({ plugins: [rateLimit({ perSecond: 1, clock })] });
    await chatti.messages.send({ to, body: 'a' });
    const leaving = new AbortController();
    const left = chatti.messages.send({ to, body: 'b' }, { signal: leaving.signal }).catch(() => undefined);
    const behind = chatti.messages.send({ to, body: 'c' });
    await settled();
    leaving.abort();
    await clock.pass(1000);
    await Promise.all([left, behind]);
    expect(seen.map(({ body }) => body['body'])).toEqual(['a', 'c']);
  });

  it('does not queue a call that was aborted before', async () => {
    const { chatti, seen } = testClient({ plugins: [rateLimit({ perSecond: 1, clock: new HeldClock() })] });
    await expect(
      chatti.messages.send({ to, body: 'a' }, { signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ outcome: 'not_sent' });
    await chatti.messages.send({ to, body: 'b' });
    expect(seen).toHaveLength(1);
  });
});

it.each([
  { perSecond: 0 },
  { perSecond: -1 },
  { perSecond: Number.NaN },
  { perSecond: Number.POSITIVE_INFINITY },
  { perSecond: 5, burst: 0 },
  { perSecond: 5, burst: 1.5 },
])('refuses to be made with %j', (options) => {
  expect(() => rateLimit(options)).toThrow(ConfigurationError);
});
