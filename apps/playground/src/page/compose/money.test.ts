import { describe, expect, it } from 'vitest';
import { isMore, nothing, plus, readMoney, times, writeMoney } from './money.ts';
import type { Money } from './money.ts';

const money = (text: string): Money => readMoney(text) ?? nothing;

describe('money', () => {
  it.each(['0', '0.0420', '210.0420', '-0.0083', '12345678901234567890.01'])('keeps %s as it is', (text) => {
    expect(writeMoney(money(text))).toBe(text);
  });

  it('adds exactly, also where amounts have different decimals', () => {
    expect(writeMoney(plus(money('0.1'), money('0.2')))).toBe('0.3');
    expect(writeMoney(plus(money('1'), money('0.0083')))).toBe('1.0083');
    expect(writeMoney(times(money('0.0083'), 10_000))).toBe('83.0000');
    expect(writeMoney(plus(nothing, money('-0.5')))).toBe('-0.5');
  });

  it('compares amounts of different decimals', () => {
    expect(isMore(money('0.10'), money('0.0999'))).toBe(true);
    expect(isMore(money('0.1'), money('0.1000'))).toBe(false);
  });

  it.each(['', '1,5', '1e3', '.5', '1.', 'free', null])('takes %j for no amount', (text) => {
    expect(readMoney(text)).toBeUndefined();
  });
});
