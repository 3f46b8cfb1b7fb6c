import { expect, it } from 'vitest';
import { callApi, ordinary, sendMessage } from '../test/api.ts';
import { createSandbox, type Sandbox } from './create-sandbox.ts';
import { InboxTimeoutError } from './inbox-condition.ts';

function held(): Sandbox {
  return createSandbox({ clock: 'manual', startAt: new Date('2026-11-22T12:00:00Z') });
}

async function failure(promise: Promise<unknown>): Promise<InboxTimeoutError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof InboxTimeoutError)) throw new Error('It did not time out.');
  return error;
}

it('shows what went out, the newest first', async () => {
  const sandbox = held();
  await sendMessage(sandbox, { body: 'one' });
  await sendMessage(sandbox, { body: 'two', to: '+447700900111' });
  await sandbox.reply({ from: ordinary.to, to: '+447700900999', body: 'inbound' });
  expect(sandbox.inbox.list().map(({ body }) => body)).toEqual(['two', 'one']);
  expect(sandbox.inbox.latest()?.body).toBe('two');
  expect(sandbox.inbox.latest({ to: '44 7700 900123' })?.body).toBe('one');
  expect(sandbox.inbox.latest({ body: 'none' })).toBeUndefined();
});

it('finds by text, by expression (also a global one), by reference and by status', async () => {
  const sandbox = held();
  await sendMessage(sandbox, { body: 'Your code is 1234.', reference: 'r1' });
  const code = /\d{4}/g;
  expect(sandbox.inbox.list({ body: code })).toHaveLength(1);
  expect(sandbox.inbox.list({ body: code })).toHaveLength(1);
  expect(
    sandbox.inbox.list({ body: 'code is', reference: 'r1', from: 'Acme Shoes', status: 'queued' }),
  ).toHaveLength(1);
  expect(sandbox.inbox.list({ status: 'sent' })).toHaveLength(0);
});

it('shows a scheduled message from its time on, and one that never left not at all', async () => {
  const sandbox = held();
  const { id } = await sendMessage(sandbox, { scheduled_at: 'tomorrow', body: 'cancelled' });
  await sendMessage(sandbox, { scheduled_at: 'tomorrow', body: 'later' });
  await sendMessage(sandbox, { to: '+447700900111', scheduled_at: 'tomorrow', body: 'opted out' });
  await callApi(sandbox, `POST /messages/${id}/cancel`);
  await callApi(sandbox, 'POST /opt-outs', { number: '+447700900111' });
  expect(sandbox.inbox.list()).toEqual([]);
  await sandbox.clock.advance(24 * 3_600_000);
  expect(sandbox.inbox.list().map(({ body }) => body)).toEqual(['later']);
});

it('forgets at clear what went out, and not what goes out later', async () => {
  const sandbox = held();
  await sendMessage(sandbox, { body: 'before' });
  await sendMessage(sandbox, { scheduled_at: 'tomorrow', body: 'later' });
  sandbox.inbox.clear();
  expect(sandbox.inbox.list()).toEqual([]);
  await sendMessage(sandbox, { body: 'after' });
  await sandbox.clock.advance(24 * 3_600_000);
  expect(sandbox.inbox.list().map(({ body }) => body)).toEqual(['after', 'later']);
  expect((await callApi(sandbox, 'GET /messages')).body).toMatchObject({ total: 3 });
});

it('reads more messages than it takes at a time', async () => {
  const sandbox = held();
  await callApi(sandbox, 'POST /messages/batch', { messages: Array(450).fill(ordinary) });
  expect(sandbox.inbox.list()).toHaveLength(450);
});

it('keeps accounts apart', async () => {
  const sandbox = held();
  await sendMessage(sandbox, {}, { key: 'other' });
  expect(sandbox.inbox.latest()).toBeUndefined();
  expect(sandbox.account('other').inbox.latest()?.body).toBe(ordinary.body);
});

it('waits until a message fits, and takes one that is there already', async () => {
  const sandbox = held();
  const waiting = sandbox.inbox.wait({ to: ordinary.to, body: /code/ });
  await sendMessage(sandbox, { body: 'No.' });
  await sendMessage(sandbox, { body: 'code 1' });
  expect((await waiting).body).toBe('code 1');
  expect((await sandbox.inbox.wait({ body: 'code' })).body).toBe('code 1');
});

it('waits for a status, and for a scheduled message', async () => {
  const sandbox = held();
  await sendMessage(sandbox, { scheduled_at: 'tomorrow' });
  const gone = sandbox.inbox.wait();
  const delivered = sandbox.inbox.wait({ status: 'delivered' });
  await sandbox.clock.advance(24 * 3_600_000);
  expect((await gone).body).toBe(ordinary.body);
  await sandbox.clock.advance(1000);
  expect((await delivered).status).toBe('delivered');
});

it('says at the end of its patience what came close, and which condition failed', async () => {
  const sandbox = held();
  await sendMessage(sandbox, { body: 'other', to: '+447700900111' });
  const { id } = await sendMessage(sandbox, { body: 'Your code' });
  const error = await failure(
    sandbox.inbox.wait({ to: ordinary.to, body: /code \d/, status: 'delivered', timeoutMs: 5 }),
  );
  expect(error.near.map(({ failed }) => failed)).toEqual([
    ['body', 'status'],
    ['to', 'body', 'status'],
  ]);
  expect(error.message).toBe(
    `No message fitted within 5 ms. 2 messages are there; the closest, ${id}, fits to but fails body and status (it is queued).`,
  );
});

it('says that nothing is there at all', async () => {
  const error = await failure(held().inbox.wait({ to: ordinary.to, timeoutMs: 1 }));
  expect(error.message).toBe('No message fitted within 1 ms. The inbox is empty.');
  expect(error.message).not.toContain(ordinary.to);
});
