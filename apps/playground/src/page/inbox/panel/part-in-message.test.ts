import { createSandbox } from '@chatti/sandbox';
import type { JournalEntry, Sandbox } from '@chatti/sandbox';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mayMiss, partInMessage } from './part-in-message.ts';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox({ clock: 'manual', startAt: new Date('2026-01-01T00:00:00Z') });
});
afterEach(() => sandbox.close());

const fields = { to: '+447700900123', from: 'Acme', body: 'Sale! {OptOutURL}' };

async function ask(path: string, body?: object, headers: Record<string, string> = {}): Promise<void> {
  const init = {
    method: body ? 'POST' : 'GET',
    headers: { 'x-api-key': sandbox.apiKey, 'content-type': 'application/json', ...headers },
    ...(body ? { body: JSON.stringify(body) } : {}),
  };
  // What becomes of the reply is the journal's to tell.
  await sandbox.fetch(path.startsWith('http') ? path : `${sandbox.baseUrl}${path}`, init).catch(() => {});
}

const oldest = async () => {
  const { data } = await sandbox.messages.list();
  const message = data.at(-1);
  if (!message) throw new Error('There is no message.');
  return message;
};

const entriesOf = (messageId: string): JournalEntry[] => sandbox.journal.list({ messageId }).toReversed();

describe('partInMessage', () => {
  const parts = (id: string) => entriesOf(id).map((entry) => partInMessage(entry, id)?.sentence);

  it('tells what each attempt made, whatever became of its reply', async () => {
    sandbox.faults.script(['429', 'reset-after-commit']);
    for (let i = 0; i < 3; i++) await ask('/messages', fields);
    const { id } = await oldest();
    expect(parts(id)).toEqual([
      'It made no message.',
      'It made the message, and its reply never left.',
      'It made another message:',
    ]);
    const last = entriesOf(id).at(-1);
    expect(last && partInMessage(last, id)?.other).toBe(last?.message_ids[0]);
  });

  it('tells a replay, and a reply that says something else', async () => {
    sandbox.faults.next('html-after-commit');
    for (let i = 0; i < 2; i++) await ask('/messages', fields, { 'idempotency-key': 'a' });
    expect(parts((await oldest()).id)).toEqual([
      'It made the message, and its reply did not say so.',
      'It made nothing new: its idempotency key was known, and it got the first reply again.',
    ]);
  });

  it.each([
    [1, 'It made the message.'],
    [2, 'It made the message, with one other.'],
    [5, 'It made the message, with 4 others.'],
  ])('tells of a batch of %i', async (count, sentence) => {
    await ask('/messages/batch', { messages: Array.from({ length: count }, () => fields) });
    expect(parts((await oldest()).id)).toEqual([sentence]);
  });

  it('tells of reading, cancelling and the opt-out page, and nothing where nothing came of it', async () => {
    await ask('/messages', { ...fields, scheduled_at: 'tomorrow' });
    const { id, body } = await oldest();
    const link = /http\S+/.exec(body ?? '')?.[0] ?? '';
    await ask(`/messages/${id}`);
    await ask(`/messages/${id}/cancel`, {});
    sandbox.faults.next('503');
    await ask(`/messages/${id}/cancel`, {});
    await ask(link);
    await ask(link, {});
    await ask(link);
    expect(parts(id)).toEqual([
      'It made the message.',
      'It read the message.',
      'It cancelled the message.',
      undefined,
      'The recipient looked at the opt-out page.',
      'The recipient pressed the button of the opt-out page.',
      'The opt-out link had been used before.',
    ]);
  });
});

describe('mayMiss', () => {
  const missing = async (): Promise<boolean> => {
    const message = await oldest();
    const since = sandbox.journal.keptSince()?.toISOString() ?? null;
    return mayMiss(entriesOf(message.id), message, since);
  };

  it('is true only once something that may be about the message is forgotten', async () => {
    await ask('/account');
    await ask('/messages', fields);
    expect(await missing()).toBe(false);
    sandbox.journal.clear();
    expect(await missing()).toBe(true);
    const { id } = await oldest();
    await ask(`/messages/${id}`);
    expect(await missing()).toBe(true);
  });

  it('is false for a message that is younger than what is forgotten', async () => {
    await ask('/account');
    sandbox.journal.clear();
    await sandbox.clock.advance(1);
    await sandbox.reply({ from: '+447700900123', to: '+447700900999', body: 'Hi' });
    expect(await missing()).toBe(false);
  });

  it('is false where its making is kept from the first attempt on', async () => {
    sandbox.faults.next('503');
    for (let i = 0; i < 2; i++) await ask('/messages', fields, { 'idempotency-key': 'a' });
    const message = await oldest();
    const entries = entriesOf(message.id);
    expect(mayMiss(entries, message, message.created_at)).toBe(false);
    expect(mayMiss(entries.slice(1), message, message.created_at)).toBe(true);
  });
});
