import { parseSearch, formatValue } from './parse-search.ts';
import { isTokenName, ruleOf, TOKEN_NAMES } from './tokens.table.ts';

/** Something to complete the search with. */
export interface Suggestion {
  /** What is shown, such as `status:`. */
  readonly text: string;
  readonly about: string;
  /** The whole search once it is taken, and where the caret is then. */
  readonly search: string;
  readonly caret: number;
}

/** Values out of what is shown, for the tokens whose values nobody knows beforehand. */
export type KnownValues = Partial<Record<string, readonly string[]>>;

/** What can stand where the caret is. */
export function suggest(search: string, caret: number, known: KnownValues = {}): Suggestion[] {
  const piece = parseSearch(search).find(({ start, end }) => start < caret && caret <= end);
  const start = piece?.start ?? caret;
  const end = piece?.end ?? caret;
  const typed = search.slice(start, caret);
  const put = (text: string, about: string, isWhole: boolean): Suggestion => {
    const tail = search.slice(end);
    const space = isWhole && !tail.startsWith(' ') ? ' ' : '';
    const shift = isWhole && tail.startsWith(' ') ? 1 : 0;
    const head = search.slice(0, start) + text + space;
    return { text, about, search: head + tail, caret: head.length + shift };
  };
  const [, name = '', value = ''] = /^([a-z]+):(.*)$/is.exec(typed) ?? [];
  if (name === '') return namesFor(typed).map((word) => put(`${word}:`, ruleOf(word).about, false));
  const token = name.toLowerCase();
  if (!isTokenName(token)) return [];
  return valuesFor(token, known)
    .filter((offer) => offer !== value && begins(offer, value))
    .map((offer) => put(`${token}:${offer}`, '', true));
}

function namesFor(typed: string) {
  return TOKEN_NAMES.filter((name) => name.startsWith(typed.toLowerCase()));
}

function valuesFor(name: (typeof TOKEN_NAMES)[number], known: KnownValues): string[] {
  return [...ruleOf(name).values, ...(known[name] ?? []).map(formatValue)];
}

function begins(offer: string, value: string): boolean {
  return offer.replace(/^"/, '').toLowerCase().startsWith(value.replace(/^"/, '').toLowerCase());
}
