import type { ListMessages } from '@chatti/core/contract';
import type { SearchMessages } from '@chatti/sandbox';
import { formatValue } from './parse-search.ts';
import type { Term, TokenTerm } from './term.ts';
import { ruleOf, SEGMENTS } from './tokens.table.ts';

/** What the documented list can be asked for, and what only the sandbox knows. */
export interface ListRequest {
  readonly filters: ListMessages;
  /** Filters of the sandbox's own, for the terms that the documented list has none for. */
  readonly own: SearchMessages;
  /** Those terms. */
  readonly others: readonly Term[];
}

/** What a search asks for. */
export function listRequestOf(terms: readonly Term[]): ListRequest {
  const filters = terms.map((term) => (term.kind === 'token' ? filterOf(term) : undefined));
  const others = terms.filter((_, index) => filters[index] === undefined);
  return { filters: Object.assign({}, ...filters) as ListMessages, own: ownFilters(others), others };
}

/** Why terms were left out while messages go to a real server. */
export function leftOutSentence(others: readonly Term[]): string | undefined {
  if (others.length === 0) return undefined;
  const names = others.map((term) =>
    term.kind === 'token' ? `${term.name}:${term.value}` : `“${term.value}”`,
  );
  return `${names.join(', ')}: only the sandbox can search for that. A real server filters by to:, from:, status:, is:inbound, is:outbound, has:media, after:, before: and reference:.`;
}

function filterOf({ name, value }: TokenTerm): ListMessages | undefined {
  if (!ruleOf(name).isDocumented) return undefined;
  const word = value.toLowerCase();
  if (name === 'is')
    return word === 'optout' ? undefined : { direction: word === 'inbound' ? 'inbound' : 'outbound' };
  // An SMS holds no file, and an MMS at least one.
  if (name === 'has') return { type: 'mms' };
  return { [name]: name === 'status' ? word : value };
}

function ownFilters(others: readonly Term[]): SearchMessages {
  // The sandbox takes phrases in quotes as the box does.
  const words = others.filter(({ kind }) => kind === 'word').map(({ value }) => formatValue(value));
  const tokens = others.map((term) => (term.kind === 'token' ? ownFilter(term) : {}));
  return Object.assign(words.length > 0 ? { words: words.join(' ') } : {}, ...tokens) as SearchMessages;
}

function ownFilter({ name, value }: TokenTerm): SearchMessages {
  if (name === 'encoding') return { encoding: value.toLowerCase() === 'ucs2' ? 'UCS-2' : 'GSM-7' };
  if (name === 'segments') return segmentBounds(value);
  // Only `is:optout` is left.
  return { has_opt_out: true };
}

function segmentBounds(value: string): SearchMessages {
  const [, sign = '=', digits] = SEGMENTS.exec(value) ?? [];
  const count = Number(digits);
  if (sign === '>') return { min_segments: count + 1 };
  if (sign === '>=') return { min_segments: count };
  if (sign === '<') return { max_segments: count - 1 };
  return sign === '<=' ? { max_segments: count } : { min_segments: count, max_segments: count };
}
