import type { Message } from '@chatti/core/contract';
import type { Delivery, JournalEntry } from '@chatti/sandbox';
import { describe, expect, it } from 'vitest';
import { attemptsOf, deliveriesOf } from './attempts-of.ts';

const at = '2026-11-22T09:28:01.204Z';

// Nothing else of these is read.
const entry = (number: number, fields: Partial<JournalEntry>): JournalEntry =>
  ({
    number,
    call: number,
    at,
    endpoint: 'messages.send',
    request_body: null,
    response_body: null,
    ...fields,
  }) as JournalEntry;

const message = {
  id: 'msg_1',
  to: '+447700900123',
  body: 'Hello',
  body_template: null,
  reference: null,
  created_at: at,
} as Message;

const numbers = (entries: JournalEntry[], wanted = message): number[] =>
  attemptsOf(entries, wanted).map(({ number }) => number);

describe('attemptsOf', () => {
  const sent = JSON.stringify({ to: '+44 7700 900123', body: 'Hello' });

  it('finds every attempt of the call whose reply names the message', () => {
    const entries = [
      entry(4, { call: 4, response_body: '{"id":"msg_2"}' }),
      entry(3, { call: 2, response_body: '{"id":"msg_1"}' }),
      entry(2, { call: 2, response_body: '{"error":{}}' }),
    ];
    expect(numbers(entries)).toEqual([2, 3]);
  });

  it('finds the batch that it was an item of', () => {
    const reply = JSON.stringify({ data: [{ message: { id: 'msg_0' } }, { message: { id: 'msg_1' } }] });
    expect(numbers([entry(1, { endpoint: 'messages.sendBatch', response_body: reply })])).toEqual([1]);
  });

  it('finds a send whose reply was empty by its content and its moment', () => {
    expect(numbers([entry(1, { request_body: sent })])).toEqual([1]);
    expect(numbers([entry(1, { request_body: sent, at: '2026-11-22T09:30:00.000Z' })])).toEqual([]);
    expect(numbers([entry(1, { request_body: sent.replace('Hello', 'Hallo') })])).toEqual([]);
    expect(numbers([entry(1, { request_body: sent })], { ...message, reference: 'a-1' })).toEqual([]);
  });

  it('takes no request that only reads the message, and none that mentions it', () => {
    expect(numbers([entry(1, { endpoint: 'messages.get', response_body: '{"id":"msg_1"}' })])).toEqual([]);
    expect(numbers([entry(1, { response_body: '{"id":"msg_9","body":"msg_1"}' })])).toEqual([]);
  });
});

describe('deliveriesOf', () => {
  const delivery = (data: object): Delivery => ({ body: JSON.stringify({ data }) }) as Delivery;

  it('finds events about the message and about the opt-out that it brought', () => {
    const about = delivery({ message: { id: 'msg_1' } });
    const optOut = delivery({ opt_out: { message_id: 'msg_1' } });
    const other = delivery({ message: { id: 'msg_2', body: 'msg_1' } });
    expect(deliveriesOf([about, optOut, other], 'msg_1')).toEqual([about, optOut]);
  });
});
