import { parsePhoneNumber } from '../phone/parse-phone-number.ts';

/** Characters that an alphanumeric sender ID may have at most. */
export const SENDER_ID_LENGTH = 11;

/** Who a message comes from. */
export interface ParsedSender {
  /** A phone number of the account, or an alphanumeric sender ID. */
  kind: 'number' | 'alphanumeric';
  /** The number in E.164 form, or the sender ID exactly as written. */
  value: string;
  /** Whether the recipient can answer: numbers only. A sender ID cannot receive a `STOP`, so give a link. */
  two_way: boolean;
}

/**
 * Reads a sender, or gives undefined where `explainSender` has a reason. Digits alone are a number, never a sender ID.
 *
 * A number is read as `parsePhoneNumber` does. A sender ID is 1 to 11 of `A-Z a-z 0-9` and space with at least one
 * letter, and neither begins nor ends with a space. Whether the account may use it, and whether the recipient's country
 * allows it (`alphaSenderSupport`), is another matter.
 *
 * @example
 * parseSender('Chatti'); // { kind: 'alphanumeric', value: 'Chatti', two_way: false }
 * parseSender('44 7700 900123'); // { kind: 'number', value: '+447700900123', two_way: true }
 */
export function parseSender(text: string): ParsedSender | undefined {
  if (isSenderId(text)) return { kind: 'alphanumeric', value: text, two_way: false };
  const number = parsePhoneNumber(text);
  return number === undefined ? undefined : { kind: 'number', value: number, two_way: true };
}

/** Whether `parseSender` reads a text. */
export function isSender(text: string): boolean {
  return parseSender(text) !== undefined;
}

/**
 * Why a text is no sender: one sentence in English, without the text itself. Undefined exactly where `parseSender` reads it.
 *
 * @example
 * explainSender('twelveletter'); // 'A sender ID has at most 11 characters.'
 */
export function explainSender(text: string): string | undefined {
  if (isSender(text)) return undefined;
  if (text.trim() === '') return 'A sender is empty: it is a phone number in E.164 form or a sender ID.';
  if (!/[A-Za-z]/.test(text)) return explainWithoutLetter(text);
  if (!/^[A-Za-z0-9 ]*$/.test(text))
    return 'A sender ID has only the letters A-Z and a-z, the digits 0-9 and spaces.';
  if (text.startsWith(' ') || text.endsWith(' ')) return 'A sender ID neither begins nor ends with a space.';
  return `A sender ID has at most ${SENDER_ID_LENGTH} characters.`;
}

function explainWithoutLetter(text: string): string {
  return /[0-9]/.test(text)
    ? 'A sender without a letter is a phone number, and this is none in E.164 form: a plus and 7 to 15 digits, the first not 0.'
    : 'A sender ID has at least one of the letters A-Z and a-z.';
}

function isSenderId(text: string): boolean {
  return (
    text.length <= SENDER_ID_LENGTH &&
    /^[A-Za-z0-9](?:[A-Za-z0-9 ]*[A-Za-z0-9])?$/.test(text) &&
    /[A-Za-z]/.test(text)
  );
}
