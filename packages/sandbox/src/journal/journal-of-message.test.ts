import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callApi, ordinary, sendMessage } from '../../test/api.ts';
import { createSandbox, type Sandbox } from '../create-sandbox.ts';

const startAt = new Date('2026-01-01T00:00:00Z');

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox({ clock: 'manual', startAt });
});
afterEach(() => sandbox.close());

/** The numbers of the requests about a message, oldest first. */
const about = (messageId: string, query: object = {}): number[] =>
  sandbox.journal
    .list({ messageId, limit: 1000, ...query })
    .map(({ number }) => number)
    .toReversed();

/** Sends, whatever becomes of the reply. */
const send = (headers: Record<string, string> = {}, fields: object = {}): Promise<unknown> =>
  callApi(sandbox, 'POST /messages', { ...ordinary, ...fields }, { headers }).catch(() => undefined);

/** The ids of all messages, oldest first. */
async function ids(): Promise<string[]> {
  const { data } = await sandbox.messages.list({ per_page: 1000 });
  return data.map(({ id }) => id).toReversed();
}

describe('the requests about a message', () => {
  it('are those that made, read and cancelled it, also where they were refused', async () => {
    const other = await sendMessage(sandbox);
    const { id } = await sendMessage(sandbox, { scheduled_at: 'tomorrow' });
    await callApi(sandbox, `GET /messages/${id}`);
    await callApi(sandbox, 'GET /messages');
    await callApi(sandbox, `POST /messages/${id}/cancel`);
    await callApi(sandbox, `POST /messages/${other.id}/cancel`);
    expect(about(id)).toEqual([2, 3, 5]);
    expect(about(other.id)).toEqual([1, 6]);
    expect(about(id, { endpoint: 'messages.get' })).toEqual([3]);
    expect(about(id, { limit: 1 })).toEqual([5]);
    expect(about('msg_0')).toEqual([]);
    expect(sandbox.journal.get(6)).toMatchObject({ status: 400, message_ids: [other.id] });
    expect(sandbox.journal.get(4)).toMatchObject({ message_ids: [] });
  });

  it('are all attempts of the calls, those as well that made nothing or another message', async () => {
    sandbox.faults.script(['429', 'reset-after-commit', 'ok']);
    for (let i = 0; i < 3; i++) await send();
    const [lost = '', second = ''] = await ids();
    expect([about(lost), about(second)]).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ]);
    const made = sandbox.journal.list().map(({ status, message_ids }) => [status, message_ids]);
    expect(made.toReversed()).toEqual([
      [429, []],
      [null, [lost]],
      [200, [second]],
    ]);
  });

  it.each(['truncate', 'html-after-commit', '503-after-commit', 'ok'])(
    'are there whatever becomes of the reply: %s',
    async (fault) => {
      sandbox.faults.next(fault);
      // To a number whose reply is empty where nothing goes wrong.
      await send({}, { to: '+12025550124' });
      const [id = ''] = await ids();
      expect(about(id)).toEqual([1]);
    },
  );

  it('are the replays of an idempotency key too, also once the first answer is not kept', async () => {
    const headers = { 'idempotency-key': 'a' };
    await send(headers);
    await send(headers);
    const [id = ''] = await ids();
    expect(about(id)).toEqual([1, 2]);
    sandbox.journal.clear();
    await send(headers);
    expect(about(id)).toEqual([3]);
    expect(sandbox.journal.get(3)?.message_ids).toEqual([id]);
  });

  it('are the batch for each of its messages, however long its reply', async () => {
    const messages = Array.from({ length: 400 }, (_, index) => ({
      ...ordinary,
      ...(index === 7 ? { to: 'nobody' } : {}),
    }));
    await callApi(sandbox, 'POST /messages/batch', { messages }, { headers: { 'idempotency-key': 'b' } });
    const all = await ids();
    expect(all).toHaveLength(399);
    for (const id of [all[0], all[200], all.at(-1)]) expect(about(id ?? '')).toEqual([1]);
    sandbox.journal.clear();
    await callApi(sandbox, 'POST /messages/batch', { messages }, { headers: { 'idempotency-key': 'b' } });
    expect(about(all.at(-1) ?? '')).toEqual([2]);
  });

  it('are the visits of its opt-out link', async () => {
    const { id, body } = await sendMessage(sandbox, { body: 'Sale! {OptOutURL}' });
    const link = /http\S+/.exec(body ?? '')?.[0] ?? '';
    for (const method of ['GET', 'POST', 'GET']) await sandbox.fetch(link, { method });
    await sandbox.fetch(`${link}x`);
    expect(about(id)).toEqual([1, 2, 3, 4]);
  });

  it('are found among as many as are kept, and forgotten with them', async () => {
    const first = await sendMessage(sandbox);
    await sandbox.clock.advance(1000);
    const { id } = await sendMessage(sandbox);
    for (let i = 0; i < 998; i++) await callApi(sandbox, 'GET /account');
    expect([about(first.id), about(id), sandbox.journal.keptSince()]).toEqual([[1], [2], undefined]);
    await callApi(sandbox, 'GET /account');
    expect([about(first.id), about(id), sandbox.journal.keptSince()]).toEqual([[], [2], startAt]);
  });
});

describe('since when all are kept', () => {
  it('is nothing to speak of until some are forgotten', async () => {
    expect(sandbox.journal.keptSince()).toBeUndefined();
    sandbox.journal.clear();
    expect(sandbox.journal.keptSince()).toBeUndefined();
    await sendMessage(sandbox);
    await sandbox.clock.advance(5000);
    sandbox.journal.clear();
    expect(sandbox.journal.keptSince()).toEqual(startAt);
    await sandbox.reset();
    expect(sandbox.journal.keptSince()).toBeUndefined();
  });

  it('is the start of a sandbox that finds messages in its file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'chatti-journal-'));
    const open = () =>
      createSandbox({ clock: 'manual', startAt, storage: { file: join(folder, 'a.sqlite') } });
    try {
      for (const expected of [undefined, startAt]) {
        await using stored = open();
        expect(stored.journal.keptSince()).toEqual(expected);
        await sendMessage(stored);
        expect(stored.journal.list()).toHaveLength(1);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('is the time of what was restored, since others may have been asked for it', async () => {
    await sendMessage(sandbox);
    await sandbox.clock.advance(5000);
    const snapshot = sandbox.snapshot();
    await using other = createSandbox({ clock: 'manual', startAt });
    await other.restore(snapshot);
    expect(other.journal.keptSince()).toEqual(new Date(snapshot.now));
  });
});
