/**
 * The words that opt a number out when one of them is the whole of an inbound text. Twilio's default list; the
 * networks' and other platforms' lists differ by a word or two. The law of a country may ask for more than single words.
 */
export const OPT_OUT_KEYWORDS: readonly string[] = [
  'STOP',
  'STOPALL',
  'UNSUBSCRIBE',
  'CANCEL',
  'END',
  'QUIT',
  'REVOKE',
  'OPTOUT',
];

/** The words that opt a number in again when one of them is the whole of an inbound text. */
export const OPT_IN_KEYWORDS: readonly string[] = ['START', 'YES', 'UNSTOP'];

/**
 * Whether an inbound text opts its sender out: one of `OPT_OUT_KEYWORDS` alone, in any case, with nothing around it but
 * white space. `Stop please`, `STOP.` and `STOP ALL` do not.
 */
export function isOptOutKeyword(text: string): boolean {
  return isKeyword(text, OPT_OUT_KEYWORDS);
}

/**
 * Whether an inbound text opts its sender in again: one of `OPT_IN_KEYWORDS` alone, in any case, with nothing around it
 * but white space. It means something only from a number that has opted out: `YES` is a common answer.
 */
export function isOptInKeyword(text: string): boolean {
  return isKeyword(text, OPT_IN_KEYWORDS);
}

function isKeyword(text: string, keywords: readonly string[]): boolean {
  const word = text.trim();
  // ASCII first: other letters have these as their capitals (the long s of `ſtop`).
  return /^[A-Za-z]+$/.test(word) && keywords.includes(word.toUpperCase());
}
