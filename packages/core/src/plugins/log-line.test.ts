import { describe, expect, it } from 'vitest';
import { logLine } from './log-line.ts';

describe('logLine', () => {
  it('leaves out what is not there, and keeps zero and the empty text', () => {
    expect(logLine('send done', { a: undefined, b: null, c: 0, d: '' })).toBe('send done c=0 d=""');
  });

  it.each([
    ['+447700900123', '+447700900123'],
    ['two words', '"two words"'],
    ['a=b', '"a=b"'],
    ['say "x"', String.raw`"say \"x\""`],
    ['two\nlines', String.raw`"two\nlines"`],
    ['two\u2028lines', String.raw`"two\u2028lines"`],
    ['\u001b[31mred\u009b', String.raw`"\u001b[31mred\u009b"`],
  ])('writes %j as %s, on one line', (value, expected) => {
    expect(logLine('x', { a: value })).toBe(`x a=${expected}`);
  });
});
