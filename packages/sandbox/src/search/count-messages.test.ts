import { MESSAGE_STATUSES } from '@chatti/core/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callApi, sendMessage } from '../../test/api.ts';
import { createSandbox, type Sandbox } from '../create-sandbox.ts';

const own = '+447700900999';
const startAt = new Date('2026-01-01T00:00:30Z');

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox({ clock: 'manual', startAt });
});
afterEach(() => sandbox.close());

/** Statuses of messages that get their price back where they never left. */
const gone = new Set(['failed', 'cancelled', 'expired']);

describe('messages that are counted', () => {
  it('are none at first', async () => {
    const stats = await sandbox.messages.stats();
    expect(stats).toMatchObject({
      total: 0,
      by_direction: { inbound: 0, outbound: 0 },
      by_type: { sms: 0, mms: 0 },
      by_segments: [],
      cost: [{ currency: 'USD', amount: '0.0000' }],
      opt_outs: 0,
      bucket_s: 60,
    });
    expect(Object.keys(stats.by_status)).toEqual([...MESSAGE_STATUSES]);
    expect(stats.series).toHaveLength(60);
    expect(stats.series.at(-1)).toEqual({ at: '2026-01-01T00:00:00.000Z', messages: 0 });
  });

  it('are so many of each kind', async () => {
    await sendMessage(sandbox);
    await sendMessage(sandbox, { body: 'a'.repeat(400), from: own });
    await sendMessage(sandbox, { media: [{ filename: 'a.png', url: 'https://files.example/a.png' }] });
    await sendMessage(sandbox, { scheduled_at: 'tomorrow' });
    await sandbox.clock.advance(250);
    await sandbox.reply({ from: '+447700900123', to: own, body: 'STOP' });
    const stats = await sandbox.messages.stats();
    expect(stats).toMatchObject({
      total: 5,
      by_status: { sent: 3, failed: 1, received: 1, queued: 0 },
      by_direction: { inbound: 1, outbound: 4 },
      by_type: { sms: 4, mms: 1 },
      by_segments: [
        { segments: 0, messages: 1, cost: [{ currency: 'USD' }] },
        { segments: 1, messages: 3, cost: [{ currency: 'USD' }] },
        { segments: 3, messages: 1, cost: [{ currency: 'USD' }] },
      ],
      opt_outs: 1,
    });
  });

  it('have cost exactly what the account has spent, whatever becomes of them', async () => {
    const before = Number(sandbox.settings.get().balance);
    const recipients = ['+447700900123', '+12025550104', '+12025550105', '+4915112345678', '+12025550102'];
    for (const to of recipients) for (let i = 0; i < 7; i++) await sendMessage(sandbox, { to });
    for (const to of recipients) await sendMessage(sandbox, { to, body: 'a'.repeat(400) });
    const { id } = await sendMessage(sandbox, { scheduled_at: 'tomorrow' });
    for (const ms of [0, 300, 86_400_000, 0, 172_800_000]) {
      await sandbox.clock.advance(ms);
      if (ms === 0) await callApi(sandbox, `POST /messages/${id}/cancel`);
      const spent = before - Number(sandbox.settings.get().balance);
      const { cost, by_segments: parts } = await sandbox.messages.stats();
      expect(cost).toEqual([{ currency: 'USD', amount: spent.toFixed(4) }]);
      const { body } = await callApi(sandbox, 'GET /messages?per_page=100');
      // The envelope of a page.
      const { data } = body as {
        data: { segments: number; price: string; status: string; sent_at: string | null }[];
      };
      const kept = data.filter((each) => !(gone.has(each.status) && each.sent_at === null));
      for (const part of parts) {
        const prices = kept
          .filter(({ segments }) => segments === part.segments)
          .map(({ price }) => Number(price));
        const amount = prices.reduce((all, price) => all + price, 0).toFixed(4);
        expect(part.cost).toEqual([{ currency: 'USD', amount }]);
      }
    }
  });

  it('are so many in each part of the latest time', async () => {
    await sandbox.clock.advance(10 * 60_000);
    for (const wait of [60_000, 0, 90_000, 1, 3_600_000, 60_000]) {
      await sandbox.clock.advance(wait);
      await sendMessage(sandbox);
    }
    const counted = async (bucketS: number, buckets: number) => {
      const { series, bucket_s: told } = await sandbox.messages.stats({ bucket_s: bucketS, buckets });
      expect([told, series.length]).toEqual([bucketS, buckets]);
      return series;
    };
    const now = sandbox.clock.now();
    for (const [bucketS, buckets] of [
      [60, 60],
      [60, 500],
      [3600, 2],
      [1, 100],
      [86_400, 1],
    ] as const) {
      const series = await counted(bucketS, buckets);
      const { body } = await callApi(sandbox, 'GET /messages');
      // The envelope of a page.
      const made = (body as { data: { created_at: string }[] }).data.map((each) =>
        Date.parse(each.created_at),
      );
      for (const [index, { at, messages }] of series.entries()) {
        const start = Date.parse(at);
        expect(messages).toBe(made.filter((time) => time >= start && time < start + bucketS * 1000).length);
        expect(start % (bucketS * 1000)).toBe(0);
        if (index > 0) expect(start - Date.parse(series[index - 1]?.at ?? '')).toBe(bucketS * 1000);
      }
      const last = Date.parse(series.at(-1)?.at ?? '');
      expect(last <= now && now < last + bucketS * 1000).toBe(true);
    }
  });
});
