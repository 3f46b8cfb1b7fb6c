/** Money is counted in whole ten-thousandths, so that sums are exact. */
const perUnit = 10_000;

/** Decimal text as ten-thousandths; undefined for what is no amount from 0 with up to four decimals. */
export function readMoney(text: string): number | undefined {
  const parts = /^(\d{1,11})(?:\.(\d{1,4}))?$/.exec(text);
  if (parts === null) return undefined;
  return Number(parts[1]) * perUnit + Number((parts[2] ?? '').padEnd(4, '0'));
}

/** Ten-thousandths as decimal text with four decimals. */
export function formatMoney(amount: number): string {
  const digits = String(Math.abs(amount)).padStart(5, '0');
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -4)}.${digits.slice(-4)}`;
}
