import type { Message } from '@chatti/core/contract';
import { describe, expect, it } from 'vitest';
import { formatDelay, timelineOf } from './timeline-of.ts';

const created = '2026-11-22T09:28:01.204Z';

function message(fields: Partial<Message>): Message {
  const times = {
    created_at: created,
    updated_at: created,
    scheduled_at: null,
    sent_at: null,
    delivered_at: null,
    received_at: null,
  };
  // A timeline reads no other field.
  return { id: 'msg_1', direction: 'outbound', status: 'queued', ...times, ...fields } as Message;
}

const statuses = (fields: Partial<Message>): (string | boolean)[][] =>
  timelineOf(message(fields)).map(({ status, at }) => [status, at !== undefined]);

describe('timelineOf', () => {
  it('shows what is still to come while a message is on its way', () => {
    expect(statuses({ status: 'queued' })).toEqual([
      ['queued', true],
      ['sent', false],
      ['delivered', false],
    ]);
  });

  it('ends a failed message where it failed, without a station it never reached', () => {
    expect(statuses({ status: 'failed' })).toEqual([
      ['queued', true],
      ['failed', true],
    ]);
  });

  it('ends an undelivered message after it was sent', () => {
    expect(statuses({ status: 'undelivered', sent_at: created })).toEqual([
      ['queued', true],
      ['sent', true],
      ['undelivered', true],
    ]);
  });

  it('begins a scheduled message as scheduled', () => {
    expect(statuses({ status: 'scheduled', scheduled_at: created })[0]).toEqual(['scheduled', true]);
  });

  it('tells a status that it does not know', () => {
    expect(statuses({ status: 'parked' }).at(-1)).toEqual(['parked', true]);
  });
});

describe('formatDelay', () => {
  it('takes the unit that can be read', () => {
    const after = (ms: number): string =>
      formatDelay(created, new Date(Date.parse(created) + ms).toISOString());
    expect([0, 999, 2100, 90_000, 7_200_000, 200_000_000].map(after)).toEqual([
      '+0 ms',
      '+999 ms',
      '+2.1 s',
      '+2 min',
      '+2 h',
      '+2 d',
    ]);
  });
});
