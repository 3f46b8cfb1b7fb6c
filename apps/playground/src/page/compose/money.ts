/** Money as a whole number of parts, of which `10 ** scale` are one unit: sums are exact, whatever a server charges. */
export interface Money {
  readonly parts: bigint;
  readonly scale: number;
}

/** Nothing at all. */
export const nothing: Money = { parts: 0n, scale: 0 };

/** Reads decimal text such as `0.0420`; undefined where it is none. */
export function readMoney(text: string | null | undefined): Money | undefined {
  const found = /^(-?\d{1,30})(?:\.(\d{1,20}))?$/.exec(text ?? '');
  if (!found) return undefined;
  const [, whole = '', decimals = ''] = found;
  return { parts: BigInt(whole + decimals), scale: decimals.length };
}

/** As decimal text, with as many decimals as it was read with. */
export function writeMoney({ parts, scale }: Money): string {
  const digits = String(parts < 0n ? -parts : parts).padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  return `${parts < 0n ? '-' : ''}${whole}${scale === 0 ? '' : `.${digits.slice(-scale)}`}`;
}

/** The sum of two amounts. */
export function plus(a: Money, b: Money): Money {
  const scale = Math.max(a.scale, b.scale);
  return { parts: partsAt(a, scale) + partsAt(b, scale), scale };
}

/** The amount so many times. */
export function times({ parts, scale }: Money, count: number): Money {
  return { parts: parts * BigInt(count), scale };
}

/** Whether one is more than another. */
export function isMore(a: Money, b: Money): boolean {
  const scale = Math.max(a.scale, b.scale);
  return partsAt(a, scale) > partsAt(b, scale);
}

function partsAt(money: Money, scale: number): bigint {
  return money.parts * 10n ** BigInt(scale - money.scale);
}
