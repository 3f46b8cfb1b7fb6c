import { GSM7_TWINS } from './gsm7-twins.table.ts';
import { isGsm7 } from './is-gsm7.ts';
import type { CharacterAt } from './segment-text.ts';
import { isPairAt } from './count-code-points.ts';

/** One replacement that `toGsm7` made. */
export interface Replacement {
  /** UTF-16 offset into the original text. */
  index: number;
  /** What stood there: one character, or a letter and the accent after it. */
  from: string;
  /** What stands there now: GSM-7, possibly several characters, or nothing. */
  to: string;
}

/** What `toGsm7` made of a text. */
export interface Gsm7Text {
  /** The text with every replacement made. GSM-7 exactly when `unresolved` is empty. */
  text: string;
  /** The replacements in order, by their place in the original text. */
  replaced: Replacement[];
  /** The characters without a GSM-7 twin, by their place in the original text. They stay in `text` as they were. */
  unresolved: CharacterAt[];
}

/**
 * Replaces characters that GSM-7 lacks by a twin that reads the same (`’` by `'`, `…` by `...`, `–` by `-`, full-width
 * letters by ordinary ones), so that one typographic quote does not more than halve what a segment holds.
 *
 * The twins are those of published tables: Twilio's (the map in its `sms-segments-calculator` 1.3.0 and its list of
 * characters), Sinch's and Webex's. They disagree on four characters: tab, `«`, `»` and `‚`. Twilio's is followed
 * wherever it has an answer, since it is the only one published whole, and mixing tables would mix their ideas of what
 * reads the same: a tab becomes seven spaces (Webex: one), `«` and `»` a straight quote (Sinch too; Webex: `<` and `>`),
 * `‚` a comma (Webex: an apostrophe). Webex's fills what it lacks: a few dashes, primes and the minus sign.
 *
 * Two things come before the tables, because they lose nothing: a letter followed by a combining accent becomes
 * the GSM-7 letter that Unicode calls equivalent (`e` and U+0301 is `é`), as does a character with such an
 * equivalent (the ohm sign is `Ω`). Full-width `ａ` to `ｚ`, which the tables forget, are treated as `Ａ` to `Ｚ`.
 *
 * A character without a twin stays, and is listed in `unresolved`: while one is left the text is UCS-2 all the same, and
 * the original is usually the better one to send. Applying it again changes nothing. Never throws.
 *
 * @example
 * toGsm7('It’s ready'); // { text: "It's ready", replaced: [{ index: 2, from: '’', to: "'" }], unresolved: [] }
 * toGsm7('Ready 🎉').unresolved; // [{ index: 6, char: '🎉' }]
 */
export function toGsm7(text: string): Gsm7Text {
  const result: Gsm7Text = { text: '', replaced: [], unresolved: [] };
  // The last character written is held back, as the next one may be its accent.
  let held = { char: '', index: 0 };
  for (let index = 0, end = 0; index < text.length; index = end) {
    end = index + (isPairAt(text, index) ? 2 : 1);
    const char = text.slice(index, end);
    const letter = accented(held.char, char);
    if (letter !== undefined) {
      replaceSince(result.replaced, { index: held.index, from: text.slice(held.index, end), to: letter });
      held.char = letter;
      continue;
    }
    const twin = twinOf(char);
    if (twin === undefined) result.unresolved.push({ index, char });
    else if (twin !== char) result.replaced.push({ index, from: char, to: twin });
    // A character that leaves nothing behind does not come between a letter and its accent.
    if (twin === '') continue;
    result.text += held.char;
    held = { char: twin ?? char, index };
  }
  result.text += held.char;
  return result;
}

/** Adds a replacement that takes the place of those made since its start: of the letter itself, of what followed it. */
function replaceSince(replaced: Replacement[], replacement: Replacement): void {
  while ((replaced.at(-1)?.index ?? -1) >= replacement.index) replaced.pop();
  replaced.push(replacement);
}

/** The GSM-7 letter that is equivalent to a letter and the combining accent after it. */
function accented(letter: string, accent: string): string | undefined {
  if (letter === '' || accent < '\u0300' || accent > '\u036f') return undefined;
  const composed = (letter + accent).normalize('NFC');
  return composed.length === 1 && isGsm7(composed) ? composed : undefined;
}

function twinOf(char: string): string | undefined {
  if (isGsm7(char)) return char;
  const twin = TWINS.get(char);
  if (twin !== undefined) return twin;
  const equivalent = char.normalize('NFC');
  return isGsm7(equivalent) ? equivalent : undefined;
}

const TWINS = /* @__PURE__ */ buildTwins();

function buildTwins(): ReadonlyMap<string, string> {
  const twins = new Map<string, string>();
  for (const [replacement, characters] of GSM7_TWINS) {
    for (const char of characters) twins.set(char, replacement);
  }
  for (let ascii = 0x21; ascii <= 0x7e; ascii++) {
    const char = String.fromCharCode(ascii);
    twins.set(String.fromCharCode(ascii + 0xfee0), twins.get(char) ?? char);
  }
  return twins;
}
