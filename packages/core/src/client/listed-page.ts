import type { Page } from '../contract/page.ts';
import type { Asked } from './run-call.ts';
import { runCall } from './run-call.ts';
import type { Settings } from './settings.ts';
import type { Task } from './task.ts';

/** One page of a list: the documented keys, and the way to its neighbours. */
export interface ListedPage<T> extends Page<T> {
  /** Whether the server names a page after this one. */
  readonly hasNext: boolean;
  /** Reads the page after this one; null on the last. */
  next(): Promise<ListedPage<T> | null>;
  /** Reads the page before this one; null on the first. */
  prev(): Promise<ListedPage<T> | null>;
}

/** A list and the client that reads it. */
export interface PageSource {
  readonly task: Task;
  readonly settings: Settings;
  /** The list as it was first asked for, where this is one of its further pages. */
  readonly origin?: { readonly task: Task; readonly input: unknown };
}

/** Reads one page. */
export async function readPage(source: PageSource, asked: Asked): Promise<ListedPage<unknown>> {
  // The task's row is a list, and its reply was read as a page.
  const page = (await runCall(source.task, source.settings, asked)) as Page<unknown>;
  const go = async (url: string | null): Promise<ListedPage<unknown> | null> => {
    if (url === null) return null;
    const { source: next, input } = neighbour(source, asked.input, url);
    return readPage(next, { ...asked, input });
  };
  // Not enumerable, so that a page prints and compares as what the server sent.
  return Object.defineProperties(page, {
    hasNext: { get: () => page.next_page_url !== null },
    next: { value: () => go(page.next_page_url) },
    prev: { value: () => go(page.prev_page_url) },
  }) as ListedPage<unknown>;
}

/** A page that a URL leads to: the list, and the input as its query has it. */
interface Neighbour {
  readonly source: PageSource;
  readonly input: unknown;
}

/**
 * The list that a page URL leads to. Only its query is used, on the client's own base URL and the row's own path:
 * another host would be sent the key.
 */
export function neighbour(source: PageSource, input: unknown, url: string): Neighbour {
  const origin = source.origin ?? { task: source.task, input };
  const { task } = origin;
  const fields = queryFields(url);
  const neighbouring: Task = {
    ...task,
    // The server's own query is not checked: it may hold what this contract does not know.
    check: (given, reference) => (given === fields ? given : task.check(given, reference)),
    // A plugin that changes the input decides what is asked.
    encode: (given, reference) =>
      given === fields
        ? { ...task.encode(origin.input ?? {}, reference), query: queryOf(url) }
        : task.encode(given, reference),
  };
  return { source: { ...source, task: neighbouring, origin }, input: fields };
}

/** The query of a URL, with its question mark. */
export function queryOf(url: string): string {
  const [address = ''] = url.split('#');
  const at = address.indexOf('?');
  return at === -1 ? '' : address.slice(at);
}

function queryFields(url: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(queryOf(url)));
}
