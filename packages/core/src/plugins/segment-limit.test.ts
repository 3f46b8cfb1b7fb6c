import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfigurationError } from '../errors/configuration-error.ts';
import { LimitError } from '../errors/limit-error.ts';
import { problemOf } from '../errors/problem-of.ts';
import { HeldClock } from './held-clock.test-data.ts';
import { segmentLimit, type SegmentLimitOptions } from './segment-limit.ts';
import { type Answer, collect, deepFreeze, json, testClient, to } from './test-client.test-data.ts';

const clock = () => new HeldClock();
const two = 'x'.repeat(161);

function limited(segments: number, answer?: Answer, options: Partial<SegmentLimitOptions> = {}) {
  const plugin = segmentLimit({ segments, per: 'day', clock: clock(), ...options });
  return testClient({ plugins: [plugin] }, answer);
}

describe('segmentLimit', () => {
  it('stops exactly at the limit, before the send', async () => {
    const { chatti, seen } = limited(4);
    await chatti.messages.send(deepFreeze({ to, body: two }));
    await chatti.messages.send({ to, body: 'a' });
    const error = await chatti.messages
      .send({ to, body: two, reference: 'r1' })
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(LimitError);
    expect(error).toMatchObject({
      outcome: 'not_sent',
      reference: 'r1',
      attempts: [],
      retryAfterMs: 86_400_000,
    });
    expect(String(error)).toContain('2 segments are needed, 1 of 4 are left');
    await chatti.messages.send({ to, body: 'b' });
    expect(seen).toHaveLength(3);
  });

  it('is exact under concurrency: of a hundred at once as many go as the limit has room for', async () => {
    const { chatti, seen } = limited(37);
    const results = await Promise.allSettled(
      Array.from({ length: 100 }, () => chatti.messages.send({ to, body: 'a' })),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(37);
    expect(seen).toHaveLength(37);
  });

  it('is exact for any mix of sizes, outcomes and concurrency', async () => {
    const call = fc.record({
      size: fc.integer({ min: 1, max: 4 }),
      fate: fc.constantFrom('sent', 'rejected', 'unknown'),
    });
    const groups = fc.array(fc.array(call, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(groups, fc.integer({ min: 1, max: 25 }), async (waves, segments) => {
        const answer: Answer = ({ body }) => {
          const fate = String(body['reference']).split(' ')[0];
          return fate === 'sent'
            ? json({ id: 'm_1' })
            : json({}, { status: fate === 'rejected' ? 400 : 503 });
        };
        const { chatti } = limited(segments, answer);
        let spent = 0;
        for (const wave of waves) {
          let reserved = spent;
          const expected = wave.map(({ size }) =>
            reserved + size > segments ? false : ((reserved += size), true),
          );
          const results = await Promise.all(
            wave.map(({ size, fate }, index) =>
              chatti.messages.send({ to, body: 'x'.repeat(153 * size), reference: `${fate} ${index}` }).then(
                () => true,
                (error: unknown) => !(error instanceof LimitError),
              ),
            ),
          );
          expect(results).toEqual(expected);
          wave.forEach(
            ({ size, fate }, index) => (spent += expected[index] && fate !== 'rejected' ? size : 0),
          );
        }
      }),
      { numRuns: 60, seed: 13 },
    );
  });

  it.each([
    [400, 'gives back', 2],
    [503, 'keeps', 1],
  ])('after a reply of status %i %s what was set aside', async (status, _, calls) => {
    const { chatti, seen } = limited(1, () => json({}, { status }));
    await chatti.messages.send({ to, body: 'a' }).catch(() => undefined);
    await chatti.messages.send({ to, body: 'a' }).catch(() => undefined);
    expect(seen).toHaveLength(calls);
  });

  it('gives back what a plugin behind it refused', async () => {
    const refusing = { name: 'refusing', wrap: () => Promise.reject(new Error('no')) };
    const limit = segmentLimit({ segments: 1, per: 'day', clock: clock() });
    const { chatti, seen } = testClient({ plugins: [limit, refusing] });
    await expect(chatti.messages.send({ to, body: 'a' })).rejects.toMatchObject({ outcome: 'not_sent' });
    await chatti.messages.send({ to, body: 'a' }, { plugins: [limit] });
    expect(seen).toHaveLength(1);
  });

  it('slides: room comes back as the sends grow old', async () => {
    const held = clock();
    const { chatti, seen } = limited(2, undefined, { per: 'minute', clock: held });
    await chatti.messages.send({ to, body: 'a' });
    await held.pass(40_000);
    await chatti.messages.send({ to, body: 'b' });
    await held.pass(19_999);
    await expect(chatti.messages.send({ to, body: 'c' })).rejects.toMatchObject({ retryAfterMs: 1 });
    await held.pass(1);
    await chatti.messages.send({ to, body: 'c' });
    await expect(chatti.messages.send({ to, body: 'd' })).rejects.toBeInstanceOf(LimitError);
    expect(seen).toHaveLength(3);
  });

  it('counts the link in place of the opt-out tag', async () => {
    const body = `${'x'.repeat(110)}{OptOutURL}`;
    const { chatti } = limited(1);
    await expect(chatti.messages.send({ to, body })).rejects.toBeInstanceOf(LimitError);
    await limited(1, undefined, { optOutLinkLength: 50 }).chatti.messages.send({ to, body });
  });

  it('counts what the server counts, where that is more', async () => {
    const { chatti, seen } = limited(5, () => json({ id: 'm_1', segments: 4 }));
    await chatti.messages.send({ to, body: 'a' });
    await chatti.messages.send({ to, body: 'b' });
    await expect(chatti.messages.send({ to, body: 'c' })).rejects.toThrow('0 of 5 are left');
    expect(seen).toHaveLength(2);
  });

  it('counts an MMS as it is told to, also without text', async () => {
    const media = [{ url: 'https://example.com/a.png' }];
    const { chatti, seen } = limited(6, undefined, { mmsSegments: 3 });
    await chatti.messages.send({ to, media });
    await chatti.messages.send({ to, media, body: two });
    await expect(chatti.messages.send({ to, body: 'a' })).rejects.toBeInstanceOf(LimitError);
    expect(seen).toHaveLength(2);
  });

  it('tells no time where a call alone is larger than the limit', async () => {
    const error = await limited(1)
      .chatti.messages.send({ to, body: two })
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ retryAfterMs: undefined });
    expect(problemOf(error)).toMatchObject({ status: 429, outcome: 'not_sent' });
    expect(problemOf(error)).not.toHaveProperty('retryAfterS');
  });

  it('leaves calls that send nothing alone', async () => {
    const { chatti, seen } = limited(1);
    await chatti.messages.preview({ to, body: two });
    await chatti.account.get();
    expect(seen).toHaveLength(2);
  });

  it.each([
    { segments: 0, per: 'day' },
    { segments: 1.5, per: 'day' },
    { segments: 1, per: 0 },
    { segments: 1, per: 'toString' as 'day' },
    { segments: 1, per: 'day', mmsSegments: -1 },
    { segments: 1, per: 'day', optOutLinkLength: Number.NaN },
  ] satisfies SegmentLimitOptions[])('refuses to be made with %j', (options) => {
    expect(() => segmentLimit(options)).toThrow(ConfigurationError);
  });
});

describe('segmentLimit of a batch', () => {
  it('lets it go whole or not at all, with its defaults considered', async () => {
    const { chatti, seen } = limited(5);
    const batch = { body: two, messages: [{ to }, { to, body: 'a' }] };
    await chatti.messages.sendBatch(deepFreeze(batch));
    await expect(chatti.messages.sendBatch(batch)).rejects.toThrow('3 segments are needed, 2 of 5 are left');
    await chatti.messages.sendBatch({ messages: [{ to, body: two }] });
    expect(seen).toHaveLength(2);
  });

  it('gives back its rejected items, each once, and keeps those that the reply does not mention', async () => {
    const data = [
      { index: 2, status: 'rejected' },
      { index: 2, status: 'rejected' },
      { index: 0, status: 'accepted', message: { id: 'm_1', segments: 1 } },
      { index: 9, status: 'rejected' },
    ];
    const { chatti } = limited(4, () => json({ total_count: 4, data }));
    await chatti.messages.sendBatch({ body: 'a', messages: [{ to }, { to }, { to }, { to }] });
    await expect(chatti.messages.send({ to, body: two })).rejects.toThrow('1 of 4 are left');
  });

  it('has sendMany tell of each message of a refused batch that it was not sent', async () => {
    const { chatti, seen } = limited(2);
    const results = await collect(chatti.messages.sendMany([1, 2, 3].map(() => ({ to, body: 'a' }))));
    expect(results.map(({ outcome }) => outcome)).toEqual(['not_sent', 'not_sent', 'not_sent']);
    expect(new Set(results.map(({ error }) => error?.name))).toEqual(new Set(['LimitError']));
    expect(seen).toEqual([]);
  });
});
