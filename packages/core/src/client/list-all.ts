import type { Schema } from '../contract/endpoint.ts';
import { ConfigurationError } from '../errors/configuration-error.ts';
import { ReplyError } from '../errors/reply-error.ts';
import { type ListedPage, neighbour, type PageSource, queryOf, readPage } from './listed-page.ts';
import type { CallOptions } from './options.ts';
import { responseOf } from './response-of.ts';
import type { Asked } from './run-call.ts';
import { hasField } from './task.ts';

/** The options of a walk over a list. */
export interface ListAllOptions extends CallOptions {
  /** The most items to read: a whole number from 1. Default: all. */
  readonly limit?: number | undefined;
}

/** What a list can be walked with. */
export interface ListAll<Input, Item> {
  /**
   * Walk over every item of the list, newest first, page by page; the next page is fetched while you work on this
   * one. What arrives meanwhile does not come up, and nothing comes up twice. What is deleted meanwhile can make the
   * walk miss an item, since pages go by number. Leaving the loop ends the walk.
   *
   * @throws As `list`, at the page that fails.
   * @example
   * ```ts
   * for await (const item of chatti.messages.listAll({ status: 'failed' }, { limit: 500 })) console.log(item.id);
   * ```
   */
  listAll(input?: Input, options?: ListAllOptions): AsyncIterable<Item>;
}

/** How many items are remembered, so that none comes twice: far more than can drift over a page's edge. */
const remembered = 20_000;

/** A list, and the schema of its input. */
export interface ListSource extends PageSource {
  readonly input: Schema;
}

/** Walks over a list. */
export async function* listAll(
  source: ListSource,
  input: object | undefined,
  { limit = Infinity, ...options }: ListAllOptions = {},
): AsyncGenerator<unknown, void, undefined> {
  if (limit !== Infinity && !(Number.isInteger(limit) && limit >= 1)) {
    throw new ConfigurationError('limit', 'is not a whole number from 1');
  }
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  const walk: Walk = {
    source,
    call: { input, options: { ...options, signal } },
    visited: new Set(),
    pin: undefined,
  };
  const seen = new Set<string>();
  let left = limit;
  let coming: Promise<ListedPage<unknown> | null> = readPage(source, walk.call);
  try {
    for (let page = await coming; page !== null; page = await coming) {
      const fresh = page.data.filter((item) => isNew(seen, item)).slice(0, left);
      left -= fresh.length;
      coming = left > 0 ? pageAfter(walk, page) : Promise.resolve(null);
      // Its failure is told when the walk gets there, or not at all if it never does.
      coming.catch(() => undefined);
      yield* fresh;
    }
  } finally {
    stop.abort();
  }
}

interface Walk {
  readonly source: ListSource;
  readonly call: Asked;
  /** The queries that were read: a page that leads back would make a walk without end. */
  readonly visited: Set<string>;
  /** `before` of all further pages. */
  pin: string | undefined;
}

async function pageAfter(walk: Walk, page: ListedPage<unknown>): Promise<ListedPage<unknown> | null> {
  if (page.next_page_url === null) return null;
  const { source, call, visited } = walk;
  walk.pin ??= justAfter(page.data[0]);
  const query = pinned(queryOf(page.next_page_url), source, walk.pin);
  if (visited.has(query)) {
    const reply = responseOf(page);
    const facts = { outcome: 'unknown', status: reply?.status ?? 200, requestId: reply?.requestId } as const;
    throw new ReplyError('the pages of the list lead in a circle', facts);
  }
  visited.add(query);
  const next = neighbour(source, call.input, query);
  return readPage(next.source, { ...call, input: next.input });
}

/** Page numbers drift while items arrive, unless the later pages look at the same span of time as the first. */
function pinned(query: string, { input }: ListSource, pin: string | undefined): string {
  const fields = new URLSearchParams(query);
  if (pin === undefined || fields.has('before') || !hasField(input, 'before')) return query;
  return `${query === '' ? '?' : `${query}&`}before=${encodeURIComponent(pin)}`;
}

/**
 * The full second after an item was created, by the server's own clock: `before` is exclusive, and some servers
 * keep whole seconds. Undefined where the item does not say.
 */
function justAfter(item: unknown): string | undefined {
  const { created_at: createdAt } = (item ?? {}) as { created_at?: unknown };
  const created = typeof createdAt === 'string' ? Date.parse(createdAt) : NaN;
  return Number.isNaN(created) ? undefined : new Date((Math.floor(created / 1000) + 1) * 1000).toISOString();
}

/** Whether an item was not seen in this walk; items without an `id` are told apart by all they hold. */
function isNew(seen: Set<string>, item: unknown): boolean {
  const { id } = (item ?? {}) as { id?: unknown };
  const name = typeof id === 'string' ? id : JSON.stringify(item);
  if (seen.has(name)) return false;
  seen.add(name);
  if (seen.size > remembered) for (const oldest of seen) return seen.delete(oldest);
  return true;
}
