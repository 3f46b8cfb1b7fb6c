import { describe, expect, it } from 'vitest';
import type { ApiError } from '../errors/api-error.ts';
import type { ChattiError } from '../errors/chatti-error.ts';
import { backoffMs, retryAfterMs } from './backoff.ts';
import { bench, hello } from './client.test-data.ts';
import { HeldClock } from './held-clock.test-data.ts';
import { hang, problem, refused, reply, reset, sent, type Step } from './scripted-fetch.test-data.ts';

describe('pauses', () => {
  it('are anything from nothing to a limit that doubles, up to 8 s', () => {
    expect([0, 1, 2, 3, 4, 5].map((retries) => backoffMs(retries, undefined, () => 1))).toEqual([
      500, 1000, 2000, 4000, 8000, 8000,
    ]);
    expect(backoffMs(3, undefined, () => 0)).toBe(0);
  });

  it('are never shorter than asked', () => {
    expect(backoffMs(0, 3000, () => 1)).toBe(3000);
    expect(backoffMs(3, 3000, () => 1)).toBe(4000);
    expect(backoffMs(0, 0.5, () => 0)).toBe(1);
  });

  const clock = { wallClock: () => Date.parse('Sun, 22 Nov 2026 12:00:00 GMT') };

  it.each([
    ['2', 2000],
    ['0', 0],
    ['1.5', 1500],
    ['86400', 86_400_000],
    [' 7 ', 7000],
    ['Sun, 22 Nov 2026 12:00:30 GMT', 30_000],
    ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
    ['soon', undefined],
    ['-1', undefined],
    ['', undefined],
    ['1e9', undefined],
    ['99 GMT', undefined],
    ['9'.repeat(400), Number.MAX_SAFE_INTEGER],
  ])('read Retry-After %j as %s ms', (text, ms) => {
    expect(retryAfterMs(new Headers({ 'retry-after': text }), clock)).toBe(ms);
  });

  it('count a date from the reply’s own clock', () => {
    const headers = new Headers({
      'retry-after': 'Sun, 22 Nov 2026 11:00:05 GMT',
      date: 'Sun, 22 Nov 2026 11:00:00 GMT',
    });
    expect(retryAfterMs(headers, clock)).toBe(5000);
  });

  it('are kept between attempts, and told', async () => {
    const { chatti, clock: held } = bench([problem(429, 'rate_limited', { 'retry-after': '7' }), sent]);
    await held.until(chatti.messages.send(hello));
    expect(held.now()).toBe(7000);
  });
});

describe('the deadline of a call', () => {
  it('makes a wait beyond it an error at once, with what was asked', async () => {
    const { chatti, clock, fetch } = bench([problem(429, 'rate_limited', { 'retry-after': '86400' })]);
    const error = (await clock.failureOf(chatti.messages.send(hello))) as ApiError;
    expect([error.retryAfterMs, error.outcome, clock.now(), fetch.seen.length]).toEqual([
      86_400_000,
      'rejected',
      0,
      1,
    ]);
    expect(error.attempts[0]?.waitedMs).toBeNull();
  });

  it('leaves no attempt so short that it could only make the outcome unknown', async () => {
    const { chatti, clock, fetch } = bench([refused, hang], { totalTimeoutMs: 300 });
    const error = await clock.failureOf(chatti.messages.send(hello));
    expect(error).toMatchObject({ name: 'NetworkError', outcome: 'not_sent' });
    expect(fetch.seen).toHaveLength(1);
  });

  it('cuts the last attempt short', async () => {
    const { chatti, clock, fetch } = bench([hang], {
      timeoutMs: 30_000,
      totalTimeoutMs: 40_000,
      idempotencyKeys: true,
    });
    const error = (await clock.failureOf(chatti.messages.send(hello))) as ChattiError;
    expect(error).toMatchObject({ name: 'TimeoutError', timeoutMs: 40_000 });
    expect([clock.now(), fetch.seen.length]).toEqual([40_000, 2]);
  });

  it('is 30 s for an attempt and 90 s for a call', async () => {
    const { chatti, clock } = bench([hang], { idempotencyKeys: true, retryLimit: 10 });
    const error = (await clock.failureOf(chatti.messages.send(hello))) as ChattiError;
    expect(error.attempts.map(({ durationMs }) => durationMs)).toEqual([30_000, 30_000, 29_250]);
    expect(clock.now()).toBe(90_000);
  });

  it('takes a refusal by its status where the rest of the reply does not come', async () => {
    const body = (): ReadableStream =>
      new ReadableStream({ start: (stream) => stream.enqueue(new Uint8Array([123])) });
    const hangsAt =
      (status: number, headers = {}): Step =>
      () =>
        new Response(body(), { status, headers });
    const told = async (step: Step, options = {}): Promise<string> => {
      const { chatti, clock, fetch } = bench([step], options);
      const { name, outcome } = (await clock.failureOf(chatti.messages.send(hello))) as ChattiError;
      return `${name} ${outcome} ${fetch.seen.length}`;
    };
    expect(await told(hangsAt(401))).toBe('ApiError rejected 1');
    expect(await told(hangsAt(429, { 'retry-after': '1' }))).toBe('ApiError rejected 3');
    expect(await told(hangsAt(503))).toBe('ApiError unknown 1');
    // With a key it may be the reply that says the key is in use.
    expect(await told(hangsAt(400), { idempotencyKeys: true })).toBe('ApiError unknown 3');
  });

  it('cancels what it gives up', async () => {
    const { chatti, clock, fetch } = bench([hang]);
    await clock.failureOf(chatti.messages.send(hello));
    expect(fetch.seen[0]?.init.signal?.aborted).toBe(true);
  });
});

describe('attempts', () => {
  it('tell when, what, how long, and the pause after', async () => {
    const { chatti, clock } = bench([refused, problem(429, 'rate_limited', { 'retry-after': '2' }), reset]);
    const error = (await clock.failureOf(chatti.messages.send(hello))) as ChattiError;
    expect(error.attempts).toEqual([
      {
        startedAt: '2026-11-22T00:00:00.000Z',
        durationMs: 0,
        status: null,
        failure: 'not connected',
        outcome: 'not_sent',
        waitedMs: 250,
      },
      {
        startedAt: '2026-11-22T00:00:00.250Z',
        durationMs: 0,
        status: 429,
        failure: 'rate limited, status 429',
        outcome: 'rejected',
        waitedMs: 2000,
      },
      {
        startedAt: '2026-11-22T00:00:02.250Z',
        durationMs: 0,
        status: null,
        failure: 'lost',
        outcome: 'unknown',
        waitedMs: null,
      },
    ]);
  });

  it('stop for all calls of a client once its budget of retries is spent, and come back with successes', async () => {
    const clock = new HeldClock();
    const { chatti, fetch } = bench([refused], {}, clock);
    for (let call = 0; call < 200; call++) await clock.failureOf(chatti.account.get());
    expect(fetch.seen).toHaveLength(200 + 100);
    const ok = bench([refused], {}, clock);
    await clock.failureOf(ok.chatti.account.get());
    expect(ok.fetch.seen).toHaveLength(3);
  });
});

describe('a signal', () => {
  it('that is none is refused before anything is sent', async () => {
    const { chatti, clock, fetch } = bench([sent]);
    // Wrong on purpose.
    const signal = {} as AbortSignal;
    expect(await clock.failureOf(chatti.messages.send(hello, { signal }))).toMatchObject({
      option: 'signal',
    });
    expect(fetch.seen).toHaveLength(0);
  });

  it('before the call is not sent', async () => {
    const { chatti, clock, fetch } = bench([sent]);
    const reason = new Error('changed my mind');
    const error = (await clock.failureOf(
      chatti.messages.send(hello, { signal: AbortSignal.abort(reason) }),
    )) as ChattiError;
    expect(error).toMatchObject({ name: 'AbortError', outcome: 'not_sent', cause: reason, attempts: [] });
    expect(error.reference).toMatch(/./);
    expect(fetch.seen).toHaveLength(0);
  });

  it('during an attempt is unknown, and cancels the request', async () => {
    const stop = new AbortController();
    const { chatti, clock, fetch } = bench([
      (init) => {
        queueMicrotask(() => stop.abort());
        return hang(init);
      },
    ]);
    const error = await clock.failureOf(chatti.messages.send(hello, { signal: stop.signal }));
    expect(error).toMatchObject({
      name: 'AbortError',
      outcome: 'unknown',
      attempts: [{ outcome: 'unknown' }],
    });
    expect(fetch.seen[0]?.init.signal?.aborted).toBe(true);
    expect(clock.waiting).toBe(0);
  });

  it('during a pause is what the attempts before it were', async () => {
    const stop = new AbortController();
    const { chatti, clock, fetch } = bench([refused]);
    const call = chatti.messages.send(hello, { signal: stop.signal });
    setImmediate(() => setImmediate(() => stop.abort()));
    expect(await clock.failureOf(call)).toMatchObject({ name: 'AbortError', outcome: 'not_sent' });
    expect(fetch.seen).toHaveLength(1);
  });

  it('leaves nothing behind on a signal that lives longer', async () => {
    const { signal } = new AbortController();
    let listeners = 0;
    const { addEventListener, removeEventListener } = signal;
    signal.addEventListener = (...given: Parameters<typeof addEventListener>) => (
      listeners++,
      addEventListener.apply(signal, given)
    );
    signal.removeEventListener = (...given: Parameters<typeof removeEventListener>) => (
      listeners--,
      removeEventListener.apply(signal, given)
    );
    const { chatti, clock } = bench([refused, reply(503), sent], { idempotencyKeys: true });
    await clock.until(chatti.messages.send(hello, { signal }));
    expect(listeners).toBe(0);
  });
});

describe('the size of a request', () => {
  it('is refused above 8 000 000 bytes before anything is sent', async () => {
    const { chatti, clock, fetch } = bench([sent]);
    const content = 'A'.repeat(8_000_000);
    const media = [{ filename: 'a.png', content }];
    expect(await clock.failureOf(chatti.messages.send({ ...hello, media }))).toMatchObject({
      name: 'InputError',
      issues: [{ path: '', code: 'request_too_large' }],
    });
    expect(fetch.seen).toHaveLength(0);
    await clock.until(
      chatti.messages.send({ ...hello, media: [{ filename: 'a.png', content: content.slice(1000) }] }),
    );
    expect(fetch.seen).toHaveLength(1);
  });
});
