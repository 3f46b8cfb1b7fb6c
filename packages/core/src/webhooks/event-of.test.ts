import { describe, expect, expectTypeOf, it } from 'vitest';
import type { ChattiEvent } from '../contract/events.ts';
import type { Message } from '../contract/message.ts';
import type { OptOut } from '../contract/opt-outs.ts';
import { type EventOf, requireEventData } from './event-of.ts';

function event(type: string | null, data: object | null): ChattiEvent {
  // As it is read: whatever a server may have left out.
  return { id: 'evt_1', type, timestamp: null, data } as ChattiEvent;
}

describe('requireEventData', () => {
  it.each([
    ['message.sent', {}, 'data.message'],
    ['message.sent', null, 'data.message'],
    ['message.sent', { message: null }, 'data.message'],
    ['opt_out.created', { message: {} }, 'data.opt_out'],
  ])('refuses %s with %j', (type, data, missing) => {
    expect(() => requireEventData(event(type, data))).toThrow(missing);
  });

  it.each([
    ['message.sent', { message: { id: 'msg_1' } }],
    ['opt_out.deleted', { opt_out: { number: '+447700900123' } }],
    ['webhook.test', {}],
    ['message', null],
    ['invoice.paid', null],
    [null, null],
  ])('takes %s with %j', (type, data) => {
    expect(() => requireEventData(event(type, data))).not.toThrow();
  });
});

it('types what an event holds by its type', () => {
  expectTypeOf<EventOf<'message.received'>['data']['message']>().toEqualTypeOf<Message>();
  expectTypeOf<EventOf<'opt_out.created'>['data']['opt_out']>().toEqualTypeOf<OptOut>();
  expectTypeOf<EventOf<'webhook.test'>['data']>().toEqualTypeOf<object>();
});
