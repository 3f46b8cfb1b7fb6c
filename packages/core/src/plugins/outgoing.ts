import type { Parsed } from '../contract/endpoint.ts';
import { type BatchDefaults, type SendMessage, withDefaults } from '../contract/send-message.ts';
import type { AnyPluginCall } from '../contract/plugin.ts';

/** A message as it is about to be sent: checked, and with the defaults of its batch. */
export interface Outgoing extends Parsed<SendMessage> {}

/** A message of a call, and where it stands. */
export interface Placed {
  readonly message: Outgoing;
  /** What its fields' paths begin with: nothing, or `messages[3].` in a batch. */
  readonly prefix: string;
}

/** The messages that a call sends: one, those of a batch, or none. A preview sends nothing. */
export function messagesOf(call: AnyPluginCall): Placed[] {
  if (call.name === 'messages.send') return [{ message: checked(call.input), prefix: '' }];
  if (call.name !== 'messages.sendBatch') return [];
  const { messages } = call.input;
  return messages.map((item, index) => ({
    message: wholeItem(call.input, item),
    prefix: `messages[${index}].`,
  }));
}

/** An item of a batch with the defaults of the batch. */
export function wholeItem(batch: object, item: SendMessage): Outgoing {
  // Checked before the plugins ran, like its batch: no `Date` is left.
  return withDefaults(batch as BatchDefaults, checked(item));
}

function checked(message: SendMessage): Outgoing {
  // The input of a call was parsed before any plugin saw it, so that its times are text.
  return message as Outgoing;
}

/** The reference that a call carries, for the errors of a plugin. */
export function referenceOf({ input }: { readonly input: unknown }): string | undefined {
  if (typeof input !== 'object' || input === null || !('reference' in input)) return undefined;
  return typeof input.reference === 'string' ? input.reference : undefined;
}
