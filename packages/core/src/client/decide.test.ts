import { describe, expect, it } from 'vitest';
import { decide, type Failure, failureOf, worstOf } from './decide.ts';

/** Failure, outcome of the attempt, tried again where it cannot be repeated, tried again where it can. */
const table: readonly (readonly [Failure, string, boolean, boolean])[] = [
  ['not_connected', 'not_sent', true, true],
  ['tls', 'not_sent', false, false],
  ['lost', 'unknown', false, true],
  ['timeout', 'unknown', false, true],
  ['unreadable', 'unknown', false, true],
  ['server_error', 'unknown', false, true],
  ['key_in_use', 'unknown', false, true],
  ['aborted', 'unknown', false, false],
  ['redirect', 'unknown', false, false],
  ['rate_limited', 'rejected', true, true],
  ['refused', 'rejected', false, false],
];

describe('decide', () => {
  it.each(table)('%s: %s, again %s once and %s where repeatable', (failure, outcome, once, repeatable) => {
    expect(decide(failure, false)).toEqual({ outcome, retry: once });
    expect(decide(failure, true)).toEqual({ outcome, retry: repeatable });
  });
});

describe('failureOf', () => {
  it.each([
    [301, 'redirect'],
    [307, 'redirect'],
    [0, 'redirect'],
    [400, 'refused'],
    [401, 'refused'],
    [404, 'refused'],
    [408, 'server_error'],
    [409, 'refused'],
    [413, 'refused'],
    [422, 'refused'],
    [429, 'rate_limited'],
    [500, 'server_error'],
    [501, 'server_error'],
    [503, 'server_error'],
    [504, 'server_error'],
    [599, 'server_error'],
  ] as const)('reads status %i as %s', (status, failure) => {
    expect(failureOf({ status, code: 'any', keyed: false })).toBe(failure);
  });

  it('knows a key in use by its code, by a foreign 409, and by a 400 that cannot be read', () => {
    expect(failureOf({ status: 400, code: 'idempotency_key_in_use', keyed: true })).toBe('key_in_use');
    expect(failureOf({ status: 409, code: 'conflict', keyed: true })).toBe('key_in_use');
    expect(failureOf({ status: 400, code: undefined, keyed: true })).toBe('key_in_use');
    expect(failureOf({ status: 400, code: 'idempotency_key_reused', keyed: true })).toBe('refused');
  });
});

describe('worstOf', () => {
  it('never lowers an unknown', () => {
    expect(worstOf(['unknown', 'not_sent'])).toBe('unknown');
    expect(worstOf(['unknown', 'rejected', null])).toBe('unknown');
    expect(worstOf(['rejected', 'not_sent'])).toBe('rejected');
  });

  it('is not_sent where nothing was tried', () => {
    expect(worstOf([])).toBe('not_sent');
  });
});
