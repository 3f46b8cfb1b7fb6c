import * as v from 'valibot';
import type { Gives, May, Schema, Whole } from './endpoint.ts';
import { count, whole, optional, orNull, timeIn, words } from './fields.ts';

/** The most items of one page. Source: Chatti's published document. */
export const MAX_PER_PAGE = 1000;

/** The items of a page where `per_page` is not given. Source: Chatti's published document. */
export const DEFAULT_PER_PAGE = 50;

/** The fields that every list takes; spread them into a list's own. */
export const pageQueryFields = {
  /** The page, from 1. Default 1. */
  page: optional(count(1, Number.MAX_SAFE_INTEGER)),
  /** Items a page, 1 to 1000. Default 50. */
  per_page: optional(count(1, MAX_PER_PAGE)),
  /** Only items created at or after this time. */
  after: optional(timeIn()),
  /** Only items created before this time. */
  before: optional(timeIn()),
};

/** What every list takes. */
export interface PageQuery extends May<typeof pageQueryFields> {}

const pageFields = {
  /** How many items there are in the whole set. */
  total: whole(),
  /** How many items this page holds. */
  item_count: whole(),
  /** The number of this page, from 1. */
  current_page: whole(),
  /** How many items a page holds at most. */
  per_page: whole(),
  /** The 1-based number, in the whole set, of the first item of this page; null on an empty page. */
  first_item: orNull(whole()),
  /** The 1-based number, in the whole set, of the last item of this page; null on an empty page. */
  last_item: orNull(whole()),
  /** The page before, with all filters; null on the first. */
  prev_page_url: orNull(words()),
  /** The page after, with all filters; null on the last. */
  next_page_url: orNull(words()),
};

/** One page of a list: Chatti's documented envelope. */
export interface Page<T> extends Whole<typeof pageFields> {
  /** The items, newest first. */
  data: T[];
}

/** The schema of a page; `item` is the schema of what it lists. */
export interface PageSchema<T, Complete> extends Schema<Page<Complete>, Page<T>> {
  readonly item: Gives<T, Complete>;
}

/** The envelope around a kind of item. */
export function pageOf<T, Complete>(item: Gives<T, Complete>): PageSchema<T, Complete> {
  const envelope = v.looseObject({ ...pageFields, data: v.array(item) });
  return Object.assign(envelope, { item });
}

/** Whether a schema is that of a page. */
export function isPageSchema(schema: Schema): schema is PageSchema<unknown, unknown> {
  return 'item' in schema && 'entries' in schema;
}
