import { expect, it } from 'vitest';
import { isFinal, isMessageStatus, MESSAGE_STATUSES, nextStatuses } from './status.ts';

it('lets a scheduled message be sent, cancelled or fail', () => {
  expect(nextStatuses('scheduled')).toEqual(['queued', 'cancelled', 'failed']);
});

it('has six statuses that never change again', () => {
  expect(MESSAGE_STATUSES.filter(isFinal).sort()).toEqual(
    ['cancelled', 'delivered', 'expired', 'failed', 'received', 'undelivered'].sort(),
  );
});

it('does not call sent final, though it may be the last word', () => {
  expect(isFinal('sent')).toBe(false);
});

it.each(['read', '', 'toString', '__proto__'])(
  'takes the unknown status %j as not final and without a next',
  (status) => {
    expect([isMessageStatus(status), isFinal(status), nextStatuses(status)]).toEqual([false, false, []]);
  },
);

it('can reach every status but the first two and the inbound one', () => {
  const reached = new Set(MESSAGE_STATUSES.flatMap(nextStatuses));
  expect(MESSAGE_STATUSES.filter((status) => !reached.has(status))).toEqual(['scheduled', 'received']);
});
