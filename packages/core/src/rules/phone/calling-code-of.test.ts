import { describe, expect, it } from 'vitest';
import { callingCodeOf, countriesOfNumber } from './calling-code-of.ts';
import { CALLING_CODE_PARTS, CALLING_CODES } from './calling-codes.table.ts';

const lines = CALLING_CODES.trim().split('\n');
const codes = lines.map((line) => line.split(' ')[0] ?? '');

describe('callingCodeOf', () => {
  it.each([
    ['+14155552671', '1'],
    ['+18765550100', '1'],
    ['+442071838750', '44'],
    ['+353861234567', '353'],
    ['+77011234567', '7'],
    ['+20100123456', '20'],
    ['+211912345678', '211'],
    ['+5999123456', '599'],
    ['+80012345678', '800'],
    ['+881612345678', '881'],
    ['44 7700 900123', '44'],
  ])('of %s is %s', (number, code) => {
    expect(callingCodeOf(number)).toBe(code);
  });

  it.each(['', '+', 'Chatti', '+0441234567', '+210123456789', '+9991234567', '+29912'])(
    'of %j is unknown',
    (number) => {
      expect(callingCodeOf(number)).toBeUndefined();
    },
  );

  it('is never in doubt: no code begins with another', () => {
    const clashes = codes.filter((code) => codes.some((other) => other !== code && code.startsWith(other)));
    expect(clashes).toEqual([]);
    expect(new Set(codes).size).toBe(codes.length);
  });
});

describe('countriesOfNumber', () => {
  it.each([
    ['+12025550123', ['US', 'CA']],
    ['+18765550100', ['JM']],
    ['+17875550100', ['PR']],
    ['+447700900123', ['GB', 'GG', 'IM', 'JE']],
    ['+77011234567', ['KZ']],
    ['+79161234567', ['RU']],
    ['+262639123456', ['YT']],
    ['+262692123456', ['RE', 'YT', 'TF']],
    ['+59991234567', ['CW']],
    ['+5997171234', ['CW', 'BQ']],
    ['+353861234567', ['IE']],
    ['+80012345678', []],
    ['+210123456789', []],
    ['nonsense', []],
  ])('of %s are %j', (number, countries) => {
    expect(countriesOfNumber(number)).toEqual(countries);
  });

  it('splits a code only into countries that share it', () => {
    for (const line of CALLING_CODE_PARTS.trim().split('\n')) {
      const [prefix = '', ...countries] = line.split(' ');
      const whole =
        lines.find((candidate) => prefix.startsWith(candidate.split(' ')[0] ?? '?'))?.split(' ') ?? [];
      expect(whole).toEqual(expect.arrayContaining(countries));
    }
  });

  it('names countries by two letters', () => {
    const countries = lines.flatMap((line) => line.split(' ').slice(1));
    expect(countries.filter((country) => !/^[A-Z]{2}$/.test(country))).toEqual([]);
    expect(countries.length).toBeGreaterThan(230);
  });
});
