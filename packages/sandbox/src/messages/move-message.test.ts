import {
  type CompleteChattiEvent,
  type CompleteMessage,
  isFinal,
  MESSAGE_STATUSES,
  type MessageStatus,
  nextStatuses,
} from '@chatti/core/contract';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callApi, readMessage, sendMessage } from '../../test/api.ts';
import { createSandbox, type Sandbox } from '../create-sandbox.ts';
import { replayRecording } from '../recording/replay-recording.ts';

const startAt = new Date('2026-01-01T00:00:00Z');
const own = '+447700900999';

let sandbox: Sandbox;
let posted: CompleteChattiEvent[];
beforeEach(async () => {
  posted = [];
  sandbox = createSandbox({
    clock: 'manual',
    startAt,
    record: true,
    deliver: async (request) => {
      // What the sandbox posts.
      posted.push((await request.json()) as CompleteChattiEvent);
      return new Response(null, { status: 204 });
    },
  });
  await callApi(sandbox, 'POST /webhooks', { name: 'Shop', url: 'http://localhost/', events: ['*'] });
});
afterEach(() => sandbox.close());

const move = (id: string, status: MessageStatus, errorCode?: string) =>
  sandbox.messages.move({ id, status, ...(errorCode === undefined ? {} : { error_code: errorCode }) });
const balance = () => sandbox.settings.get().balance;

describe('a message that is moved', () => {
  it('has the times and events of a step that comes by itself', async () => {
    const { id } = await sendMessage(sandbox);
    await sandbox.clock.advance(100);
    expect(await move(id, 'sent')).toMatchObject({
      status: 'sent',
      sent_at: '2026-01-01T00:00:00.100Z',
      updated_at: '2026-01-01T00:00:00.100Z',
      error: null,
    });
    const last = await move(id, 'delivered');
    expect(last.delivered_at).toBe('2026-01-01T00:00:00.100Z');
    expect(await readMessage(sandbox, id)).toEqual(last);
    await sandbox.webhooks.settled();
    expect(posted.map(({ type, data }) => [type, data.message?.id])).toEqual([
      ['message.sent', id],
      ['message.delivered', id],
    ]);
    await sandbox.clock.advance(100 * 3_600_000);
    expect(await readMessage(sandbox, id)).toEqual(last);
  });

  it('goes on from there as its recipient would have it', async () => {
    const { id } = await sendMessage(sandbox, { scheduled_at: '2026-01-05T00:00:00Z' });
    await move(id, 'queued');
    await sandbox.clock.advance(500);
    expect((await readMessage(sandbox, id)).status).toBe('delivered');
    const { id: held } = await sendMessage(sandbox, { to: '+12025550105' });
    await move(held, 'sent');
    await sandbox.clock.advance(100 * 3_600_000);
    expect((await readMessage(sandbox, held)).status).toBe('sent');
  });

  it('says why it went wrong: what is usual, or what was asked for', async () => {
    const usual = async (...path: MessageStatus[]) => {
      let { id, error } = await sendMessage(sandbox);
      for (const status of path) ({ id, error } = await move(id, status));
      return error;
    };
    expect(await usual('failed')).toMatchObject({ code: 'no_route' });
    expect(await usual('sent', 'undelivered')).toMatchObject({ code: 'unknown_subscriber' });
    expect(await usual('expired')).toMatchObject({ code: 'expired' });
    const filtered = await move((await sendMessage(sandbox)).id, 'failed', 'filtered');
    expect(filtered.error).toEqual({ code: 'filtered', message: 'The network filtered the message.' });
    const own = await move((await sendMessage(sandbox)).id, 'failed', 'moon_phase');
    expect(own.error?.code).toBe('moon_phase');
  });

  it('gets its price back where it never left, and not otherwise', async () => {
    const before = balance();
    const { id } = await sendMessage(sandbox);
    await move(id, 'failed');
    expect(balance()).toBe(before);
    const { id: other, price } = await sendMessage(sandbox);
    await move(other, 'sent');
    await move(other, 'undelivered');
    expect([Number(balance()), price]).toEqual([Number(before) - 0.042, '0.0420']);
  });

  it('has its recipient answer where that is what a delivery brings about', async () => {
    const { id } = await sendMessage(sandbox, { to: '+12025550110', from: own });
    await move(id, 'sent');
    await move(id, 'delivered');
    const { body } = await callApi(sandbox, 'GET /opt-outs');
    expect(body).toMatchObject({ total: 1, data: [{ number: '+12025550110', source: 'keyword' }] });
  });

  it('cannot go where its status does not lead, and stays where it is', async () => {
    const { id } = await sendMessage(sandbox);
    await expect(move(id, 'delivered')).rejects.toThrow(
      '`status` does not follow `queued`: sent, failed, expired do.',
    );
    await expect(move(id, 'sent', 'x')).rejects.toThrow('`error_code`');
    await move(id, 'failed');
    await expect(move(id, 'sent')).rejects.toThrow('`status` does not follow `failed`: nothing does.');
    await expect(move('msg_0', 'sent')).rejects.toThrow(TypeError);
    await expect(sandbox.account('another').messages.move({ id, status: 'sent' })).rejects.toThrow(TypeError);
    expect((await readMessage(sandbox, id)).status).toBe('failed');
  });

  it('goes along the status machine of the contract and nowhere else, whoever moves it', async () => {
    const starts = fc.constantFrom({}, { scheduled_at: 'tomorrow' }, { to: '+12025550106' });
    const steps = fc.array(fc.constantFrom(...MESSAGE_STATUSES), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(starts, steps, async (start, path) => {
        let message: CompleteMessage = await sendMessage(sandbox, start);
        for (const status of path) {
          const isAllowed = nextStatuses(message.status).includes(status);
          const moved = await move(message.id, status).catch(() => undefined);
          expect(moved !== undefined).toBe(isAllowed);
          if (moved) message = moved;
          expect(await readMessage(sandbox, message.id)).toEqual(message);
        }
        expect(isFinal(message.status)).toBe(nextStatuses(message.status).length === 0);
      }),
      { seed: 119, numRuns: 60 },
    );
  });

  it('is in a recording, which is replayed without a difference', async () => {
    const { id } = await sendMessage(sandbox, { to: '+12025550111', from: own });
    await move(id, 'sent');
    await move(id, 'scheduled').catch(() => undefined);
    await sandbox.clock.next();
    const { id: other } = await sendMessage(sandbox, { scheduled_at: 'tomorrow' });
    await move(other, 'failed', 'moon_phase');
    sandbox.clock.hold();
    await sandbox.clock.advance(5000);
    await callApi(sandbox, 'GET /messages');
    await callApi(sandbox, 'GET /account');
    const recording = sandbox.recording();
    expect(await replayRecording(recording)).toEqual([]);
    const otherwise = recording.steps.filter((step) => step.do !== 'move');
    expect(await replayRecording({ ...recording, steps: otherwise })).not.toEqual([]);
  });
});
