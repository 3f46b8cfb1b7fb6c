import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawBars, timeScales } from './time-scales.ts';

const size = { width: 340, height: 124 };

/** An hour of minutes from 09:31, on whichever clock the reader has. */
function hour(values: readonly number[], start = new Date(2026, 10, 22, 9, 31)) {
  return Array.from({ length: 60 }, (_, index) => ({
    start: new Date(start.valueOf() + index * 60_000),
    end: new Date(start.valueOf() + (index + 1) * 60_000),
    value: values[index] ?? 0,
    search: `minute ${index}`,
  }));
}

const anyHour = fc.array(fc.nat({ max: 1_000_000 }), { maxLength: 60 }).map((values) => hour(values));

describe('the time chart', () => {
  it('writes round minutes on its time axis, and both ends where they are round', () => {
    const minutes = (start: Date) => timeScales(hour([], start), size).times.map((at) => at.getMinutes());
    expect(minutes(new Date(2026, 10, 22, 9, 31))).toEqual([45, 0, 15, 30]);
    expect(minutes(new Date(2026, 10, 22, 9, 30))).toEqual([30, 45, 0, 15, 30]);
  });

  it.each([
    [0, [0, 1]],
    [1, [0, 1]],
    [2, [0, 1, 2]],
    [9, [0, 5, 10]],
    [252, [0, 100, 200, 300]],
  ])('writes whole numbers on its value axis where the most is %i', (most, values) => {
    expect(timeScales(hour([most]), size).values).toEqual(values);
  });

  it('draws no bar where there was no message, and one that is seen where there was one beside many', () => {
    const bars = hour([0, 1, 100_000]);
    const drawn = drawBars(bars, timeScales(bars, size));
    expect(drawn.map(({ search }) => search)).toEqual(['minute 1', 'minute 2']);
    expect(drawn[0]?.height).toBe(2);
  });

  it('keeps every bar between its axes, and higher ones for more', () => {
    fc.assert(
      fc.property(anyHour, (bars) => {
        const scales = timeScales(bars, size);
        const [ground = 0, sky = 0] = scales.value.range();
        const [start = 0] = scales.time.range();
        for (const { left, width, top, height, value } of drawBars(bars, scales)) {
          expect(left).toBeGreaterThanOrEqual(start);
          expect(left + width).toBeLessThanOrEqual(size.width);
          expect(top).toBeGreaterThanOrEqual(sky);
          expect(top + height).toBeCloseTo(ground);
          expect(top).toBe(Math.min(scales.value(value), ground - 2));
        }
      }),
    );
  });

  it('lets every bar be pointed at, and none through another', () => {
    fc.assert(
      fc.property(anyHour, (bars) => {
        const drawn = drawBars(bars, timeScales(bars, size));
        for (const [index, { reach, left, width }] of drawn.entries()) {
          expect(reach.left).toBeLessThanOrEqual(left + 0.5);
          expect(reach.left + reach.width).toBeGreaterThanOrEqual(left + width - 0.5);
          const next = drawn[index + 1];
          if (next) expect(reach.left + reach.width).toBeLessThanOrEqual(next.reach.left + 1e-6);
        }
      }),
    );
  });

  it('gives a lone bar a place wide enough for a finger', () => {
    const bars = hour([0, 0, 0, 0, 0, 3]);
    expect(drawBars(bars, timeScales(bars, size))[0]?.reach.width).toBe(24);
  });
});
