import { MESSAGE_STATUSES, type MessageStatus, type Parsed } from '@chatti/core/contract';
import { formatTimestamp } from '@chatti/core/rules';
import type { Call } from '../call.ts';
import type { CountMessages, MessageStats } from '../control/message-fields.ts';
import { CURRENCY } from '../messages/tariff.table.ts';
import { formatMoney } from '../money.ts';
import type { Platform } from '../platform.ts';
import { placesPerAccount } from '../store/message-store.ts';

/** Statuses in which a message that never left gets its price back. */
const ended = "('failed', 'cancelled', 'expired')";

/** Counts the messages of an account. */
export async function countMessages(
  platform: Platform,
  { account: { number }, now }: Call,
  { bucket_s: bucketS = 60, buckets = 60 }: Parsed<CountMessages>,
): Promise<MessageStats> {
  const { messageIndex, optOutStore } = platform;
  const total = await messageIndex.ready(number);
  const alike = [...messageIndex.alike(number)];
  const sum = (fits: (each: (typeof alike)[number]) => boolean): number =>
    alike.filter(fits).reduce((all, { count }) => all + count, 0);
  const segments = [...new Set(alike.map((each) => each.segments))].toSorted((one, other) => one - other);
  const charged = new Map<number, number>();
  for (const each of alike) charged.set(each.segments, (charged.get(each.segments) ?? 0) + each.price);
  const back = givenBack(platform, number);
  const costOf = (which: number[]): MessageStats['cost'] => {
    const amount = which.reduce((all, each) => all + (charged.get(each) ?? 0) - (back.get(each) ?? 0), 0);
    return [{ currency: CURRENCY, amount: formatMoney(amount) }];
  };
  return {
    total,
    by_status: byStatus(platform, number),
    by_direction: {
      inbound: sum(({ direction }) => direction === 'inbound'),
      outbound: sum(({ direction }) => direction === 'outbound'),
    },
    by_type: { sms: sum(({ type }) => type === 'sms'), mms: sum(({ type }) => type === 'mms') },
    by_segments: segments.map((each) => ({
      segments: each,
      messages: sum((one) => one.segments === each),
      cost: costOf([each]),
    })),
    cost: costOf(segments),
    opt_outs: optOutStore.listing(number, { after: undefined, before: undefined }).count(),
    bucket_s: bucketS,
    series: series(platform, number, { now: now.getTime(), bucketMs: bucketS * 1000, buckets }),
  };
}

function byStatus({ db }: Platform, account: number): Record<MessageStatus, number> {
  const sql = 'SELECT status, count(*) AS total FROM progress WHERE owner = ? GROUP BY status';
  const rows = db.all<{ status: MessageStatus; total: number }>(sql, account);
  const found = new Map(rows.map(({ status, total }) => [status, total]));
  // One number for each of them.
  return Object.fromEntries(MESSAGE_STATUSES.map((status) => [status, found.get(status) ?? 0])) as Record<
    MessageStatus,
    number
  >;
}

/** What those cost that never left, by segments, in ten-thousandths. */
function givenBack({ db }: Platform, account: number): Map<number, number> {
  const sql = `SELECT segments, total(price) AS price FROM progress CROSS JOIN temp.found AS found USING (place)
    WHERE owner = ? AND status IN ${ended} AND sent_at IS NULL AND place <= ? GROUP BY segments`;
  const rows = db.all<{ segments: number; price: number }>(sql, account, (account + 1) * placesPerAccount);
  return new Map(rows.map(({ segments, price }) => [segments, price]));
}

/** How many messages were made in each part of the latest time. */
function series(
  { messages }: Platform,
  account: number,
  { now, bucketMs, buckets }: { now: number; bucketMs: number; buckets: number },
): MessageStats['series'] {
  const last = Math.floor(now / bucketMs) * bucketMs;
  const starts = Array.from({ length: buckets }, (_, index) => last - (buckets - 1 - index) * bucketMs);
  const older = [...starts, last + bucketMs].map((time) => messages.olderThan(account, time));
  return starts.map((start, index) => ({
    at: formatTimestamp(new Date(start)),
    messages: (older[index + 1] ?? 0) - (older[index] ?? 0),
  }));
}
