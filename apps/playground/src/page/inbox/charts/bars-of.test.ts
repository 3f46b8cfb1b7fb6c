import type { MessageStats } from '@chatti/sandbox';
import { describe, expect, it } from 'vitest';
import { parseSearch } from '../search/parse-search.ts';
import { costBars, segmentBars, statusBars, timeBars } from './bars-of.ts';

// Nothing else is read.
const stats = {
  by_status: { queued: 0, sent: 5, delivered: 20 },
  by_segments: [
    { segments: 0, messages: 1 },
    { segments: 2, messages: 4 },
  ],
  bucket_s: 60,
  series: [
    { at: '2026-11-22T09:30:00.000Z', messages: 0 },
    { at: '2026-11-22T09:31:00.000Z', messages: 3 },
  ],
} as unknown as MessageStats;

describe('the bars', () => {
  it('show the statuses that there are, the longest as long as can be', () => {
    expect(statusBars(stats)).toEqual([
      { name: 'sent', count: 5, share: 0.25, search: 'status:sent' },
      { name: 'delivered', count: 20, share: 1, search: 'status:delivered' },
    ]);
  });

  it('tell MMS from messages of segments', () => {
    expect(segmentBars(stats).map(({ name, search }) => [name, search])).toEqual([
      ['MMS', 'has:media'],
      ['2', 'segments:2'],
    ]);
  });

  it('lead to just the span of time that they count', () => {
    expect(timeBars(stats)[1]?.search).toBe('after:2026-11-22T09:31:00.000Z before:2026-11-22T09:32:00.000Z');
  });

  it('lead to searches without a fault', () => {
    const all = [...statusBars(stats), ...segmentBars(stats), ...timeBars(stats)];
    expect(all.flatMap(({ search }) => parseSearch(search).flatMap(({ fault }) => fault ?? []))).toEqual([]);
  });

  it('have lengths also where nothing was sent', () => {
    expect(timeBars({ ...stats, series: [{ at: '2026-11-22T09:30:00.000Z', messages: 0 }] })[0]?.share).toBe(
      0,
    );
  });

  it('set what was spent beside what is left, in the currency of the account', () => {
    const cost = [
      { currency: 'EUR', amount: '9.00' },
      { currency: 'USD', amount: '2.5000' },
    ];
    expect(costBars({ cost }, { balance: '10.0000', currency: 'USD' })).toEqual([
      { name: 'spent', amount: '2.5000', share: 0.25 },
      { name: 'left', amount: '10.0000', share: 1 },
    ]);
    expect(costBars({ cost }, { balance: '-1', currency: 'USD' })[1]?.share).toBe(0);
    expect(costBars({ cost: [] }, { balance: '10', currency: 'USD' })).toEqual([]);
  });
});
