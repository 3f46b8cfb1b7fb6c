/**
 * The tag that the platform replaces, wherever it stands in a text and exactly as written here, by a link of the
 * recipient's own to opt out. Before that it is 11 characters and, as each brace takes two, 13 septets of GSM-7.
 */
export const OPT_OUT_TAG = '{OptOutURL}';

/** Whether a text holds the opt-out tag, exactly: `{optouturl}` and `{ OptOutURL }` are ordinary text. */
export function hasOptOut(text: string): boolean {
  return text.includes(OPT_OUT_TAG);
}

/**
 * Whether a text ends with the opt-out tag, where Chatti's document wants it in marketing messages. White space
 * and punctuation may follow the tag (`… {OptOutURL}.`), words may not.
 */
export function endsWithOptOut(text: string): boolean {
  const last = text.lastIndexOf(OPT_OUT_TAG);
  return last >= 0 && /^[\s\p{P}]*$/u.test(text.slice(last + OPT_OUT_TAG.length));
}

/** How `appendOptOut` words the opt-out. */
export interface AppendOptOutOptions {
  /** The words before the tag. Default `Opt out:`; the empty string for the tag alone. */
  label?: string;
}

/**
 * Adds a label and the opt-out tag to the end of a text, one space before each, unless the text ends with the tag
 * already; so applying it again changes nothing. A tag elsewhere in the text stays, and does not count. No space is
 * put where the text is empty or ends in white space.
 *
 * @example
 * appendOptOut('20 % off on Friday.', { label: 'Stop:' }); // '20 % off on Friday. Stop: {OptOutURL}'
 */
export function appendOptOut(text: string, { label = 'Opt out:' }: AppendOptOutOptions = {}): string {
  if (endsWithOptOut(text)) return text;
  return spaced(spaced(text, label), OPT_OUT_TAG);
}

function spaced(start: string, end: string): string {
  return start === '' || end === '' || /\s$/.test(start) ? start + end : `${start} ${end}`;
}

/**
 * Replaces every opt-out tag by a link, as the platform does. The link is taken as it is: `$&` in it means nothing,
 * and a tag in it is not replaced again.
 *
 * @example
 * expandOptOut('Stop: {OptOutURL}', 'https://chatti.example/o/x7Kq'); // 'Stop: https://chatti.example/o/x7Kq'
 */
export function expandOptOut(text: string, url: string): string {
  return text.replaceAll(OPT_OUT_TAG, () => url);
}
