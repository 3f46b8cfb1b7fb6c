import { faultOf, unknownName } from './search-faults.ts';
import type { Term, TokenTerm } from './term.ts';
import { isTokenName } from './tokens.table.ts';

/** A stretch of the search text that is one thing. Between two pieces there is white space or nothing. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  /** What it asks for; undefined for a token that does not exist, and for a quote with nothing behind it. */
  readonly term: Term | undefined;
  /** What is wrong with it and what would be right. It is left out of the search then. */
  readonly fault: string | undefined;
}

// A name and its colon, unless what follows makes it an address such as http://. Then a value, in quotes or up to the
// next space. A quote that is not closed (yet) goes to the end: what is typed is searched for while it is typed. Each
// alternative begins with a character of its own, so the match takes linear time.
const shape = /(?:([A-Za-z]+):(?!\/\/))?(?:"((?:[^"\\]|\\.|\\$)*)("?)|(\S*))/sy;

/** Reads the text of the search box. Whatever it holds, every stretch of it is in a piece. */
export function parseSearch(text: string): Piece[] {
  const pieces: Piece[] = [];
  for (let at = skipSpace(text, 0); at < text.length;) {
    shape.lastIndex = at;
    const found = shape.exec(text);
    const end = at + Math.max(found?.[0].length ?? 0, 1);
    pieces.push({ start: at, end, ...meaningOf(found ?? [], pieces) });
    at = skipSpace(text, end);
  }
  return pieces;
}

/** What is searched for: all terms that are right. */
export function termsOf(pieces: readonly Piece[]): Term[] {
  return pieces.flatMap(({ term, fault }) => (term && fault === undefined ? [term] : []));
}

/** Writes terms as they are typed: `parseSearch` reads the same terms out of it. */
export function formatSearch(terms: readonly Term[]): string {
  return terms.map((term) => (term.kind === 'token' ? formatToken(term) : formatWord(term.value))).join(' ');
}

/** A value as it stands behind a colon, and a word or a phrase as it stands alone. */
export function formatValue(value: string): string {
  return /^(?!\/\/)[^\s"]\S*$/.test(value) ? value : inQuotes(value);
}

function formatToken({ name, value }: TokenTerm): string {
  return `${name}:${formatValue(value)}`;
}

/** What looks like a token is none inside quotes. */
function formatWord(value: string): string {
  return /^[A-Za-z]+:/.test(value) ? inQuotes(value) : formatValue(value);
}

function inQuotes(value: string): string {
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}

function meaningOf(
  found: readonly (string | undefined)[],
  before: readonly Piece[],
): Pick<Piece, 'term' | 'fault'> {
  const [, name, quoted, closing, plain = ''] = found;
  const value = quoted === undefined ? plain : quoted.replace(/\\(.?)/gs, '$1');
  if (name === undefined) {
    // What begins with a quote that has just been typed is nothing yet.
    if (value === '' && closing === '') return { term: undefined, fault: undefined };
    const fault = value === '' ? 'Quotes with nothing between them find nothing.' : undefined;
    return { term: { kind: 'word', value }, fault };
  }
  const known = name.toLowerCase();
  if (!isTokenName(known)) return { term: undefined, fault: unknownName(name) };
  const term = { kind: 'token', name: known, value } as const;
  return { term, fault: faultOf(term, termsOf(before)) };
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text.charAt(at))) at++;
  return at;
}
