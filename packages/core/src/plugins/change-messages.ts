import type { SendBatch, SendMessage } from '../contract/send-message.ts';
import type { AnyPluginCall } from '../contract/plugin.ts';
import { type Outgoing, wholeItem } from './outgoing.ts';

/** The fields that the plugins of this package change. */
export interface Change {
  readonly from?: string;
  readonly body?: string;
}

/** What to change in a message; undefined for nothing. A preview may lack any field. */
export type Changer = (message: Partial<Outgoing>) => Change | undefined;

/**
 * The input of a call with some of its messages changed: that of a send, of a preview of one, or of a batch with its
 * defaults. The input itself where nothing changes, or where the call is about something else.
 */
export function changeMessages(call: AnyPluginCall, change: Changer): unknown {
  switch (call.name) {
    case 'messages.send':
    case 'messages.preview':
      // Checked before the plugins ran: no `Date` is left.
      return changed(call.input, change(call.input as Partial<Outgoing>));
    case 'messages.sendBatch':
      return changeBatch(call.input, change);
    default:
      return call.input;
  }
}

function changed<T extends object>(message: T, change: Change | undefined): T {
  return change === undefined ? message : { ...message, ...change };
}

function changeBatch(batch: SendBatch, change: Changer): SendBatch {
  const messages = batch.messages.map((item) => changed(item, change(wholeItem(batch, item))));
  if (messages.every((item, index) => item === batch.messages[index])) return batch;
  return sharing(sharing({ ...batch, messages }, batch, 'from'), batch, 'body');
}

/** A default that became the same for all that use it stays a default, so that the request does not grow. */
function sharing(batch: SendBatch, before: SendBatch, field: keyof Change): SendBatch {
  const users = batch.messages.filter((_, index) => before.messages[index]?.[field] === undefined);
  const [value, ...others] = new Set(users.map((item) => item[field]));
  if (value === undefined || others.length > 0) return batch;
  const using = new Set(users);
  const messages = batch.messages.map((item) => (using.has(item) ? without(item, field) : item));
  return { ...batch, [field]: value, messages };
}

function without(message: SendMessage, field: keyof Change): SendMessage {
  const { [field]: _, ...rest } = message;
  return rest;
}
