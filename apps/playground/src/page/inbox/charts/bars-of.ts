import type { Account } from '@chatti/core/contract';
import type { MessageStats } from '@chatti/sandbox';
import { formatSearch } from '../search/parse-search.ts';
import type { TokenName } from '../search/tokens.table.ts';

/** One bar of a chart. */
export interface ChartBar {
  readonly name: string;
  readonly count: number;
  /** How long it is, from 0 to 1: the longest one is 1. */
  readonly share: number;
  /** The search that shows what it counts. */
  readonly search: string;
}

/** The statuses that messages are in, in the order of a message's life. */
export function statusBars({ by_status: counts }: MessageStats): ChartBar[] {
  const statuses = Object.entries(counts).map(([name, count]) => ({
    name,
    count,
    search: token('status', name),
  }));
  return withShares(statuses.filter(({ count }) => count > 0));
}

/** How many SMS messages take. */
export function segmentBars({ by_segments: counts }: MessageStats): ChartBar[] {
  return withShares(
    counts.map(({ segments, messages }) => ({
      name: segments === 0 ? 'MMS' : String(segments),
      count: messages,
      search: segments === 0 ? token('has', 'media') : token('segments', String(segments)),
    })),
  );
}

/** One bar of the cost: an amount as decimal text. */
export interface CostBar {
  readonly name: 'spent' | 'left';
  readonly amount: string;
  readonly share: number;
}

/** What was spent and what is left, in the currency of the account; none where nothing was spent in it. */
export function costBars(
  { cost }: Pick<MessageStats, 'cost'>,
  { balance, currency }: Pick<Account, 'balance' | 'currency'>,
): CostBar[] {
  const spent = cost.find((one) => one.currency === currency)?.amount;
  if (spent === undefined || balance === null) return [];
  // Only the length of a bar is rounded; the amounts are told as they are.
  const most = Math.max(Number(spent), Number(balance)) || 1;
  return [
    { name: 'spent', amount: spent, share: Number(spent) / most },
    { name: 'left', amount: balance, share: Math.max(0, Number(balance)) / most },
  ];
}

/** The messages over time. */
export function timeBars({ series, bucket_s: bucketS }: MessageStats): ChartBar[] {
  return withShares(
    series.map(({ at, messages }) => {
      const end = new Date(Date.parse(at) + bucketS * 1000).toISOString();
      return { name: at, count: messages, search: `${token('after', at)} ${token('before', end)}` };
    }),
  );
}

function token(name: TokenName, value: string): string {
  return formatSearch([{ kind: 'token', name, value }]);
}

function withShares(bars: readonly Omit<ChartBar, 'share'>[]): ChartBar[] {
  const most = Math.max(1, ...bars.map(({ count }) => count));
  return bars.map((bar) => ({ ...bar, share: bar.count / most }));
}
