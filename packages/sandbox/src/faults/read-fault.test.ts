import { PROBLEMS } from '@chatti/core/contract';
import { describe, expect, it } from 'vitest';
import { CODE_OF_STATUS, FAULTS } from './faults.table.ts';
import { readFault } from './read-fault.ts';

describe('readFault', () => {
  it.each([
    ['429', { kind: 'refusal', code: 'rate_limited', retryAfterS: undefined, afterCommit: false }],
    ['429; retry-after=5', { kind: 'refusal', code: 'rate_limited', retryAfterS: 5 }],
    ['503;retry-after=none', { kind: 'refusal', code: 'unavailable', retryAfterS: null }],
    ['insufficient_credit', { kind: 'refusal', code: 'insufficient_credit' }],
    ['504-after-commit', { kind: 'refusal', code: 'timeout', afterCommit: true }],
    ['204', { kind: 'empty', afterCommit: true }],
    ['200', { kind: 'ok' }],
    ['delay; ms=20', { kind: 'delay', ms: 20, afterCommit: true }],
    ['stall', { kind: 'stall', afterCommit: false }],
    ['stall-after-commit', { kind: 'stall', afterCommit: true }],
    ['reset', { kind: 'reset', afterCommit: false }],
    ['reset-after-commit', { kind: 'reset', afterCommit: true }],
    ['truncate', { kind: 'truncate', afterCommit: true }],
    ['html; status=200', { kind: 'html', status: 200, afterCommit: false }],
    [
      'redirect; status=301; location=https://a.example/b?c=d',
      { kind: 'redirect', status: 301, location: 'https://a.example/b?c=d' },
    ],
  ])('reads %s', (text, expected) => {
    expect(readFault(text)).toMatchObject({ text, ...expected });
  });

  it('knows every fault of the table, every documented status and every code', () => {
    for (const name of [...Object.keys(FAULTS), ...Object.keys(CODE_OF_STATUS), ...Object.keys(PROBLEMS)])
      expect(readFault(name).text).toBe(name);
  });

  it('stands for the status that it names', () => {
    for (const [status, code] of Object.entries(CODE_OF_STATUS))
      expect(PROBLEMS[code].status).toBe(Number(status));
  });

  it.each([
    ['', /no such fault/],
    ['418', /no such fault/],
    ['__proto__', /no such fault/],
    ['reset after commit', /no such fault/],
    ['429; 5', /name=value/],
    ['429; wait=5', /does not take/],
    ['stall; ms=5', /does not take/],
    ['429; retry-after=-1', /whole number/],
    ['delay; ms=600001', /whole number/],
    ['html; status=99', /whole number/],
    ['redirect; location=a b', /visible ASCII/],
    ['redirect; location=a\r\nb', /visible ASCII/],
  ])('refuses %j', (text, reason) => {
    expect(() => readFault(text)).toThrow(reason);
  });
});
