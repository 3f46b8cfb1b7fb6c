import { describe, expect, it } from 'vitest';
import { delayAfter, RETRY_DELAYS_MS } from './retry-delays.table.ts';

describe('delayAfter', () => {
  it('has the documented delays: 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 24 h', () => {
    expect(RETRY_DELAYS_MS.map((ms) => ms / 1000)).toEqual([5, 300, 1800, 7200, 18_000, 36_000, 86_400]);
    expect(RETRY_DELAYS_MS.map((_, index) => delayAfter(index + 1, 0.5))).toEqual(RETRY_DELAYS_MS);
  });

  it('is a tenth shorter or longer at most', () => {
    expect(delayAfter(1, 0)).toBe(4500);
    expect(delayAfter(1, 0.999_999)).toBe(5500);
  });

  it('ends after the last', () => {
    expect(delayAfter(8, 0.5)).toBeUndefined();
  });
});
