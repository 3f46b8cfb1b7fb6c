import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Pace } from './pace.ts';

/** Lets as many start as early as they may, and gives the times. */
function starts(pace: Pace, count: number, from = 0): number[] {
  const times: number[] = [];
  for (let now = from; times.length < count;) {
    now = pace.next(now);
    pace.take(now);
    times.push(now);
  }
  return times;
}

/** The most starts in any second: those that begin one are enough to look at. */
function mostInASecond(times: readonly number[]): number {
  return Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + 1000).length));
}

describe('Pace', () => {
  it('spaces starts evenly where the burst is one', () => {
    expect(starts(new Pace({ perSecond: 4, burst: 1 }), 5)).toEqual([0, 250, 500, 750, 1000]);
  });

  it('lets a burst start at once, and keeps within the second all the same', () => {
    expect(starts(new Pace({ perSecond: 4, burst: 3 }), 7)).toEqual([0, 0, 0, 250, 1000, 1000, 1000]);
  });

  it('makes less than one a second wait longer than a second', () => {
    expect(starts(new Pace({ perSecond: 0.5, burst: 1 }), 3)).toEqual([0, 2000, 4000]);
  });

  it('is held, and has its whole burst afterwards', () => {
    const pace = new Pace({ perSecond: 2, burst: 2 });
    pace.hold(5000);
    pace.hold(3000);
    expect(starts(pace, 3)).toEqual([5000, 5000, 6000]);
  });

  it('makes room for a start to come', () => {
    const pace = new Pace({ perSecond: 1, burst: 1 });
    pace.take(0, 5000);
    expect(starts(pace, 3, 1500)).toEqual([1500, 2500, 3500]);
    expect(pace.next(4200)).toBe(6000);
  });

  it('never lets more start in a sliding second than allowed, also beside starts to come, and never stalls', () => {
    const options = fc.record({
      perSecond: fc.integer({ min: 1, max: 30 }),
      burst: fc.integer({ min: 1, max: 45 }),
    });
    const steps = fc.array(
      fc.record({
        gap: fc.integer({ min: 0, max: 900 }),
        later: fc.option(fc.integer({ min: 1, max: 3000 })),
      }),
      {
        maxLength: 120,
      },
    );
    fc.assert(
      fc.property(options, steps, ({ perSecond, burst }, sequence) => {
        const pace = new Pace({ perSecond, burst });
        const most = Math.max(perSecond, burst);
        const times: number[] = [];
        const later: number[] = [];
        let now = 0;
        for (const step of sequence) {
          now = pace.next(now + step.gap);
          pace.take(now);
          times.push(now);
          // One to come, where it alone does not break the limit: those are not the pace's to put off.
          if (step.later === null || mostInASecond([...times, ...later, now + step.later]) > most) continue;
          pace.take(now, now + step.later);
          later.push(now + step.later);
        }
        expect(mostInASecond([...times, ...later])).toBeLessThanOrEqual(most);
        expect(now).toBeLessThan(
          sequence.reduce((sum, { gap }) => sum + gap, 0) +
            (times.length + later.length + 1) * (1000 / perSecond) +
            5000,
        );
      }),
      { numRuns: 150, seed: 11 },
    );
  });
});
