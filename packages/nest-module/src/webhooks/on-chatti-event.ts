import 'reflect-metadata';
import { ConfigurationError } from '@chatti/core';
import { type ChattiEvent, EVENT_TYPES, type EventType } from '@chatti/core/contract';
import type { EventOf } from '@chatti/core/webhooks';

/** The event that a handler of a type takes: for `'*'` every event, also of types that come later. */
export type HandledEvent<T extends EventType | '*'> = T extends EventType ? EventOf<T> : ChattiEvent;

/** How a method handles events. */
export interface OnChattiEventOptions {
  /** The name of the client whose webhooks these are. Default: the one client without a name. */
  readonly client?: string | undefined;
  /** Lower goes first. Default 0; at the same order `'*'` comes after the handlers of the type. */
  readonly order?: number | undefined;
}

/** A decorator of methods that can take the events of a type. */
export type HandlerDecorator<T extends EventType | '*'> = (
  target: object,
  name: string | symbol,
  method: { readonly value?: ((event: HandledEvent<T>) => unknown) | undefined },
) => void;

/** One mark of `@OnChattiEvent` on a method. */
export interface HandlerMark extends OnChattiEventOptions {
  readonly type: EventType | '*';
}

/** A text and no symbol of this module, so that two installed copies of the package know each other's marks. */
const marksKey = 'chatti:event-handlers';

/**
 * Marks a method of any provider or controller as a handler of webhook events of one type, or of every event (`'*'`).
 * It may stand on a method several times. Typed by the type: `EventOf<'message.received'>` and so on.
 *
 * All handlers of an event run, one after the other and each awaited, also where one before has failed. If one failed,
 * Chatti is asked to deliver again, and **all** run again: make them idempotent. Events come at least once and in no
 * order (`applyEvent` of core puts them right), and Chatti waits 10 seconds: put longer work in a queue. The guards,
 * pipes and interceptors of a controller do not apply to its handlers.
 *
 * @example
 * ```ts
 * @OnChattiEvent('message.received')
 * async answered({ data }: EventOf<'message.received'>) {
 *   await this.inbox.add(data.message.from, data.message.body);
 * }
 * ```
 */
export function OnChattiEvent<const T extends EventType | '*'>(
  type: T,
  options: OnChattiEventOptions = {},
): HandlerDecorator<T> {
  if (type !== '*' && !EVENT_TYPES.some((known) => known === type)) {
    throw new ConfigurationError('OnChattiEvent', `${JSON.stringify(type)} is no type of event`);
  }
  return (target, name) => {
    if (typeof target === 'function') {
      throw new ConfigurationError(
        'OnChattiEvent',
        `${String(name)} is static, and handlers belong to instances`,
      );
    }
    const mark: HandlerMark = { ...options, type };
    // On the prototype and not on the function, which other decorators may put another in place of.
    Reflect.defineMetadata(marksKey, [mark, ...ownMarks(target, name)], target, name);
  };
}

/** The marks of a method, in the order in which they are written; those of a parent's method count. */
export function marksOf(prototype: object, name: string | symbol): readonly HandlerMark[] {
  return readMarks(Reflect.getMetadata(marksKey, prototype, name));
}

function ownMarks(prototype: object, name: string | symbol): readonly HandlerMark[] {
  return readMarks(Reflect.getOwnMetadata(marksKey, prototype, name));
}

function readMarks(marks: unknown): readonly HandlerMark[] {
  // Nobody else writes this key.
  return Array.isArray(marks) ? (marks as HandlerMark[]) : [];
}
