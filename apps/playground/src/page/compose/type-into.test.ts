import { describe, expect, it } from 'vitest';
import { changeBetween } from './type-into.ts';

describe('changeBetween', () => {
  it('finds the one stretch that differs', () => {
    expect(changeBetween('It’s ready', "It's ready")).toEqual({ start: 2, end: 3, inserted: "'" });
    expect(changeBetween('', 'new')).toEqual({ start: 0, end: 0, inserted: 'new' });
    expect(changeBetween('same', 'same')).toMatchObject({ inserted: '' });
  });

  it('makes the new text of the old one, also where letters repeat', () => {
    const texts = [
      '',
      'a',
      'aa',
      'aaa',
      'aba',
      'abba',
      '’’',
      "''",
      'x’y’z',
      "x'y'z",
      '🎉',
      '🎊 🎉',
      'Hi 🎉',
      'Hi ',
    ];
    for (const before of texts) {
      for (const after of texts) {
        const { start, end, inserted } = changeBetween(before, after);
        expect(before.slice(0, start) + inserted + before.slice(end)).toBe(after);
      }
    }
  });
});
