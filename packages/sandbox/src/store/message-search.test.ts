import { expect, it, vi } from 'vitest';
import { Database } from './database.ts';
import { type MessageFilter, MessageSearch } from './message-search.ts';

const filters: readonly (readonly [index: string, filter: MessageFilter])[] = [
  ['messages_reference', { reference: 'order-1', to: '+447700900123' }],
  ['messages_recipient', { to: '+447700900123', direction: 'outbound' }],
  ['messages_sender', { from: 'Acme', type: 'sms' }],
  ['progress_status', { status: 'sent', type: 'sms' }],
  ['messages_kind', { direction: 'inbound', type: 'sms' }],
  ['messages_kind', { direction: 'outbound' }],
  ['messages_kind', { type: 'mms' }],
];

it.each(filters)('finds by the index %s, in its order: %j', (index, filter) => {
  const db = new Database('memory');
  const search = new MessageSearch(db, { account: 1, filter, from: 0, until: 10 });
  const all = vi.spyOn(db, 'all');
  search.slice(0, 5);
  const [[sql, ...values] = ['']] = all.mock.calls;
  const plan = db.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...values).map(({ detail }) => detail);
  expect(plan.filter((step) => step.includes(index)).length).toBeGreaterThan(0);
  expect(plan.filter((step) => /^SCAN |TEMP B-TREE/.test(step))).toEqual([]);
});
