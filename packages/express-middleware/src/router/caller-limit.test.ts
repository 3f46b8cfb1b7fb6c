import { RequestProblem } from '../http/request-problem.ts';
import { describe, expect, it } from 'vitest';
import { callerLimit } from './caller-limit.ts';

function passes(take: () => void): boolean {
  try {
    take();
    return true;
  } catch (error) {
    if (error instanceof RequestProblem && error.status === 429) return false;
    throw error;
  }
}

describe('callerLimit', () => {
  it('lets a burst pass and then what comes back over the window', () => {
    const take = callerLimit({ requests: 10, windowMs: 10_000 });
    const passed = Array.from({ length: 12 }, () => passes(() => take('ann', 0)));
    expect(passed.filter(Boolean)).toHaveLength(10);
    expect(passes(() => take('ann', 999))).toBe(false);
    expect(passes(() => take('ann', 1_000))).toBe(true);
    expect(passes(() => take('ann', 1_000))).toBe(false);
  });

  it('never saves up more than a window', () => {
    const take = callerLimit({ requests: 2, windowMs: 1_000 });
    take('ann', 0);
    const later = Array.from({ length: 3 }, () => passes(() => take('ann', 1_000_000)));
    expect(later).toEqual([true, true, false]);
  });

  it('says how long to wait, and is right about it', () => {
    const take = callerLimit({ requests: 1, windowMs: 30_000 });
    take('ann', 0);
    expect(() => take('ann', 5_500)).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ retryAfterS: 25 }) }),
    );
    expect(passes(() => take('ann', 30_500))).toBe(true);
  });

  it('does not let refused requests push the end away', () => {
    const take = callerLimit({ requests: 1, windowMs: 1_000 });
    take('ann', 0);
    for (let now = 1; now < 1_000; now++) passes(() => take('ann', now));
    expect(passes(() => take('ann', 1_001))).toBe(true);
  });

  it('is not fooled by a clock that goes back', () => {
    const take = callerLimit({ requests: 1, windowMs: 1_000 });
    take('ann', 10_000);
    expect(passes(() => take('ann', 0))).toBe(false);
    expect(passes(() => take('ann', 500))).toBe(false);
  });

  it('forgets the caller seen longest ago, not the one seen last', () => {
    const take = callerLimit({ requests: 1, windowMs: 1_000_000 });
    take('first', 0);
    for (let count = 0; count < 99_999; count++) take(`caller ${count}`, 0);
    expect(passes(() => take('first', 0))).toBe(false);
    take('one more', 0);
    expect(passes(() => take('first', 0))).toBe(false);
    expect(passes(() => take('caller 0', 0))).toBe(true);
  });
});
