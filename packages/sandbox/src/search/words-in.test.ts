import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { folded, searchable, wordsIn } from './words-in.ts';

const quoted = (phrase: string): string => `"${phrase.replace(/["\\]/g, '\\$&')}"`;

describe('wordsIn', () => {
  it.each([
    ['Summer  SALE', ['summer', 'sale']],
    ['sale "20% off" now', ['sale', '20% off', 'now']],
    ['"Two\n words"', ['two words']],
    ['say "\\"hi\\" \\\\ you"', ['say', '"hi" \\ you']],
    ['5" a\\b', ['5"', 'a\\b']],
    ['"to the end', ['to the end']],
    ['"half\\', ['half']],
    ['"a""b"c', ['a', 'b', 'c']],
    ['sale SALE "sale"', ['sale']],
    [' " ""', [' ']],
    ['"" \t', []],
  ])('reads %s', (text, words) => {
    expect(wordsIn(text)).toEqual(words);
  });

  it('reads back any phrases that are in quotes', () => {
    const unit = fc.constantFrom('"', '\\', ' ', '\n', 'a', 'É', '%');
    fc.assert(
      fc.property(fc.array(fc.string({ unit, minLength: 1 })), (phrases) => {
        expect(wordsIn(phrases.map(quoted).join(' '))).toEqual([...new Set(phrases.map(folded))]);
      }),
      { seed: 130 },
    );
  });
});

describe('searchable', () => {
  it('holds no phrase across two texts', () => {
    const text = searchable(['Summer\u00A0\n SALE', null, 'today']);
    const has = (phrase: string): boolean => wordsIn(phrase).every((word) => text.includes(word));
    expect(has('"summer sale"')).toBe(true);
    expect(has('"sale today"')).toBe(false);
    expect(has('"sale\ntoday"')).toBe(false);
    expect(has('"\n"')).toBe(true);
  });
});
