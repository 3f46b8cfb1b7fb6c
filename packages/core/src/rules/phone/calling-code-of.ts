import { CALLING_CODE_PARTS, CALLING_CODES } from './calling-codes.table.ts';
import { parsePhoneNumber } from './parse-phone-number.ts';

/**
 * The country calling code of a phone number, digits without the plus, as assigned under ITU-T E.164: of one to three
 * digits. Takes what `parsePhoneNumber` reads. Undefined where that refuses it, or where no country or service has
 * the code.
 *
 * @example
 * callingCodeOf('+353861234567'); // '353'
 */
export function callingCodeOf(number: string): string | undefined {
  return longestPrefix(number, COUNTRIES_OF_CODE, 3);
}

/**
 * The countries (ISO 3166-1 alpha-2, `XK` for Kosovo) that a phone number may belong to, the largest first. One for most
 * numbers; several where countries share a calling code and the next digits do not tell (`US` and `CA`; `GB` and its
 * islands). Empty for services of all countries and where `callingCodeOf` is undefined. Good enough to ask
 * `alphaSenderSupport`; to find out the country of a number use libphonenumber-js.
 *
 * @example
 * countriesOfNumber('+447700900123'); // ['GB', 'GG', 'IM', 'JE']
 */
export function countriesOfNumber(number: string): readonly string[] {
  const part = longestPrefix(number, COUNTRIES_OF_PART, 6);
  if (part !== undefined) return COUNTRIES_OF_PART.get(part) ?? [];
  return COUNTRIES_OF_CODE.get(callingCodeOf(number) ?? '') ?? [];
}

function longestPrefix(
  number: string,
  table: ReadonlyMap<string, unknown>,
  longest: number,
): string | undefined {
  const digits = parsePhoneNumber(number)?.slice(1) ?? '';
  for (let length = longest; length > 0; length--) {
    const prefix = digits.slice(0, length);
    if (table.has(prefix)) return prefix;
  }
  return undefined;
}

const COUNTRIES_OF_CODE = /* @__PURE__ */ readTable(CALLING_CODES);
const COUNTRIES_OF_PART = /* @__PURE__ */ readTable(CALLING_CODE_PARTS);

function readTable(table: string): ReadonlyMap<string, readonly string[]> {
  const countries = new Map<string, readonly string[]>();
  for (const line of table.trim().split('\n')) {
    const [code = '', ...rest] = line.split(' ');
    countries.set(code, rest);
  }
  return countries;
}
