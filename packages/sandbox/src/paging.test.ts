import type { CompleteMessage, Page } from '@chatti/core/contract';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { callApi, complaintsOf, sendMessage } from '../test/api.ts';
import { createSandbox, type Sandbox } from './create-sandbox.ts';

type MessagePage = Page<CompleteMessage>;

async function list(sandbox: Sandbox, query: string): Promise<MessagePage> {
  const reply = await callApi(sandbox, `GET /messages${query}`);
  expect(reply.status).toBe(200);
  // What the sandbox answers to a list.
  return reply.body as MessagePage;
}

/** A sandbox with messages `gaps` ms apart, and the messages oldest first. */
async function filled(gaps: readonly number[]): Promise<{ sandbox: Sandbox; sent: CompleteMessage[] }> {
  const sandbox = createSandbox({
    clock: 'manual',
    startAt: new Date('2026-11-22T12:00:00Z'),
    seed: 'paging',
  });
  const sent: CompleteMessage[] = [];
  for (const [index, gap] of gaps.entries()) {
    await sandbox.clock.advance(gap);
    sent.push(await sendMessage(sandbox, { reference: `r${index % 3}` }));
  }
  return { sandbox, sent };
}

it('gives every page that a list in memory would give, with any span and filter', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(3), { maxLength: 12 }),
      fc.record({
        page: fc.integer({ min: 1, max: 5 }),
        per_page: fc.integer({ min: 1, max: 5 }),
        after: fc.option(fc.nat(20), { nil: undefined }),
        before: fc.option(fc.nat(20), { nil: undefined }),
        reference: fc.option(fc.constantFrom('r0', 'r1', 'none'), { nil: undefined }),
      }),
      async (gaps, { page, per_page, after, before, reference }) => {
        const { sandbox, sent } = await filled(gaps);
        const at = (ms: number) => new Date(Date.parse('2026-11-22T12:00:00Z') + ms).toISOString();
        const query = new URLSearchParams({ page: `${page}`, per_page: `${per_page}` });
        if (after !== undefined) query.set('after', at(after));
        if (before !== undefined) query.set('before', at(before));
        if (reference !== undefined) query.set('reference', reference);
        const wanted = sent
          .toReversed()
          .filter(
            (message) =>
              (after === undefined || message.created_at >= at(after)) &&
              (before === undefined || message.created_at < at(before)) &&
              (reference === undefined || message.reference === reference),
          );
        const items = wanted.slice((page - 1) * per_page, page * per_page);
        const found = await list(sandbox, `?${query}`);
        expect(found.data.map(({ id }) => id)).toEqual(items.map(({ id }) => id));
        expect(found).toMatchObject({
          total: wanted.length,
          item_count: items.length,
          current_page: page,
          per_page,
          first_item: items.length > 0 ? (page - 1) * per_page + 1 : null,
          last_item: items.length > 0 ? (page - 1) * per_page + items.length : null,
        });
        await sandbox.close();
      },
    ),
    { numRuns: 150, seed: 7 },
  );
});

it('has exactly the documented keys', async () => {
  const { sandbox } = await filled([]);
  expect(Object.keys(await list(sandbox, '')).toSorted()).toEqual([
    'current_page',
    'data',
    'first_item',
    'item_count',
    'last_item',
    'next_page_url',
    'per_page',
    'prev_page_url',
    'total',
  ]);
});

it('leads through all pages by its URLs, both ways', async () => {
  const { sandbox, sent } = await filled([0, 0, 0, 1, 0]);
  const seen: string[] = [];
  let page = await list(sandbox, '?per_page=2&from=Acme%20Shoes');
  for (;;) {
    seen.push(...page.data.map(({ id }) => id));
    if (page.next_page_url === null) break;
    page = await list(sandbox, new URL(page.next_page_url).search);
  }
  expect(seen).toEqual(sent.toReversed().map(({ id }) => id));
  expect(page.current_page).toBe(3);
  expect(page.prev_page_url).toBe('http://localhost/v1/messages?page=2&per_page=2&from=Acme%20Shoes');
});

it('carries instants in its URLs where words were asked for, and encodes a plus', async () => {
  const { sandbox } = await filled([0, 0]);
  const page = await list(sandbox, '?per_page=1&after=yesterday&to=%2B447700900123');
  expect(page.next_page_url).toBe(
    'http://localhost/v1/messages?per_page=1&after=2026-11-21T00%3A00%3A00.000Z&to=%2B447700900123&page=2',
  );
});

it('leads back from beyond the end to the last real page', async () => {
  const { sandbox } = await filled([0, 0, 0]);
  const page = await list(sandbox, '?per_page=2&page=9');
  expect(page).toMatchObject({ item_count: 0, data: [], next_page_url: null });
  expect(page.prev_page_url).toContain('page=2');
  expect((await list(sandbox, '?page=9&reference=none')).prev_page_url).toBeNull();
});

it('is empty where after is not before before', async () => {
  const { sandbox } = await filled([0]);
  expect(await list(sandbox, '?after=tomorrow&before=tomorrow')).toMatchObject({ total: 0, data: [] });
});

it('takes a zone whose plus arrived as a space', async () => {
  const { sandbox } = await filled([0]);
  expect((await list(sandbox, '?after=2026-11-22T12:00:00+00:00')).total).toBe(1);
  expect((await list(sandbox, '?after=2026-11-22T13:00:00+01:00')).total).toBe(1);
  expect((await list(sandbox, '?after=2026-11-22T13:00:00.001+01:00')).total).toBe(0);
});

it.each([
  ['page=0', 'page out_of_range'],
  ['page=1.5', 'page invalid_type'],
  ['per_page=1001', 'per_page out_of_range'],
  ['per_page=', 'per_page invalid_type'],
  ['after=13/01/2024', 'after invalid_timestamp'],
  ['before=2024-02-30', 'before invalid_timestamp'],
  ['after=', 'after invalid_timestamp'],
  ['status=lost', 'status invalid_type'],
  ['sort=asc', 'sort unknown_field'],
])('refuses ?%s', async (query, complaint) => {
  const { sandbox } = await filled([]);
  const reply = await callApi(sandbox, `GET /messages?${query}`);
  expect(reply.status).toBe(400);
  expect(complaintsOf(reply)).toEqual([complaint]);
});

it.each([
  'status=delivered',
  'direction=inbound',
  'type=mms',
  'to=447700900111',
  'from=Other',
  'reference=wanted',
])('finds by ?%s', async (query) => {
  const sandbox = createSandbox({ clock: 'manual' });
  await sendMessage(sandbox, { to: '+447700900111', body: 'one' });
  await sandbox.clock.advance(1000);
  await sendMessage(sandbox, { from: 'Other', body: 'two' });
  await sendMessage(sandbox, { reference: 'wanted', body: 'three' });
  await sendMessage(sandbox, { media: [{ url: 'https://a.example/b.png' }], body: 'four' });
  await sandbox.reply({ from: '+447700900124', to: '+447700900999', body: 'five' });
  const names = {
    status: 'one',
    direction: 'five',
    type: 'four',
    to: 'one',
    from: 'two',
    reference: 'three',
  };
  const { data, total } = await list(sandbox, `?${query}`);
  const [filter] = query.split('=');
  expect(data.map(({ body }) => body)).toEqual([
    Object.entries(names).find(([name]) => name === filter)?.[1],
  ]);
  expect(total).toBe(1);
});

it('pages opt-outs, senders and webhooks alike', async () => {
  const sandbox = createSandbox({ clock: 'manual', startAt: new Date('2026-11-22T12:00:00Z') });
  await callApi(sandbox, 'GET /account');
  for (const number of ['+447700900001', '+447700900002', '+447700900003']) {
    await callApi(sandbox, 'POST /opt-outs', { number });
    await callApi(sandbox, 'POST /webhooks', { name: number, url: 'http://localhost:1/', events: ['*'] });
    await sandbox.clock.advance(1000);
  }
  expect((await callApi(sandbox, 'GET /opt-outs?per_page=2')).body).toMatchObject({
    total: 3,
    data: [{ number: '+447700900003' }, { number: '+447700900002' }],
    next_page_url: 'http://localhost/v1/opt-outs?per_page=2&page=2',
  });
  expect(
    (await callApi(sandbox, 'GET /webhooks?after=2026-11-22T12:00:01Z&before=2026-11-22T12:00:02Z')).body,
  ).toMatchObject({
    total: 1,
    data: [{ name: '+447700900002' }],
  });
  expect((await callApi(sandbox, 'GET /senders?per_page=1&page=2')).body).toMatchObject({
    total: 2,
    item_count: 1,
    last_item: 2,
  });
  expect((await callApi(sandbox, 'GET /senders?before=yesterday')).body).toMatchObject({ total: 0 });
});
