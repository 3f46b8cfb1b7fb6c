import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Plugin } from '../contract/plugin.ts';
import { appendOptOutLink } from './append-opt-out-link.ts';
import { callingCodeAllowList } from './calling-code-allow-list.ts';
import { defaultSender } from './default-sender.ts';
import { HeldClock } from './held-clock.test-data.ts';
import { logger } from './logger.ts';
import { marketingCheck, type MarketingWarning } from './marketing-check.ts';
import { rateLimit } from './rate-limit.ts';
import { segmentLimit } from './segment-limit.ts';
import { smartEncoding } from './smart-encoding.ts';
import { collect, deepFreeze, testClient, to } from './test-client.test-data.ts';
import { tracing } from './tracing.ts';

const quiet = { debug: () => 0, info: () => 0, warn: () => 0, error: () => 0 };

/** Every plugin of the package, in the order in which the guide advises to write them. */
function all(warnings: MarketingWarning[] = [], segments = 1000): Plugin[] {
  const clock = new HeldClock();
  return [
    logger(quiet),
    defaultSender('Acme'),
    smartEncoding(),
    appendOptOutLink({ label: 'Stop:' }),
    marketingCheck({ onWarning: (warning) => void warnings.push(warning) }),
    callingCodeAllowList(['44', '1']),
    rateLimit({ perSecond: 1000, clock }),
    segmentLimit({ segments, per: 'day', clock }),
    tracing(),
  ];
}

const names = all().map(({ name }) => name);
const orders = fc.shuffledSubarray(names, { minLength: names.length });

function inOrder(order: readonly string[], plugins: readonly Plugin[] = all()): Plugin[] {
  return order.flatMap((name) => plugins.filter((plugin) => plugin.name === name));
}

describe('all plugins in one chain', () => {
  it('act together on a send', async () => {
    const warnings: MarketingWarning[] = [];
    const { chatti, seen } = testClient({ plugins: all(warnings) });
    await chatti.messages.send(deepFreeze({ to, body: 'It’s on' }));
    expect(seen[0]?.body).toMatchObject({ to, from: 'Acme', body: "It's on Stop: {OptOutURL}" });
    expect(warnings).toEqual([]);
  });

  it('leave the calls alone that are not about messages', async () => {
    const { chatti, seen } = testClient({ plugins: all() });
    await chatti.optOuts.create({ number: '+353861234567' });
    await chatti.request({ method: 'POST', path: '/anything', body: { body: 'It’s' } });
    expect(seen.map(({ body }) => body)).toEqual([{ number: '+353861234567' }, { body: 'It’s' }]);
  });

  it('send the same in any order', async () => {
    const body = fc.constantFrom('Hi', 'It’s on', 'Ready 🎉', 'a – b {OptOutURL}', 'Stop: {OptOutURL}.');
    await fc.assert(
      fc.asyncProperty(orders, fc.array(body, { minLength: 1, maxLength: 4 }), async (order, bodies) => {
        const expected = testClient({ plugins: all() });
        const shuffled = testClient({ plugins: inOrder(order) });
        for (const { chatti } of [expected, shuffled]) {
          await chatti.messages.send(deepFreeze({ to, body: bodies[0] ?? '', reference: 'r' }));
          await chatti.messages.sendBatch(
            deepFreeze({ reference: 'b', messages: bodies.map((text) => ({ to, body: text })) }),
          );
          await collect(
            chatti.messages.sendMany(
              bodies.map((text, index) => ({ to, body: text, reference: `m${index}` })),
            ),
          );
        }
        expect(withoutOwnReference(shuffled.seen)).toEqual(withoutOwnReference(expected.seen));
        expect(expected.seen).toHaveLength(3);
      }),
      { numRuns: 40, seed: 17 },
    );
  });

  it('refuse the same in any order, and send none of it', async () => {
    const far = '+353861234567';
    const costly = 'x'.repeat(1530);
    await fc.assert(
      fc.asyncProperty(orders, async (order) => {
        const { chatti, seen } = testClient({ plugins: inOrder(order, all([], 12)) });
        const errors = [
          await chatti.messages.send({ to: far, body: 'Hi' }).catch((error: unknown) => error),
          await chatti.messages
            .sendBatch({ body: 'Hi', messages: [{ to }, { to: far }] })
            .catch((error: unknown) => error),
          await chatti.messages
            .sendBatch({ body: costly, messages: [{ to }, { to }] })
            .catch((error: unknown) => error),
        ];
        expect(errors).toMatchObject([
          { name: 'InputError', outcome: 'not_sent' },
          { name: 'InputError', outcome: 'not_sent' },
          { name: 'LimitError', outcome: 'not_sent' },
        ]);
        // What was refused behind the limit has come back to it: a text of 11 segments and 12 in all.
        await chatti.messages.send({ to, body: costly });
        expect(seen).toHaveLength(1);
      }),
      { numRuns: 40, seed: 19 },
    );
  });

  it('warn the same in any order in which the check comes after the link', async () => {
    const sorted = orders.filter(
      (order) => order.indexOf('appendOptOutLink') < order.indexOf('marketingCheck'),
    );
    await fc.assert(
      fc.asyncProperty(sorted, async (order) => {
        const warnings: MarketingWarning[] = [];
        const { chatti } = testClient({ plugins: inOrder(order, all(warnings)) });
        await chatti.messages.send({ to, body: 'Sale' });
        expect(warnings).toEqual([]);
      }),
      { numRuns: 30, seed: 23 },
    );
  });
});

/** A batch's own reference is made anew by each client. */
function withoutOwnReference(seen: ReturnType<typeof testClient>['seen']): object[] {
  return seen.map(({ method, path, body }) => ({
    method,
    path,
    body: body.messages ? { ...body, reference: '' } : body,
  }));
}
