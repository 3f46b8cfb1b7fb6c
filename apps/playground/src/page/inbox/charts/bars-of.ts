import type { MessageStats } from '@chatti/sandbox';
import { formatSearch } from '../search/parse-search.ts';
import type { TokenName } from '../search/tokens.table.ts';

/** One bar of a chart. */
export interface ChartBar {
  readonly name: string;
  /** What it stands for: messages, or an amount of money. */
  readonly value: number;
  /** The value as it is told, where it is no count: only the length of a bar is rounded. */
  readonly told?: string;
  /** How long it is, from 0 to 1: the longest one is 1. */
  readonly share: number;
  /** The search that shows what it stands for. */
  readonly search: string;
}

/** One bar of a chart over time. */
export interface TimeBar {
  readonly start: Date;
  readonly end: Date;
  /** How many messages there were from its start to its end. */
  readonly value: number;
  /** The search that shows them. */
  readonly search: string;
}

/** The statuses that messages are in, in the order of a message's life. */
export function statusBars({ by_status: counts }: MessageStats): ChartBar[] {
  const statuses = Object.entries(counts).map(([name, value]) => ({
    name,
    value,
    search: token('status', name),
  }));
  return withShares(statuses.filter(({ value }) => value > 0));
}

/** How many segments the messages take. */
export function segmentBars({ by_segments: parts }: MessageStats): ChartBar[] {
  return withShares(parts.map((part) => ({ ...bySegments(part), value: part.messages })));
}

/** What the messages of each number of segments have cost, in one currency. */
export function costBars({ by_segments: parts }: MessageStats, currency: string): ChartBar[] {
  const bars = parts.map((part) => {
    const told = part.cost.find((one) => one.currency === currency)?.amount ?? '0';
    return { ...bySegments(part), value: Number(told), told };
  });
  return withShares(bars.filter(({ value }) => value > 0));
}

/** The messages over time. */
export function timeBars({ series, bucket_s: bucketS }: MessageStats): TimeBar[] {
  return series.map(({ at, messages: value }) => {
    const start = new Date(at);
    const end = new Date(start.valueOf() + bucketS * 1000);
    return { start, end, value, search: `${token('after', at)} ${token('before', end.toISOString())}` };
  });
}

function bySegments({ segments }: MessageStats['by_segments'][number]): Pick<ChartBar, 'name' | 'search'> {
  if (segments === 0) return { name: 'MMS', search: token('has', 'media') };
  return { name: String(segments), search: token('segments', String(segments)) };
}

function token(name: TokenName, value: string): string {
  return formatSearch([{ kind: 'token', name, value }]);
}

function withShares(bars: readonly Omit<ChartBar, 'share'>[]): ChartBar[] {
  const most = Math.max(...bars.map(({ value }) => value)) || 1;
  return bars.map((bar) => ({ ...bar, share: bar.value / most }));
}
