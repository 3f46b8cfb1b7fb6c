import { afterEach, expect, it, vi } from 'vitest';
import { callApi, sendMessage } from '../../test/api.ts';
import { createSandbox, type Sandbox } from '../create-sandbox.ts';
import { Database } from '../store/database.ts';
import { DeliveryStore } from './delivery-store.ts';

let sandbox: Sandbox | undefined;
afterEach(() => sandbox?.close());

it.each([
  ['deliveries_account', undefined],
  ['deliveries_message', 'msg_1'],
])('finds by the index %s, in its order', (index, messageId) => {
  const db = new Database('memory');
  const all = vi.spyOn(db, 'all');
  new DeliveryStore(db).list(1, { messageId, limit: 5 });
  const [[sql, ...values] = ['']] = all.mock.calls;
  const plan = db.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...values).map(({ detail }) => detail);
  expect(plan).toEqual([expect.stringContaining(index)]);
  expect(plan.filter((step) => /^SCAN |TEMP B-TREE/.test(step))).toEqual([]);
});

it('finds the deliveries about a message and about the opt-out that it brought', async () => {
  sandbox = createSandbox({ clock: 'manual', deliver: () => new Response(null, { status: 204 }) });
  await callApi(sandbox, 'POST /webhooks', { name: 'Shop', url: 'http://localhost/hooks', events: ['*'] });
  const { id, body } = await sendMessage(sandbox, { body: 'Sale! {OptOutURL}' });
  const other = await sendMessage(sandbox, { to: '+447700900124', body: `About ${id}` });
  await sandbox.clock.advance(1000);
  await sandbox.fetch(/http\S+/.exec(body ?? '')?.[0] ?? '', { method: 'POST' });
  const stop = await sandbox.reply({ from: '+447700900124', to: '+447700900999', body: 'STOP' });
  await sandbox.webhooks.settled();
  const types = (messageId: string, key = sandbox?.apiKey ?? '') =>
    sandbox
      ?.account(key)
      .webhooks.list({ messageId })
      .map(({ event_type: type }) => type);
  expect(types(id)).toEqual(['opt_out.created', 'message.delivered', 'message.sent']);
  expect(types(other.id)).toEqual(['message.delivered', 'message.sent']);
  expect(types(stop.id)?.toSorted()).toEqual(['message.received', 'opt_out.created']);
  expect(types(id, 'another')).toEqual([]);
  expect(sandbox.webhooks.list({ messageId: id, limit: 1 })).toHaveLength(1);
});

it('says since when all are kept once some are forgotten', () => {
  const db = new Database('memory');
  const store = new DeliveryStore(db);
  const add = (number: number): void => {
    const event = {
      id: `evt_${number}`,
      type: 'webhook.test',
      timestamp: '',
      data: { message: undefined, opt_out: undefined },
    } as const;
    db.write(() => {
      store.add({ number, id: `dlv_${number}`, account: 1, webhook: 'whk_1' }, event, number);
      db.run("UPDATE deliveries SET state = 'delivered', next_at = NULL WHERE number = ?", number);
    });
  };
  for (let number = 1; number <= 10_000; number++) add(number);
  expect(store.keptSince()).toBeUndefined();
  for (let number = 10_001; number <= 10_150; number++) add(number);
  expect(store.keptSince()).toBe(101);
  expect(store.list(1, { limit: 20_000 }).at(-1)?.number).toBe(101);
});
