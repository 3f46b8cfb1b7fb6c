import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SlidingTotal } from './sliding-total.ts';

describe('SlidingTotal', () => {
  it('counts what was added during the last period, and no longer', () => {
    const total = new SlidingTotal(1000);
    total.add(0, 3);
    total.add(400, 2);
    expect([total.at(400), total.at(999), total.at(1000), total.at(1399), total.at(1400)]).toEqual([
      5, 5, 2, 2, 0,
    ]);
  });

  it('takes a correction of a share, also one that is gone', () => {
    const total = new SlidingTotal(1000);
    const share = total.add(0, 3);
    share.amount -= 2;
    expect(total.at(500)).toBe(1);
    expect(total.at(1000)).toBe(0);
    share.amount -= 1;
    expect(total.at(1000)).toBe(0);
  });

  it('tells how long until there is room', () => {
    const total = new SlidingTotal(1000);
    total.add(0, 3);
    total.add(400, 2);
    expect([5, 4, 2, 1, 0].map((most) => total.untilAtMost(most, 500))).toEqual([0, 500, 500, 900, 900]);
  });

  it('never counts less than the exact sum, and at most a thousandth of a period longer', () => {
    const gap = fc.oneof(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 3000 }));
    const additions = fc.array(fc.record({ gap, amount: fc.integer({ min: 1, max: 9 }) }), { maxLength: 60 });
    const period = 10_000;
    fc.assert(
      fc.property(additions, (sequence) => {
        const total = new SlidingTotal(period);
        const exact: { at: number; amount: number }[] = [];
        const sumSince = (from: number) =>
          exact.reduce((sum, { at, amount }) => sum + (at > from ? amount : 0), 0);
        const check = (now: number) => {
          expect(total.at(now)).toBeGreaterThanOrEqual(sumSince(now - period));
          expect(total.at(now)).toBeLessThanOrEqual(sumSince(now - period - period / 1000));
        };
        let now = 0;
        for (const step of sequence) {
          now += step.gap;
          check(now);
          total.add(now, step.amount);
          exact.push({ at: now, amount: step.amount });
        }
        for (const { at } of exact) if (at + period - 1 > now) check(at + period - 1);
      }),
      { numRuns: 100, seed: 3 },
    );
  });
});
