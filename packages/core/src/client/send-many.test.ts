import { describe, expect, it } from 'vitest';
import type { SendMessage } from '../contract/send-message.ts';
import { bench, hello } from './client.test-data.ts';
import { bodyText, problem, refused, reply, reset, type Step } from './scripted-fetch.test-data.ts';
import type { SendProgress, SendResult } from './send-many.ts';

interface Sent {
  messages: { to: string; reference: string; body: string }[];
}

function bodyOf(init: RequestInit): Sent {
  return JSON.parse(bodyText(init));
}

/** Answers a batch; items whose text is `no` are rejected. */
const accepts: Step = (init) => {
  const data = bodyOf(init).messages.map(({ body, reference }, index) =>
    body === 'no'
      ? {
          index,
          status: 'rejected',
          message: null,
          error: { status: 403, code: 'sender_not_allowed', message: 'Not +447700900123.', errors: [] },
        }
      : { index, status: 'accepted', message: { id: `m_${reference}`, reference }, error: null },
  );
  return new Response(JSON.stringify({ total_count: data.length, data }));
};

function* messages(
  count: number,
  more: (index: number) => Partial<SendMessage> = () => ({}),
): Generator<SendMessage> {
  for (let index = 0; index < count; index++) yield { ...hello, reference: `r${index}`, ...more(index) };
}

async function all(results: AsyncIterable<SendResult>): Promise<SendResult[]> {
  const list: SendResult[] = [];
  for await (const result of results) list.push(result);
  return list;
}

function tally(results: readonly SendResult[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { outcome } of results) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

describe('sendMany', () => {
  it('cuts into batches of 1000, keeps the order and gives one result for each', async () => {
    const { chatti, clock, fetch } = bench([accepts]);
    const results = await clock.until(all(chatti.messages.sendMany(messages(2345), { concurrency: 3 })));
    expect(fetch.seen.map(({ init }) => bodyOf(init).messages.length)).toEqual([1000, 1000, 345]);
    expect(results.map(({ index, message }) => `${index} ${message?.id}`)).toEqual(
      Array.from({ length: 2345 }, (_, index) => `${index} m_r${index}`),
    );
  });

  it('cuts at 8 000 000 bytes, and fills what there is', async () => {
    const { chatti, clock, fetch } = bench([accepts]);
    const media = [{ filename: 'a.png', content: 'A'.repeat(3_000_000) }];
    await clock.until(all(chatti.messages.sendMany(messages(5, () => ({ media })))));
    expect(fetch.seen.map(({ init }) => bodyOf(init).messages.length)).toEqual([2, 2, 1]);
    for (const { init } of fetch.seen)
      expect(Buffer.byteLength(bodyText(init))).toBeLessThanOrEqual(8_000_000);
  });

  it('counts bytes, not characters', async () => {
    const { chatti, clock, fetch } = bench([accepts]);
    const metadata = Object.fromEntries(
      Array.from({ length: 20 }, (_, key) => [`k${key}`, '漢'.repeat(256)]),
    );
    await clock.until(all(chatti.messages.sendMany(messages(1000, () => ({ metadata })))));
    expect(fetch.seen.length).toBeGreaterThan(1);
    for (const { init } of fetch.seen)
      expect(Buffer.byteLength(bodyText(init))).toBeLessThanOrEqual(8_000_000);
  });

  it('refuses alone what is wrong or too large, and makes a reference where there is none', async () => {
    const { chatti, clock, fetch } = bench([accepts]);
    const huge = { ...hello, media: [{ filename: 'a.png', content: 'A'.repeat(8_000_000) }] };
    const wrong = { ...hello, to: '12' };
    const results = await clock.until(
      all(chatti.messages.sendMany([hello, huge, wrong, null as never, hello])),
    );
    expect(results.map(({ outcome, error }) => [outcome, error?.name ?? null])).toEqual([
      ['accepted', null],
      ['not_sent', 'InputError'],
      ['not_sent', 'InputError'],
      ['not_sent', 'InputError'],
      ['accepted', null],
    ]);
    expect(fetch.seen.map(({ init }) => bodyOf(init).messages.map(({ reference }) => reference))).toEqual([
      [results[0]?.reference, results[4]?.reference],
    ]);
  });

  it('tells a rejected item as an ApiError of its own and goes on', async () => {
    const { chatti, clock } = bench([accepts]);
    const [, second, third] = await clock.until(
      all(chatti.messages.sendMany(messages(3, (index) => (index === 1 ? { body: 'no' } : {})))),
    );
    expect(second).toMatchObject({
      outcome: 'rejected',
      error: { name: 'ApiError', status: 403, code: 'sender_not_allowed', reference: 'r1' },
    });
    expect(second?.error?.message).not.toContain('7700900123');
    expect(third?.outcome).toBe('accepted');
  });

  it('makes every item of an unknown batch unknown, and goes on', async () => {
    const { chatti, clock, fetch } = bench([reset, accepts]);
    const results = await clock.until(all(chatti.messages.sendMany(messages(1500), { concurrency: 1 })));
    expect(tally(results)).toEqual({ unknown: 1000, accepted: 500 });
    expect(fetch.seen).toHaveLength(2);
  });

  it('marks what the reply does not mention as unknown', async () => {
    const { chatti, clock } = bench([
      () => new Response('{"data":[{"index":1,"status":"accepted","message":{"id":1}}]}'),
    ]);
    const results = await clock.until(all(chatti.messages.sendMany(messages(3))));
    expect(results.map(({ outcome }) => outcome)).toEqual(['unknown', 'accepted', 'unknown']);
  });

  it.each([
    [401, 'unauthorised'],
    [403, 'forbidden'],
  ])('stops at %i, with a result for all that was read', async (status, code) => {
    const { chatti, clock, fetch } = bench([accepts, problem(status, code), accepts]);
    let read = 0;
    const source = messages(100_000, () => (read++, {}));
    const results = await clock.until(all(chatti.messages.sendMany(source, { concurrency: 1 })));
    expect(fetch.seen).toHaveLength(2);
    expect(tally(results)).toMatchObject({ accepted: 1000, rejected: 1000 });
    expect(results.slice(2000).every(({ outcome }) => outcome === 'not_sent')).toBe(true);
    expect(read).toBeLessThanOrEqual(3001);
  });

  it('goes on after a batch that was not sent', async () => {
    const { chatti, clock } = bench([refused, refused, refused, accepts]);
    expect(
      tally(await clock.until(all(chatti.messages.sendMany(messages(1200), { concurrency: 1 })))),
    ).toEqual({ not_sent: 1000, accepted: 200 });
  });

  it('never has more batches under way than asked', async () => {
    let now = 0;
    let most = 0;
    const { chatti, clock } = bench([
      async (init) => {
        most = Math.max(most, ++now);
        await new Promise((resolve) => setImmediate(resolve));
        now--;
        return accepts(init);
      },
    ]);
    await clock.until(all(chatti.messages.sendMany(messages(9000), { concurrency: 4 })));
    expect(most).toBe(4);
  });

  it('gives results before a slow source goes on, and reads no further than it can send', async () => {
    const { chatti } = bench([accepts]);
    let go = (): void => undefined;
    const gate = new Promise<void>((resolve) => (go = resolve));
    async function* slow(): AsyncGenerator<SendMessage> {
      yield* messages(1001);
      await gate;
      yield hello;
    }
    const walk = chatti.messages.sendMany(slow())[Symbol.asyncIterator]();
    expect((await walk.next()).value).toMatchObject({ index: 0, outcome: 'accepted' });
    go();
    await walk.return?.();
  });

  it('throws what the source throws, after the results of all before it', async () => {
    const { chatti, clock } = bench([accepts]);
    function* broken(): Generator<SendMessage> {
      yield* messages(3);
      throw new Error('the file ends here');
    }
    const results: SendResult[] = [];
    const walk = (async () => {
      for await (const result of chatti.messages.sendMany(broken())) results.push(result);
    })();
    expect(await clock.failureOf(walk)).toMatchObject({ message: 'the file ends here' });
    expect(tally(results)).toEqual({ accepted: 3 });
  });

  it('tells the source when the caller leaves', async () => {
    let closed = false;
    function* source(): Generator<SendMessage> {
      try {
        yield* messages(5000);
      } finally {
        closed = true;
      }
    }
    const { chatti } = bench([accepts]);
    for await (const result of chatti.messages.sendMany(source(), { concurrency: 1 }))
      if (result.index === 3) break;
    await new Promise((resolve) => setImmediate(resolve));
    expect(closed).toBe(true);
  });

  it('tells its progress after each batch', async () => {
    const { chatti, clock } = bench([accepts, reset]);
    const told: SendProgress[] = [];
    const options = { concurrency: 1, onProgress: (progress: SendProgress) => told.push(progress) };
    await clock.until(
      all(
        chatti.messages.sendMany(
          messages(1500, (index) => (index === 7 ? { body: 'no' } : {})),
          options,
        ),
      ),
    );
    expect(told).toEqual([
      { done: 1000, accepted: 999, refused: 1, unknown: 0 },
      { done: 1500, accepted: 999, refused: 1, unknown: 500 },
    ]);
  });

  it.each([
    ['of one message twice', [{ index: 0 }, { index: 0, status: 'rejected' }, { index: 1 }]],
    ['of fewer messages, and not of which', [{ status: 'rejected' }]],
  ])('does not guess where the reply tells %s', async (_case, told) => {
    const data = told.map((one) => ({ status: 'accepted', message: { id: 'm' }, error: null, ...one }));
    const { chatti, clock } = bench([reply(200, { data })]);
    const [first] = await clock.until(all(chatti.messages.sendMany(messages(3))));
    expect(first).toMatchObject({ outcome: 'unknown', error: { name: 'ReplyError', outcome: 'unknown' } });
  });

  it('goes by the order where the reply tells of every message without its index', async () => {
    const data = ['accepted', 'rejected'].map((status) => ({ status, message: null, error: null }));
    const { chatti, clock } = bench([reply(200, { data })]);
    const results = await clock.until(all(chatti.messages.sendMany(messages(2))));
    expect(results.map(({ outcome }) => outcome)).toEqual(['accepted', 'rejected']);
  });

  it('halves a batch that a plugin made too large or wrong, so that the rest gets through', async () => {
    const spoil = {
      name: 'spoil',
      wrap: (call: { input: unknown }, next: (input?: unknown) => Promise<unknown>) => {
        const { messages: items } = call.input as Sent;
        return next({ messages: items.map((one) => (one.reference === 'r5' ? { ...one, body: '' } : one)) });
      },
    };
    const { chatti, clock } = bench([accepts], { plugins: [spoil] });
    const results = await clock.until(all(chatti.messages.sendMany(messages(20))));
    expect(
      results.filter(({ outcome }) => outcome !== 'accepted').map(({ index, outcome }) => [index, outcome]),
    ).toEqual([[5, 'not_sent']]);
  });

  it.each([0, 101, 1.5])('refuses a concurrency of %s', async (concurrency) => {
    await expect(all(bench([accepts]).chatti.messages.sendMany([], { concurrency }))).rejects.toMatchObject({
      option: 'concurrency',
    });
  });

  it('has a key of its own for each batch, and refuses one for all', async () => {
    const { chatti, clock, fetch } = bench([accepts], { idempotencyKeys: true });
    await clock.until(all(chatti.messages.sendMany(messages(1001))));
    expect(new Set(fetch.seen.map(({ init }) => new Headers(init.headers).get('idempotency-key'))).size).toBe(
      2,
    );
    const options = { idempotencyKey: 'one' } as object;
    await expect(all(chatti.messages.sendMany([], options))).rejects.toMatchObject({
      option: 'idempotencyKey',
    });
  });
});
