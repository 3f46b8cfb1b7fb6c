import { OPT_OUT_TAG } from '../rules/opt-out/opt-out-tag.ts';
import { isGsm7 } from '../rules/text/is-gsm7.ts';
import type { Warning } from './options.ts';

const messages: Readonly<Record<Warning['code'], string>> = {
  unicode_encoding:
    'a few characters outside GSM-7 make the whole text UCS-2, which more than halves what fits a segment',
  hidden_characters: 'holds characters that cannot be seen or that turn the direction of writing',
  doubtful_link: 'holds a link with characters outside ASCII, which may look like another link',
  tag_not_replaced: `holds a tag that is not exactly ${OPT_OUT_TAG} and will not become a link`,
};

// Written as escapes, since they cannot be seen.
// Zero-width characters but the joiners of emoji and scripts, and the marks and overrides of direction.
const hidden = /[\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
// The scan is bounded, so that a text of nothing but links stays linear.
const doubtfulLink = /(?:https?:\/\/|www\.)[!-~]{0,2000}[^\0-\x7f]/i;
const tagLike = /\{\s?opt[ _-]?out[ _-]?ur[li]\s?\}/gi;

/** What is doubtful about a send or a batch, cheap to see. Deeper advice is given by `messages.preview`. */
export function* warningsAbout(input: unknown): Iterable<Warning> {
  // A send's input, checked: its fields are known.
  const { body, messages: items } = input as { body?: string; messages?: { body?: string }[] };
  yield* warningsOf('body', body);
  for (const [index, item] of (items ?? []).entries())
    yield* warningsOf(`messages[${index}].body`, item.body);
}

function* warningsOf(field: string, text: string | undefined): Iterable<Warning> {
  if (text === undefined) return;
  const codes: Warning['code'][] = [];
  if (isMostlyGsm7(text)) codes.push('unicode_encoding');
  if (hidden.test(text)) codes.push('hidden_characters');
  if (doubtfulLink.test(text)) codes.push('doubtful_link');
  if (text.match(tagLike)?.some((tag) => tag !== OPT_OUT_TAG)) codes.push('tag_not_replaced');
  for (const code of codes) yield { code, field, message: messages[code] };
}

/** Whether UCS-2 was hardly meant: at most one character in ten needs it. */
function isMostlyGsm7(text: string): boolean {
  if (isGsm7(text)) return false;
  const characters = Array.from(text);
  return characters.filter((character) => !isGsm7(character)).length * 10 <= characters.length;
}
