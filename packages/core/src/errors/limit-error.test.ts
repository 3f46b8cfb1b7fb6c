import { describe, expect, it } from 'vitest';
import { isDefinitelyNotSent } from './chatti-error.ts';
import { LimitError } from './limit-error.ts';
import { problemOf } from './problem-of.ts';

describe('LimitError', () => {
  it('proves that nothing was sent', () => {
    const error = new LimitError('enough for today', { reference: 'r1', retryAfterMs: 1500 });
    expect(error).toMatchObject({
      name: 'LimitError',
      outcome: 'not_sent',
      reference: 'r1',
      attempts: [],
      retryAfterMs: 1500,
    });
    expect(isDefinitelyNotSent(error)).toBe(true);
  });

  it('is a 429 to the caller of an application, without its sentence', () => {
    const problem = problemOf(new LimitError('4 of 5 are left', { retryAfterMs: 1500 }));
    expect(problem).toMatchObject({
      status: 429,
      code: 'rate_limited',
      outcome: 'not_sent',
      retryAfterS: 2,
      errors: [],
    });
    expect(JSON.stringify(problem)).not.toContain('4 of 5');
    expect(problemOf(new LimitError('never'))).not.toHaveProperty('retryAfterS');
  });
});
