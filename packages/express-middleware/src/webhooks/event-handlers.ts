import type { ChattiEvent, EventType } from '@chatti/core/contract';
import { type EventOf, requireEventData } from '@chatti/core/webhooks';

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
    requireEventData(event);
    await own(event);
  }
  await on['*']?.(event);
}
