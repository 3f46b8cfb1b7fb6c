import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatMoney, readMoney } from './money.ts';

it('reads decimal text exactly', () => {
  expect(readMoney('0.1')).toBe(1000);
  expect(readMoney('12')).toBe(120_000);
  expect(readMoney('0.0421')).toBe(421);
});

it.each(['', '-1', '1.', '.5', '1.23456', '1e3', ' 1', '999999999999'])('refuses %j', (text) => {
  expect(readMoney(text)).toBeUndefined();
});

it('writes four decimals, also of less than one', () => {
  expect(formatMoney(7)).toBe('0.0007');
  expect(formatMoney(-120_007)).toBe('-12.0007');
});

it('reads back what it writes', () => {
  fc.assert(
    fc.property(fc.nat(2 ** 31 - 1), (amount) => readMoney(formatMoney(amount)) === amount),
    { seed: 120 },
  );
});
