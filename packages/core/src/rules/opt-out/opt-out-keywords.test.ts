import { describe, expect, it } from 'vitest';
import keywords from '../../../vectors/keywords.json' with { type: 'json' };
import { isOptInKeyword, isOptOutKeyword, OPT_IN_KEYWORDS, OPT_OUT_KEYWORDS } from './opt-out-keywords.ts';

describe('isOptOutKeyword', () => {
  it('knows the keywords of the source, and no others', () => {
    expect([...OPT_OUT_KEYWORDS].sort()).toEqual([...keywords.twilioDefault.optOut].sort());
  });

  it.each(OPT_OUT_KEYWORDS)('reads %s in any case, alone, with white space around it', (word) => {
    const small = word.toLowerCase();
    expect([word, small, word[0] + small.slice(1), ` ${small}\n`].map(isOptOutKeyword)).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });

  it.each([
    '',
    ' ',
    'STOP PLEASE',
    'STOP ALL',
    'OPT OUT',
    'OPT-OUT',
    'STOP.',
    'S TOP',
    'STOPP',
    'START',
    'HELP',
    'ſtop',
    'ＳＴＯＰ',
  ])('does not take %j for one', (text) => {
    expect(isOptOutKeyword(text)).toBe(false);
  });
});

describe('isOptInKeyword', () => {
  it('knows the keywords of the source, and no others', () => {
    expect([...OPT_IN_KEYWORDS].sort()).toEqual([...keywords.twilioOptIn.optIn].sort());
  });

  it.each(OPT_IN_KEYWORDS)('reads %s in any case, alone, with white space around it', (word) => {
    expect([word, word.toLowerCase(), `\t${word} `].map(isOptInKeyword)).toEqual([true, true, true]);
  });

  it.each(['', 'YES please', 'Y', 'STOP', 'UN STOP', 'toString'])('does not take %j for one', (text) => {
    expect(isOptInKeyword(text)).toBe(false);
  });
});
