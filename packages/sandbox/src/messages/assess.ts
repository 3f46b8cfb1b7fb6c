import { MAX_CHARACTERS, type Parsed, type SendMessage } from '@chatti/core/contract';
import { countSegments, expandOptOut, hasOptOut } from '@chatti/core/rules';
import { fieldRefusal } from '../refusal.ts';
import { priceOf } from './price-of.ts';

/** The bytes of the random part of an opt-out link: 128 bits. */
export const TOKEN_BYTES = 16;

/** The characters of those bytes in base64url. */
const tokenLength = 22;

/** The opt-out link with this token. */
export function optOutUrl(publicOrigin: string, token: string): string {
  return `${publicOrigin}/o/${token}`;
}

/** How long each opt-out link is. */
export function optOutUrlLength(publicOrigin: string): number {
  return optOutUrl(publicOrigin, '').length + tokenLength;
}

/** A text as it is sent, and what it comes to. */
export interface Assessment {
  /** The text with its links; null for an MMS without text. */
  readonly body: string | null;
  /** The text as given; null where it holds no tag. */
  readonly body_template: string | null;
  readonly characters: number;
  readonly encoding: 'GSM-7' | 'UCS-2';
  readonly segments: number;
  /** In ten-thousandths. */
  readonly price: number;
}

/** Expands and counts the text of a message; `link` takes the place of each tag. */
export function assess(
  message: Pick<Parsed<SendMessage>, 'to' | 'body' | 'media'>,
  link: string,
): Assessment {
  const { to, body: template, media } = message;
  const body = template === undefined ? null : expandOptOut(template, link);
  const { characters, encoding, segments } = countSegments(body ?? '');
  const billed = media === undefined ? segments : 0;
  return {
    body,
    body_template: template !== undefined && hasOptOut(template) ? template : null,
    characters,
    encoding,
    segments: billed,
    price: priceOf(to, billed),
  };
}

/**
 * Refuses a text that is too long with its real links.
 *
 * @throws `Refusal` that names the body.
 */
export function demandLength({ characters }: Assessment): void {
  if (characters > MAX_CHARACTERS) throw fieldRefusal('body', 'too_long');
}
