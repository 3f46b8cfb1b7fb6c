import { LOOK_ALIKE_SIGNS, LOOK_ALIKES } from './look-alikes.table.ts';

/** Controls that change the order of what is shown, and characters that show nothing. */
const hidden = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/;
const lookAlikes = new Set(Object.values(LOOK_ALIKES).flatMap((letters) => [...letters]));
const allHidden = new RegExp(hidden, 'g');
const allSigns = new RegExp(`[${LOOK_ALIKE_SIGNS}]`, 'g');

/** What is doubtful about a link. */
export type LinkDoubt = 'link_hidden_character' | 'link_look_alike';

/** The longest host there can be, in characters. */
const maxHost = 253;

/** What is doubtful about the links of a text. Words without white space are looked at, with a scheme or without. */
export function doubtsAboutLinks(text: string): LinkDoubt[] {
  const doubts = new Set<LinkDoubt>();
  for (const word of text.split(/[\s"'<>()[\]{}«»“”„]+/)) {
    const host = hostIn(word);
    if (host === undefined) continue;
    if (hidden.test(word)) doubts.add('link_hidden_character');
    if (host.search(allSigns) >= 0 || plain(host).split('.').some(deceives)) doubts.add('link_look_alike');
  }
  return [...doubts];
}

/** The host of a word that is a link, as it was written but for what shows nothing. */
function hostIn(word: string): string | undefined {
  const shown = word.replace(allHidden, '');
  const scheme = /^https?[:\uff1a\u2236\ua789][/\u2044\u2215\u29f8\uff0f]{2}/i.exec(shown)?.[0] ?? '';
  const [host = ''] = shown.slice(scheme.length).split(/[/?#:]/, 1);
  if (host.length > maxHost) return undefined;
  const written = host.replace(/[.,;!]+$/, '');
  // Without a scheme, what has a dot and ends in letters: `acme.example`, and not `3.50`.
  const isHost = scheme !== '' || /^[^@]+\.[\p{L}\p{M}]{2,63}$/u.test(plain(written));
  return isHost && written !== '' ? written : undefined;
}

/** A host with the full stops that it seems to have. */
function plain(host: string): string {
  return host.replace(allSigns, (sign) => ('\u2024\uff0e\u3002\uff61'.includes(sign) ? '.' : '/'));
}

/** Whether one part of a host seems to be another: letters of two scripts, or nothing but look-alikes. */
function deceives(label: string): boolean {
  const letters = [...label].filter((char) => /\p{L}/u.test(char));
  const foreign = letters.filter((char) => !/[a-z]/i.test(char));
  if (foreign.length === 0) return false;
  const similar = foreign.filter((char) => lookAlikes.has(char) || isFullWidth(char));
  if (similar.length === 0) return false;
  return foreign.length < letters.length || similar.length === letters.length;
}

function isFullWidth(char: string): boolean {
  return char >= '\uff21' && char <= '\uff5a';
}
