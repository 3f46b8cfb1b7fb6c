import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatTimestamp } from './format-timestamp.ts';
import { parseTimestamp } from './parse-timestamp.ts';

describe('formatTimestamp', () => {
  it('writes ISO 8601 in UTC with zone and milliseconds', () => {
    expect(formatTimestamp(new Date(Date.UTC(2024, 1, 29, 12, 34, 56, 789)))).toBe(
      '2024-02-29T12:34:56.789Z',
    );
  });

  it('throws a RangeError for an invalid date', () => {
    expect(() => formatTimestamp(new Date(Number.NaN))).toThrow(RangeError);
  });

  it('writes every instant so that parseTimestamp reads it back', () => {
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true }), fc.date({ noInvalidDate: true }), (date, now) => {
        expect(parseTimestamp(formatTimestamp(date), now)).toEqual(date);
      }),
      { seed: 111, numRuns: 1000 },
    );
  });

  it('does so at both ends of what a Date can hold', () => {
    for (const end of [-8.64e15, 8.64e15]) {
      expect(parseTimestamp(formatTimestamp(new Date(end)))).toEqual(new Date(end));
    }
  });
});
