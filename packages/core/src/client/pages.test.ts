import { describe, expect, it } from 'vitest';
import type { Message } from '../contract/message.ts';
import type { Plugin } from '../contract/plugin.ts';
import { bench, type Bench } from './client.test-data.ts';
import { reset, type Step } from './scripted-fetch.test-data.ts';

/** A server with messages, the newest first, whose list may grow while it is read. */
class Library {
  readonly items: { id: string; created_at: string }[];
  readonly queries: URLSearchParams[] = [];

  constructor(total: number) {
    this.items = Array.from({ length: total }, (_, index) => item(total - index));
  }

  /** Answers a list. */
  readonly answer = (query: URLSearchParams): Response => {
    this.queries.push(query);
    const size = Number(query.get('per_page') ?? 50);
    const number = Number(query.get('page') ?? 1);
    const before = Date.parse(query.get('before') ?? '2100-01-01');
    const all = this.items.filter(({ created_at: createdAt }) => Date.parse(createdAt) < before);
    const from = (number - 1) * size;
    const data = all.slice(from, from + size);
    const body = {
      total: all.length,
      item_count: data.length,
      current_page: number,
      per_page: size,
      first_item: data.length > 0 ? from + 1 : null,
      last_item: data.length > 0 ? from + data.length : null,
      prev_page_url: number > 1 ? pageUrl(query, number - 1) : null,
      next_page_url: from + size < all.length ? pageUrl(query, number + 1) : null,
      data,
    };
    return new Response(JSON.stringify(body));
  };
}

function item(number: number): { id: string; created_at: string } {
  return { id: `m_${number}`, created_at: new Date(Date.UTC(2026, 10, 1) + number * 1000).toISOString() };
}

function pageUrl(query: URLSearchParams, page: number): string {
  const next = new URLSearchParams(query);
  next.set('page', String(page));
  return `https://api.test/v1/messages?${next}`;
}

/** The first page of three messages, whatever is asked. */
const firstPage: Step = () => new Library(3).answer(new URLSearchParams('per_page=2'));

function library(total: number): Bench & { readonly made: Library } {
  const made = new Library(total);
  return { ...bench([], { fetch: async (url) => made.answer(new URL(url).searchParams) }), made };
}

async function idsOf(items: AsyncIterable<Message>): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of items) ids.push(id);
  return ids;
}

describe('one page', () => {
  it('is the documented keys, and prints as such', async () => {
    const { chatti } = library(3);
    const page = await chatti.messages.list({ per_page: 2 });
    expect(Object.keys(page)).toEqual([
      'total',
      'item_count',
      'current_page',
      'per_page',
      'first_item',
      'last_item',
      'prev_page_url',
      'next_page_url',
      'data',
    ]);
    expect(page.hasNext).toBe(true);
  });

  it('leads to its neighbours and ends at null', async () => {
    const { chatti } = library(3);
    const first = await chatti.messages.list({ per_page: 2 });
    const second = await first.next();
    expect(second?.data.map(({ id }) => id)).toEqual(['m_1']);
    expect(second?.hasNext).toBe(false);
    expect(await second?.next()).toBeNull();
    expect((await second?.prev())?.current_page).toBe(1);
    expect(await first.prev()).toBeNull();
  });

  it('leads on as far as there are pages', async () => {
    const { chatti } = library(500);
    let page = await chatti.messages.list({ per_page: 1 });
    for (let next = await page.next(); next !== null; next = await page.next()) page = next;
    expect(page.current_page).toBe(500);
  });

  it('goes where a plugin wants it, with a checked input', async () => {
    const narrow: Plugin = {
      name: 'narrow',
      wrap: (call, next) =>
        call.name === 'messages.list' ? next({ ...call.input, status: 'failed' }) : next(),
    };
    const { chatti, fetch } = bench([firstPage], { plugins: [narrow] });
    await (await chatti.messages.list()).next();
    expect(fetch.seen.map(({ url }) => new URL(url).search)).toEqual([
      '?status=failed',
      '?page=2&per_page=2&status=failed',
    ]);
  });

  it('uses of a page URL nothing but its query: host and path are the client’s own', async () => {
    const { chatti, fetch } = bench([
      () =>
        new Response(
          JSON.stringify({
            total: 2,
            item_count: 1,
            current_page: 1,
            per_page: 1,
            first_item: 1,
            last_item: 1,
            prev_page_url: null,
            next_page_url: 'http://evil.test/steal?page=2&after=a%2Bb#x',
            data: [{ id: 'm_1' }],
          }),
        ),
    ]);
    await (await chatti.messages.list({ per_page: 1 })).next();
    expect(fetch.seen.map(({ url }) => url)).toEqual([
      'https://api.test/v1/messages?per_page=1',
      'https://api.test/v1/messages?page=2&after=a%2Bb',
    ]);
  });

  it.each([
    ['no envelope', { data: [] }],
    [
      'an envelope with a text for a number',
      {
        total: '1',
        item_count: 0,
        current_page: 1,
        per_page: 1,
        first_item: null,
        last_item: null,
        prev_page_url: null,
        next_page_url: null,
        data: [],
      },
    ],
  ])('is a ReplyError with %s', async (_name, body) => {
    const { chatti, clock } = bench([() => new Response(JSON.stringify(body))]);
    expect(await clock.failureOf(chatti.messages.list())).toMatchObject({ name: 'ReplyError' });
  });
});

describe('listAll', () => {
  it('walks over every item once, in order', async () => {
    const { chatti, made } = library(25);
    expect(await idsOf(chatti.messages.listAll({ per_page: 10 }))).toEqual(made.items.map(({ id }) => id));
    expect(made.queries).toHaveLength(3);
  });

  it('of nothing is nothing', async () => {
    expect(await idsOf(library(0).chatti.messages.listAll())).toEqual([]);
  });

  it('pins the span of time, so that what arrives meanwhile moves nothing', async () => {
    const { chatti, made } = library(20);
    const ids: string[] = [];
    for await (const { id } of chatti.messages.listAll({ per_page: 5 })) {
      ids.push(id);
      made.items.unshift(item(1000 + ids.length));
    }
    expect(ids).toEqual(Array.from({ length: 20 }, (_, index) => `m_${20 - index}`));
    expect(made.queries[1]?.get('before')).toBe('2026-11-01T00:00:21.000Z');
  });

  it('keeps a `before` of the caller', async () => {
    const { chatti, made } = library(20);
    await idsOf(chatti.messages.listAll({ per_page: 5, before: '2026-11-01T00:00:11Z' }));
    expect(new Set(made.queries.map((query) => query.get('before')))).toEqual(
      new Set(['2026-11-01T00:00:11Z']),
    );
  });

  it('skips what it has seen, where items of the same second push others on', async () => {
    const { chatti, made } = library(6);
    const ids: string[] = [];
    const late = made.items[0];
    for await (const { id } of chatti.messages.listAll({ per_page: 2 })) {
      ids.push(id);
      if (ids.length === 1 && late) made.items.unshift({ ...late, id: 'm_late' });
    }
    expect(ids.filter((id) => id !== 'm_late')).toEqual(['m_6', 'm_5', 'm_4', 'm_3', 'm_2', 'm_1']);
  });

  it.each([1, 4, 5, 6, 10, 100])('stops at a limit of %i without reading on', async (limit) => {
    const { chatti, made } = library(20);
    expect(await idsOf(chatti.messages.listAll({ per_page: 5 }, { limit }))).toHaveLength(
      Math.min(limit, 20),
    );
    expect(made.queries).toHaveLength(Math.min(4, Math.ceil(limit / 5)));
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses a limit of %s', async (limit) => {
    await expect(idsOf(library(1).chatti.messages.listAll({}, { limit }))).rejects.toMatchObject({
      option: 'limit',
    });
  });

  it('reads one page ahead while the caller works, and no further', async () => {
    const { chatti, made } = library(50);
    const walk = chatti.messages.listAll({ per_page: 10 })[Symbol.asyncIterator]();
    await walk.next();
    await new Promise((resolve) => setImmediate(resolve));
    expect(made.queries).toHaveLength(2);
    for (let count = 0; count < 8; count++) await walk.next();
    expect(made.queries).toHaveLength(2);
    await walk.return?.();
  });

  it('ends the page that is on its way when the caller leaves', async () => {
    const { chatti, made } = library(50);
    for await (const { id } of chatti.messages.listAll({ per_page: 10 })) if (id === 'm_45') break;
    await new Promise((resolve) => setImmediate(resolve));
    expect(made.queries.length).toBeLessThanOrEqual(2);
  });

  it('tells the failure of a page when it gets there', async () => {
    const { chatti, clock } = bench([firstPage, reset]);
    const ids: string[] = [];
    const walk = (async () => {
      for await (const { id } of chatti.messages.listAll({ per_page: 2 })) ids.push(id);
    })();
    expect(await clock.failureOf(walk)).toMatchObject({ name: 'NetworkError' });
    expect(ids).toEqual(['m_3', 'm_2']);
  });

  it('gives up where pages lead in a circle', async () => {
    const { chatti, clock } = bench([firstPage]);
    expect(await clock.failureOf(idsOf(chatti.messages.listAll()))).toMatchObject({ name: 'ReplyError' });
  });
});
