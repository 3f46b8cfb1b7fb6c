import { describe, expect, it } from 'vitest';
import { GSM7_BASIC, GSM7_EXTENSION } from './gsm7.table.ts';
import { isGsm7 } from './is-gsm7.ts';

describe('isGsm7', () => {
  it('accepts the 127 basic and the 10 extension characters, and nothing else of the basic plane', () => {
    let accepted = '';
    for (let unit = 0; unit <= 0xffff; unit++) {
      const char = String.fromCharCode(unit);
      if (isGsm7(char)) accepted += char;
    }
    expect(accepted).toHaveLength(137);
    expect(new Set(accepted)).toEqual(new Set(GSM7_BASIC + GSM7_EXTENSION));
  });

  it('accepts the empty text', () => {
    expect(isGsm7('')).toBe(true);
  });

  it('sees the one other character, wherever it stands', () => {
    expect(isGsm7(`ç${'a'.repeat(300)}`)).toBe(false);
    expect(isGsm7(`${'a'.repeat(300)}ç`)).toBe(false);
    expect(isGsm7(`${'ä'.repeat(150)}ç${'a'.repeat(150)}`)).toBe(false);
  });

  it.each(['\t', '`', 'ç', '\u001b', '\u00a0', 'Α', '\ud83d'])('refuses %j', (char) => {
    expect(isGsm7(char)).toBe(false);
  });

  it('gives the same answer when asked again', () => {
    expect([isGsm7('abc'), isGsm7('abcç'), isGsm7('abc'), isGsm7('ç')]).toEqual([true, false, true, false]);
  });
});
