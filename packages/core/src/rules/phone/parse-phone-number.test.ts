import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import e164 from '../../../vectors/e164.json' with { type: 'json' };
import { isPhoneNumber } from './is-phone-number.ts';
import { parsePhoneNumber } from './parse-phone-number.ts';

describe('isPhoneNumber', () => {
  it.each(e164.valid)('accepts %s', (number) => {
    expect(isPhoneNumber(number)).toBe(true);
  });

  it.each(e164.invalid)('refuses %j', (number) => {
    expect(isPhoneNumber(number)).toBe(false);
  });

  it('accepts 7 to 15 digits', () => {
    const lengths = [5, 6, 7, 15, 16].filter((length) => isPhoneNumber(`+${'1'.repeat(length)}`));
    expect(lengths).toEqual([7, 15]);
  });
});

describe('parsePhoneNumber', () => {
  it.each(e164.valid)('leaves %s as it is', (number) => {
    expect(parsePhoneNumber(number)).toBe(number);
  });

  it.each([
    ['14155552671', '+14155552671'],
    ['  +821012345678 ', '+821012345678'],
    ['+14155552671\n', '+14155552671'],
    ['+82\u00a010-1234-5678', '+821012345678'],
    ['+33\u202f6\u202f12\u202f34\u202f56\u202f78', '+33612345678'],
    ['+44 7700 900123', '+447700900123'],
    ['+1 (415) 555-2671', '+14155552671'],
    ['+1.415.555.2671', '+14155552671'],
  ])('mends %j', (text, number) => {
    expect(parsePhoneNumber(text)).toBe(number);
  });

  it.each([
    '',
    '+',
    '   ',
    '123456',
    '+1234567890123456',
    '07700 900123',
    '0014155552671',
    '++14155552671',
    '1+4155552671',
    '\uff0b14155552671',
    '+\uff11\uff14\uff11\uff15\uff15\uff15\uff15\uff12\uff16\uff17\uff11',
    '+\u0668\u0662\u0661\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668',
    '+82\u200b1012345678',
    '+44\u20117700\u2011900123',
    '+1415555267a',
    'tel:+14155552671',
    '+14155552671;ext=12',
    '+1415\n5552671',
    '+1415/5552671',
  ])('refuses %j', (text) => {
    expect(parsePhoneNumber(text)).toBeUndefined();
  });

  it('refuses 100 000 digits', () => {
    expect(parsePhoneNumber('1'.repeat(100_000))).toBeUndefined();
    expect(parsePhoneNumber(`${'1-'.repeat(50_000)}x`)).toBeUndefined();
  });

  it('gives a strict number or nothing, and reads its own result', () => {
    const unit = fc.constantFrom(...Array.from('+0123456789 ()-.'), '\u00a0', 'x');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 24 }), (text) => {
        const number = parsePhoneNumber(text);
        if (number === undefined) return;
        expect(isPhoneNumber(number)).toBe(true);
        expect(parsePhoneNumber(number)).toBe(number);
        expect(number.replace(/\D/g, '')).toBe(text.replace(/\D/g, ''));
      }),
      { seed: 164, numRuns: 500 },
    );
  });
});
