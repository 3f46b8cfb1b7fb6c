import {
  type CompleteMessage,
  isFinal,
  MESSAGE_STATUSES,
  nextStatuses,
  PROBLEMS,
} from '@chatti/core/contract';
import { describe, expect, it } from 'vitest';
import { callApi, codeOf, ordinary, readMessage, sendMessage } from '../../test/api.ts';
import { createSandbox, type Sandbox } from '../create-sandbox.ts';
import { MAGIC_RECIPIENTS } from './magic-recipients.table.ts';

const hour = 3_600_000;

function held(latencyMs = 100): Sandbox {
  return createSandbox({ clock: 'manual', startAt: new Date('2026-11-22T12:00:00Z'), latencyMs });
}

/** The statuses that a message goes through in the next days. */
async function journeyOf(sandbox: Sandbox, first: CompleteMessage): Promise<CompleteMessage[]> {
  const seen = [first];
  for (const ms of [0, 50, 50, 50, 50, 50, 50, hour - 300, 100, 100, 47 * hour, hour, 24 * hour]) {
    await sandbox.clock.advance(ms);
    const message = await readMessage(sandbox, first.id);
    if (message.status !== seen.at(-1)?.status) seen.push(message);
  }
  return seen;
}

it('moves an ordinary message on, one latency a step, and notes the times', async () => {
  const sandbox = held();
  const { id } = await sendMessage(sandbox);
  await sandbox.clock.advance(99);
  expect(await readMessage(sandbox, id)).toMatchObject({
    status: 'queued',
    updated_at: '2026-11-22T12:00:00.000Z',
  });
  await sandbox.clock.advance(1);
  expect(await readMessage(sandbox, id)).toMatchObject({
    status: 'sent',
    sent_at: '2026-11-22T12:00:00.100Z',
  });
  await sandbox.clock.advance(100);
  expect(await readMessage(sandbox, id)).toMatchObject({
    status: 'delivered',
    sent_at: '2026-11-22T12:00:00.100Z',
    delivered_at: '2026-11-22T12:00:00.200Z',
    updated_at: '2026-11-22T12:00:00.200Z',
  });
});

it('moves more messages than it takes at once in one advance', async () => {
  const sandbox = held();
  for (let sent = 0; sent < 230; sent++) await sendMessage(sandbox);
  await sandbox.clock.advance(200);
  expect((await callApi(sandbox, 'GET /messages?status=delivered')).body).toMatchObject({ total: 230 });
});

it('comes to the same whether or not somebody hears of it', async () => {
  const run = async (isHeard: boolean): Promise<unknown> => {
    const deliver = () => Promise.resolve(new Response());
    const sandbox = createSandbox({
      clock: 'manual',
      startAt: new Date(0),
      seed: 'same',
      latencyMs: 100,
      deliver,
    });
    const hook = { name: 'All', url: 'https://hooks.example/', events: ['*'] };
    if (isHeard) await callApi(sandbox, 'POST /webhooks', hook);
    for (const to of ['+447700900001', '+12025550104', '+447700900002', '+12025550110', '+12025550110'])
      await sendMessage(sandbox, { to, from: '+447700900999' });
    await sandbox.clock.advance(60);
    await sendMessage(sandbox, { scheduled_at: '1970-01-01T00:20:00Z' });
    await sandbox.clock.advance(50);
    for (let count = 0; count < 3; count++) await sendMessage(sandbox, { from: '+447700900999' });
    await sandbox.clock.advance(100);
    const soon = (await callApi(sandbox, 'GET /messages')).body;
    await sandbox.clock.advance(hour);
    return [
      soon,
      (await callApi(sandbox, 'GET /messages')).body,
      (await callApi(sandbox, 'GET /account')).body,
    ];
  };
  expect(await run(false)).toEqual(await run(true));
});

it('answers queued also where nothing takes time', async () => {
  const sandbox = held(0);
  const message = await sendMessage(sandbox);
  expect(message.status).toBe('queued');
  await sandbox.clock.advance(0);
  expect((await readMessage(sandbox, message.id)).status).toBe('delivered');
});

describe('the magic recipients', () => {
  const rows = Object.entries(MAGIC_RECIPIENTS);

  it('are all of the range that is reserved for fiction', () => {
    for (const [number] of rows) expect(number).toMatch(/^\+120255501\d\d$/);
  });

  it('reach every status of a message together', () => {
    const reached = new Set(rows.flatMap(([, { journey = [] }]) => journey));
    // Nobody sends what is received: it is what comes back.
    expect([...reached, 'received'].toSorted()).toEqual([...MESSAGE_STATUSES].toSorted());
    expect(rows.some(([, { answer }]) => answer !== undefined)).toBe(true);
  });

  it.each(rows.filter(([, { journey }]) => journey))(
    'sends %s on its documented journey',
    async (number, recipient) => {
      const sandbox = held();
      const reply = await callApi(sandbox, 'POST /messages', { ...ordinary, to: number });
      expect(reply.status).toBe(recipient.emptyReply ? 204 : 200);
      const [first] = ((await callApi(sandbox, 'GET /messages')).body as { data: CompleteMessage[] }).data;
      if (!first) throw new Error('The message was not stored.');
      const seen = await journeyOf(sandbox, first);
      expect(seen.map(({ status }) => status)).toEqual(recipient.journey);
      expect(seen.at(-1)?.error).toEqual(recipient.error ?? null);
      for (const [index, message] of seen.entries()) {
        const next = seen[index + 1];
        if (next) expect(nextStatuses(message.status)).toContain(next.status);
        expect(message.sent_at === null).toBe(
          !seen.slice(0, index + 1).some(({ status }) => status === 'sent'),
        );
      }
    },
  );

  it.each(rows.filter(([, { refusal }]) => refusal))(
    'refuses a send to %s as documented',
    async (number, { refusal }) => {
      const sandbox = held();
      const reply = await callApi(sandbox, 'POST /messages', { ...ordinary, to: number });
      if (refusal === undefined) throw new Error('The row has no refusal.');
      expect([reply.status, codeOf(reply)]).toEqual([PROBLEMS[refusal].status, refusal]);
      expect((await callApi(sandbox, 'GET /messages')).body).toMatchObject({ total: 0 });
      expect(reply.headers.has('retry-after')).toBe(
        [429, 503].includes(reply.status) || refusal === 'idempotency_key_in_use',
      );
      expect(reply.headers.has('allow')).toBe(reply.status === 405);
    },
  );

  it('name the refusal of each documented status by its first and last digit', () => {
    for (const [number, { refusal }] of rows) {
      const digits = Number(number.slice(-2));
      // 42 and 46 to 48 are second codes of a status that has its own number.
      if (refusal === undefined || [42, 46, 47, 48].includes(digits)) continue;
      const { status } = PROBLEMS[refusal];
      expect(digits).toBe(Math.floor(status / 100) * 10 + (status % 10));
    }
  });

  it('expire 48 hours after the time of sending, not of asking', async () => {
    const sandbox = held();
    const { id } = await sendMessage(sandbox, { to: '+12025550105', scheduled_at: '2026-11-22T15:00:00Z' });
    await sandbox.clock.advance(51 * hour - 1);
    expect((await readMessage(sandbox, id)).status).toBe('queued');
    await sandbox.clock.advance(1);
    expect((await readMessage(sandbox, id)).status).toBe('expired');
  });

  it('write back to a number, and not to a sender ID', async () => {
    const sandbox = held();
    await sendMessage(sandbox, { to: '+12025550109', from: 'Acme' });
    const asked = await sendMessage(sandbox, { to: '+12025550109', from: '+447700900999' });
    await sandbox.clock.advance(200);
    const { body } = await callApi(sandbox, 'GET /messages?direction=inbound');
    expect(body).toMatchObject({
      total: 1,
      data: [{ body: 'Thanks!', in_reply_to: asked.id, to: '+447700900999' }],
    });
  });

  it('opt out by themselves', async () => {
    const sandbox = held();
    await sendMessage(sandbox, { to: '+12025550110', from: '+447700900999' });
    await sandbox.clock.advance(200);
    const reply = await callApi(sandbox, 'POST /messages', { ...ordinary, to: '+12025550110' });
    expect(codeOf(reply)).toBe('recipient_opted_out');
  });
});

describe('cancelling', () => {
  it('cancels what is scheduled, and says the same again', async () => {
    const sandbox = held();
    const { id } = await sendMessage(sandbox, { scheduled_at: 'tomorrow' });
    const first = await callApi(sandbox, `POST /messages/${id}/cancel`);
    expect(first.body).toMatchObject({ status: 'cancelled' });
    await sandbox.clock.advance(48 * hour);
    const again = await callApi(sandbox, `POST /messages/${id}/cancel`);
    expect([again.status, again.body]).toEqual([200, first.body]);
  });

  it.each(['queued', 'sent', 'delivered'])('refuses what is %s', async (status) => {
    const sandbox = held();
    const { id } = await sendMessage(sandbox);
    await sandbox.clock.advance({ queued: 0, sent: 100, delivered: 200 }[status] ?? 0);
    expect((await readMessage(sandbox, id)).status).toBe(status);
    const reply = await callApi(sandbox, `POST /messages/${id}/cancel`);
    expect([reply.status, codeOf(reply)]).toEqual([400, 'not_cancellable']);
  });
});

it('leaves every final status as it is', async () => {
  const sandbox = held();
  const { id } = await sendMessage(sandbox);
  await sandbox.clock.advance(72 * hour);
  const message = await readMessage(sandbox, id);
  expect(isFinal(message.status)).toBe(true);
  await callApi(sandbox, 'POST /opt-outs', { number: ordinary.to });
  expect(await readMessage(sandbox, id)).toEqual(message);
});
