import { leastCharacters, MAX_CHARACTERS } from '../contract/message-text.ts';
import type { Plugin } from '../contract/plugin.ts';
import { isGsm7 } from '../rules/text/is-gsm7.ts';
import { toGsm7 } from '../rules/text/to-gsm7.ts';
import { changeMessages } from './change-messages.ts';

// Ends before punctuation, which belongs to the sentence and not to the link.
const links = /(?:https?:\/\/|www\.)\S*[^\s\p{P}]/giu;

/**
 * Replaces typographic characters by their GSM-7 twins (`’` by `'`, `–` by `-`) where that brings the whole text of
 * an SMS to GSM-7, so that 160 characters fit a segment rather than 70.
 *
 * All or nothing: a text that would stay UCS-2 all the same, because of an emoji or another script, is sent as it was
 * written. So is one with such a character inside a link, which would then lead elsewhere, one that the replacements
 * would make longer than 1570 characters, and the text of an MMS, which has no segments. Acts on `send`, `sendBatch`,
 * `sendMany` and `preview`.
 *
 * @example
 * ```ts
 * const chatti = createChatti({ plugins: [smartEncoding()] });
 * await chatti.messages.send({ to, body: 'It’s ready' }); // sent as It's ready, in one segment of GSM-7
 * ```
 */
export function smartEncoding(): Plugin {
  return {
    name: 'smartEncoding',
    wrap: (call, next) =>
      next(
        changeMessages(call, ({ body, media }) => {
          // A preview takes anything, and tells in its reply what is wrong.
          if (typeof body !== 'string' || media !== undefined) return undefined;
          const cheaper = cheaperText(body);
          return cheaper === body ? undefined : { body: cheaper };
        }),
      ),
  };
}

function cheaperText(text: string): string {
  if (isGsm7(text)) return text;
  const { text: plain, unresolved } = toGsm7(text);
  if (unresolved.length > 0 || plain === '' || leastCharacters(plain) > MAX_CHARACTERS) return text;
  const touchesLink = text.match(links)?.some((link) => !isGsm7(link)) ?? false;
  return touchesLink ? text : plain;
}
