import { countSeptets } from './count-septets.ts';

/**
 * Whether every character of a text is in the GSM 7-bit default alphabet or its extension table (3GPP TS 23.038),
 * so that the text goes out at 160 septets a segment rather than 70 UTF-16 units. The empty text is.
 *
 * @example
 * isGsm7('Zwölf Äpfel: 3 €'); // true
 * isGsm7('It’s ready'); // false: a typographic apostrophe
 */
export function isGsm7(text: string): boolean {
  return countSeptets(text) !== undefined;
}
