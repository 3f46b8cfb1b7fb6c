import { isPhoneNumber } from './is-phone-number.ts';

/**
 * Reads a phone number in international form, and gives it in E.164 form, or undefined.
 *
 * White space around it is removed, as are spaces, no-break spaces (U+00A0, U+2007, U+202F) and `-`, `(`, `)` and `.`
 * anywhere; a plus is added where there is none. Nothing else is mended: other dashes and digits, letters, `tel:`,
 * extensions and line breaks inside are refused. A number in national form is not recognised as one (`07700 900123`
 * is refused for its 0, `(415) 555-2671` would become a number of another country, and so would a `(0)` after the
 * calling code): for those, and for numbers people type, use libphonenumber-js before.
 *
 * @example
 * parsePhoneNumber('44 7700-900123'); // '+447700900123'
 */
export function parsePhoneNumber(text: string): string | undefined {
  const compact = text.trim().replace(/[ \u00a0\u2007\u202f().-]/g, '');
  const number = compact.startsWith('+') ? compact : `+${compact}`;
  return isPhoneNumber(number) ? number : undefined;
}
