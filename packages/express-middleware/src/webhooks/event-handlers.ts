import type { ChattiEvent, EventType, Message, OptOut } from '@chatti/core/contract';

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

/** Handlers by the type of event, each awaited. */
export type EventHandlers = {
  readonly [T in EventType]?: (event: EventOf<T>) => unknown;
} & {
  /** Called for every event, after the handler of its type, and for types that came later than this package. */
  readonly '*'?: (event: ChattiEvent) => unknown;
};

/** A handler as it is called: the type of the event has picked it. */
type AnyHandler = (event: ChattiEvent) => unknown;

/**
 * Runs the handler of the event's type, and then that of every event.
 *
 * @throws what a handler throws; `TypeError` where there is a handler for the type and the event does not hold what
 * its type says.
 */
export async function dispatch(on: EventHandlers, event: ChattiEvent): Promise<void> {
  // Looked up by the event's own type and checked to hold what the type says, so the event is what the handler takes.
  const table = on as Readonly<Record<string, AnyHandler | undefined>>;
  const type = event.type ?? '';
  const own = Object.hasOwn(table, type) && type !== '*' ? table[type] : undefined;
  if (own !== undefined) {
    requireData(type, event.data);
    await own(event);
  }
  await on['*']?.(event);
}

function requireData(type: string, data: ChattiEvent['data']): void {
  const missing =
    (type.startsWith('message.') && !data?.message && 'message') ||
    (type.startsWith('opt_out.') && !data?.opt_out && 'opt_out');
  if (missing) throw new TypeError(`an event ${type} came without data.${missing}`);
}
