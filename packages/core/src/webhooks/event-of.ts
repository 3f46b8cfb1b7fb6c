import type { ChattiEvent, EventType } from '../contract/events.ts';
import type { Message } from '../contract/message.ts';
import type { OptOut } from '../contract/opt-outs.ts';

/** An event of one type: what `data` holds follows from the type. */
export interface EventOf<T extends EventType> extends Omit<ChattiEvent, 'type' | 'data'> {
  /** What happened. */
  readonly type: T;
  /** What it is about. */
  readonly data: DataOf<T>;
}

/** What an event of one type is about: a message, an opt-out, or nothing for `webhook.test`. */
export type DataOf<T extends EventType> = T extends `message.${string}`
  ? { readonly message: Message }
  : T extends `opt_out.${string}`
    ? { readonly opt_out: OptOut }
    : object;

/**
 * Checks that an event holds what its type says, before a handler that is typed by it.
 *
 * @throws `TypeError` where it does not. Chatti writes no such event, so whoever throws it on asks for it again.
 */
export function requireEventData({ type, data }: ChattiEvent): void {
  const missing =
    (type?.startsWith('message.') && !data?.message && 'message') ||
    (type?.startsWith('opt_out.') && !data?.opt_out && 'opt_out');
  if (missing) throw new TypeError(`an event ${type} came without data.${missing}`);
}
