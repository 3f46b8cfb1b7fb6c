import { compileGrammar, type CompiledForm } from './compile-grammar.ts';
import { createDraft, type MomentDraft } from './moment-draft.ts';
import { resolveMoment } from './resolve-moment.ts';
import { takeZone } from './time-parts.ts';
import { TimeToken } from './time-token.ts';

/** Longest text that is read, in UTF-16 units: far beyond any date in words, and refused at once above. */
const MAX_LENGTH = 256;

/**
 * Reads a time as Chatti takes it: the instant that PHP's date parser makes of the text in UTC, or undefined.
 * Never another instant, and never one that depends on the time zone of the process.
 *
 * Slashes are month first (`12/31/2001`), `d-m-Y` and `d.m.Y` day first. Read are ISO 8601 with its week
 * dates, ordinal dates, short and fractional forms, dates in English words, RFC 2822 and RFC 850, `@` and
 * seconds since 1970, times of day in 24 or 12 hours, offsets, common abbreviations and identifiers of time
 * zones, and moves such as `last Monday`, `+1 week 2 days`, `3 days ago`, `first day of next month`. What the
 * text leaves open comes from `now`: the date, and the time of day where no date is given; a date or a weekday
 * alone is midnight. Fractions are cut to milliseconds. A text of nothing but spaces is `now`.
 *
 * PHP accepts more than is read here. Refused, since the guess could be wrong, are
 * - the empty text, one of more than 256 UTF-16 units and one of punctuation only;
 * - a day, an ordinal day or a week that the calendar does not have, such as 30 February or the week 53 of 2021;
 * - four digits alone, which PHP takes for a time of day or a year, unless they start with 0;
 * - two time zones that differ: PHP drops the second, so `UTC+3` would be UTC;
 * - abbreviations of zones that mean several things (`IST`), and zones of Morocco;
 * - in a named zone, an hour that occurs twice, and years before 1970 or after 2037;
 * - fractions of a second with `ago`, which PHP counts forwards.
 *
 * @param text The time, in English where it has words.
 * @param now The moment that relative texts count from; by default the current one.
 * @returns The instant, or undefined where the text is refused. Never throws.
 * @example
 * parseTimestamp('2002-10-20T12:26:13+00:00'); // 2002-10-20T12:26:13.000Z
 * parseTimestamp('last Monday', new Date('2024-02-29T12:34:56Z')); // 2024-02-26T00:00:00.000Z
 * parseTimestamp('13/01/2024'); // undefined
 */
export function parseTimestamp(text: string, now: Date = new Date()): Date | undefined {
  if (text === '' || text.length > MAX_LENGTH || /[^\t-\r -~\xa0\u202f\xb5]/.test(text)) return undefined;
  const draft = createDraft();
  if (!readPieces(text.replace(/^[\t-\r ]+|[\t-\r ]+$/g, ''), draft)) return undefined;
  const { pieces, zone, hasBareNumber } = draft;
  if (pieces === 0 ? zone === undefined && /\S/.test(text) : pieces === 1 && hasBareNumber) return undefined;
  const instant = resolveMoment(draft, now);
  return instant === undefined ? undefined : new Date(instant);
}

/** Takes the text into the draft, piece by piece; false where one cannot be read. */
function readPieces(text: string, draft: MomentDraft): boolean {
  const ended = `${text}\0`;
  for (let at = 0; at < text.length;) {
    let piece = '';
    let reading: CompiledForm['reading'];
    for (const form of compileGrammar()) {
      form.pattern.lastIndex = at;
      const [found = ''] = form.pattern.exec(ended) ?? [];
      if (found.length > piece.length) ({ piece, reading } = { piece: found, reading: form.reading });
    }
    if (piece === '' || reading?.(new TimeToken(piece), draft) === false) return false;
    if (reading && reading !== takeZone) draft.pieces += 1;
    at += piece.length;
  }
  return true;
}
