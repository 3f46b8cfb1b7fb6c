import {
  type AnyEndpoint,
  DEFAULT_PER_PAGE,
  encodeRequest,
  type Page,
  type PageQuery,
  type Parsed,
} from '@chatti/core/contract';
import { formatTimestamp } from '@chatti/core/rules';
import type { Call } from './call.ts';
import { readTime } from './read-time.ts';

/** The span of time that a list asks for, in ms: `after` is in it, `before` is not. */
export interface Span {
  readonly after: number | undefined;
  readonly before: number | undefined;
}

/** A list of things, newest first. */
export interface Listing<T> {
  /** How many there are. */
  count(): number;
  /** At most `limit` of them, after the `offset` newest. */
  slice(offset: number, limit: number): T[];
}

/** Makes one page of a list; `listing` is asked for what the span holds. */
export function makePage<T>(
  call: Call,
  query: Parsed<PageQuery>,
  { row, listing }: { row: AnyEndpoint; listing: (span: Span) => Listing<T> },
): Page<T> {
  const span = { after: readBound(call, query, 'after'), before: readBound(call, query, 'before') };
  const { page = 1, per_page: perPage = DEFAULT_PER_PAGE } = query;
  const isEmpty = span.after !== undefined && span.before !== undefined && span.after >= span.before;
  const found = isEmpty ? nothing : listing(span);
  const total = found.count();
  const offset = (page - 1) * perPage;
  const data = offset < total ? found.slice(offset, perPage) : [];
  const lastPage = Math.ceil(total / perPage);
  const link = pageLinks(call, row, { ...query, ...boundTexts(span) });
  return {
    total,
    item_count: data.length,
    current_page: page,
    per_page: perPage,
    first_item: data.length > 0 ? offset + 1 : null,
    last_item: data.length > 0 ? offset + data.length : null,
    prev_page_url: page > 1 && lastPage > 0 ? link(Math.min(page - 1, lastPage)) : null,
    next_page_url: page < lastPage ? link(page + 1) : null,
    data,
  };
}

const nothing: Listing<never> = { count: () => 0, slice: () => [] };

function readBound(call: Call, query: Parsed<PageQuery>, name: 'after' | 'before'): number | undefined {
  const text = query[name];
  return text === undefined ? undefined : readTime(name, text, call.now);
}

/** The bounds as instants: a walk through the pages must not move when `yesterday` does. */
function boundTexts(span: Span): { after?: string; before?: string } {
  const text = (time: number) => formatTimestamp(new Date(time));
  return {
    ...(span.after === undefined ? {} : { after: text(span.after) }),
    ...(span.before === undefined ? {} : { before: text(span.before) }),
  };
}

/** Makes the URLs of other pages of the same list. */
function pageLinks(call: Call, row: AnyEndpoint, query: Parsed<PageQuery>): (page: number) => string {
  return (page) => {
    const { path, query: text } = encodeRequest(row, { ...query, page });
    return `${call.root}${path}${text}`;
  };
}

/** A list that is at hand as a whole, oldest first. */
export function listingOf<T>(items: readonly T[]): Listing<T> {
  return {
    count: () => items.length,
    slice: (offset, limit) => items.toReversed().slice(offset, offset + limit),
  };
}
