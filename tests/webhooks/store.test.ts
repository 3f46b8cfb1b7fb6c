import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { memoryStore, receiveWebhook, signWebhook, type WebhookStore } from '@chatti/core/webhooks';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { documentedStore } from './documented-store.ts';
import { RedisInMemory } from './redis-in-memory.ts';

const folder = mkdtempSync(join(tmpdir(), 'chatti-store-'));
const databases: DatabaseSync[] = [];

function openDatabase(file: string): (sql: string, values: SQLInputValue[]) => Promise<unknown[]> {
  const database = new DatabaseSync(join(folder, file));
  databases.push(database);
  database.exec(
    'create table if not exists chatti_deliveries (id text primary key, lease_until bigint not null, done_at bigint)',
  );
  // SQLite takes $1 for a name.
  return async (sql, values) =>
    database.prepare(sql).all(Object.fromEntries(values.map((value, index) => [`$${index + 1}`, value])));
}

let files = 0;
const sqlStore = await documentedStore('sqlStore', 'query');
const redisStore = await documentedStore('redisStore', 'redis');

/** Two processes with one store between them; a store in memory has only one. */
const stores: readonly [string, () => [WebhookStore, WebhookStore]][] = [
  [
    'the store in memory',
    () => {
      const store = memoryStore();
      return [store, store];
    },
  ],
  [
    'the documented store in SQL',
    () => {
      const file = `${files++}.sqlite`;
      return [sqlStore(openDatabase(file)), sqlStore(openDatabase(file))];
    },
  ],
  [
    'the documented store in Redis',
    () => {
      const redis = new RedisInMemory();
      return [redisStore(redis), redisStore(redis)];
    },
  ],
];

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-01-31T12:00:00Z'), toFake: ['Date'] });
});

afterEach(() => {
  vi.useRealTimers();
});

afterAll(() => {
  for (const database of databases) database.close();
  rmSync(folder, { recursive: true });
});

function pass(ms: number): void {
  vi.setSystemTime(Date.now() + ms);
}

describe.each(stores)('%s', (_, open) => {
  let here: WebhookStore;
  let there: WebhookStore;

  beforeEach(() => {
    [here, there] = open();
  });

  it('gives a delivery to one of many who ask at once', async () => {
    const claims = await Promise.all(
      Array.from({ length: 40 }, (__, index) => (index % 2 === 0 ? here : there).claim('a', 1000)),
    );
    expect(claims.toSorted()).toEqual(['new', ...Array.from({ length: 39 }, () => 'running')]);
  });

  it('keeps what is done, whoever releases it', async () => {
    await here.claim('a', 1000);
    await here.done('a');
    await there.release('a');
    expect([await here.claim('a', 1000), await there.claim('a', 1000)]).toEqual(['done', 'done']);
    pass(4 * 86_400_000 - 1);
    expect(await there.claim('a', 1000)).toBe('done');
  });

  it('gives a released delivery again', async () => {
    await here.claim('a', 1000);
    await here.release('a');
    expect([await there.claim('a', 1000), await here.claim('a', 1000)]).toEqual(['new', 'running']);
  });

  it('gives a delivery again when its lease has passed, and once', async () => {
    await here.claim('a', 1000);
    pass(999);
    expect(await there.claim('a', 1000)).toBe('running');
    pass(1);
    expect([await there.claim('a', 1000), await here.claim('a', 1000)]).toEqual(['new', 'running']);
  });

  it('keeps deliveries apart', async () => {
    await here.claim('a', 1000);
    expect(await here.claim('b', 1000)).toBe('new');
    await here.done('a');
    expect(await there.claim('b', 1000)).toBe('running');
  });

  it('lets a delivery that comes to two processes at once be handled in one', async () => {
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    const rawBody = '{"id":"evt_1","type":"webhook.test"}';
    const headers = await signWebhook({ id: 'a', timestamp: new Date(), body: rawBody, secret });
    let finish = (): void => {};
    const handle = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)));
    const both = [here, there].map((store) =>
      receiveWebhook({ rawBody, headers, secrets: secret, store, handle }),
    );
    const first = await Promise.race(both);
    expect(first).toMatchObject({ status: 503, outcome: 'running' });
    finish();
    expect((await Promise.all(both)).map(({ outcome }) => outcome).toSorted()).toEqual([
      'handled',
      'running',
    ]);
    expect(handle).toHaveBeenCalledTimes(1);
  });
});
