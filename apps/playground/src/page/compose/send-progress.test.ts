import { describe, expect, it } from 'vitest';
import { limitSentence, progressSentence } from './send-progress.ts';

const limits = { timeout_ms: 30_000, total_timeout_ms: 90_000, attempts: 3 };
const waiting = { count: 1, done: 0, failed: undefined, isPauseOver: false, isLive: true, limits };
const limited = { number: 1, status: 429, failure: 'rate limited, status 429', wait_ms: 3000 };

describe('progressSentence', () => {
  it('says which attempt has no answer yet', () => {
    expect(progressSentence(waiting)).toBe('Attempt 1 of at most 3, no answer yet.');
    expect(progressSentence({ ...waiting, failed: limited, isPauseOver: true })).toBe(
      'Attempt 2 of at most 3, no answer yet.',
    );
  });

  it('says what the last attempt came to, and how long the client waits', () => {
    expect(progressSentence({ ...waiting, failed: limited })).toBe(
      'Attempt 1 was answered 429. Waiting 3 s, as Retry-After asks, before attempt 2 of at most 3.',
    );
    const refused = { number: 2, status: null, failure: 'not connected', wait_ms: 730 };
    expect(progressSentence({ ...waiting, failed: refused })).toBe(
      'Attempt 2 got no answer (not connected). Waiting 730 ms before attempt 3 of at most 3.',
    );
  });

  it('names no attempt where it would not hear of a second one', () => {
    expect(progressSentence({ ...waiting, isLive: false })).toBe('No answer yet.');
  });

  it('counts the results of batches, which have attempts of their own', () => {
    const many = { ...waiting, count: 5001, done: 2000 };
    expect(progressSentence(many)).toBe(
      '2\u202f000 of 5\u202f001 have an answer. No answer yet for the rest.',
    );
    expect(progressSentence({ ...many, failed: limited })).toContain(
      'Attempt 1 of a batch was answered 429. Waiting 3 s',
    );
    expect(progressSentence({ ...waiting, count: 5 })).toBe('Attempt 1 of at most 3, no answer yet.');
  });
});

describe('limitSentence', () => {
  it('says when the client gives up', () => {
    expect(limitSentence(limits)).toBe('The client gives up after 30 s for an attempt, 90 s in all.');
  });
});
