import type { MessageStats } from '@chatti/sandbox';
import { describe, expect, it } from 'vitest';
import { parseSearch } from '../search/parse-search.ts';
import { costBars, segmentBars, statusBars, timeBars } from './bars-of.ts';

// Nothing else is read.
const stats = {
  by_status: { queued: 0, sent: 5, delivered: 20 },
  by_segments: [
    { segments: 0, messages: 1, cost: [{ currency: 'USD', amount: '0.1500' }] },
    { segments: 1, messages: 2, cost: [{ currency: 'USD', amount: '0.0000' }] },
    { segments: 2, messages: 4, cost: [{ currency: 'USD', amount: '0.3000' }] },
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
      { name: 'sent', value: 5, share: 0.25, search: 'status:sent' },
      { name: 'delivered', value: 20, share: 1, search: 'status:delivered' },
    ]);
  });

  it('tell MMS from messages of segments', () => {
    expect(segmentBars(stats).map(({ name, search }) => [name, search])).toEqual([
      ['MMS', 'has:media'],
      ['1', 'segments:1'],
      ['2', 'segments:2'],
    ]);
  });

  it('lead to just the span of time that they count', () => {
    expect(timeBars(stats)[1]?.search).toBe('after:2026-11-22T09:31:00.000Z before:2026-11-22T09:32:00.000Z');
  });

  it('lead to searches without a fault', () => {
    const all = [...statusBars(stats), ...segmentBars(stats), ...costBars(stats, 'USD'), ...timeBars(stats)];
    expect(all.flatMap(({ search }) => parseSearch(search).flatMap(({ fault }) => fault ?? []))).toEqual([]);
  });

  it('tell what the messages of each number of segments cost, to the last digit, and none that cost nothing', () => {
    expect(costBars(stats, 'USD')).toEqual([
      { name: 'MMS', value: 0.15, told: '0.1500', share: 0.5, search: 'has:media' },
      { name: '2', value: 0.3, told: '0.3000', share: 1, search: 'segments:2' },
    ]);
    expect(costBars(stats, 'EUR')).toEqual([]);
  });
});
