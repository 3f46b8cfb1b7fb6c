import type { ChattiEvent } from '@chatti/core';
import { requireEventData } from '@chatti/core/webhooks';
import type { EventHandler } from './find-handlers.ts';

/** What went wrong in one handler. */
export interface HandlerFailure {
  /** `Class.method`. */
  readonly label: string;
  readonly error: unknown;
}

/** Some handlers of an event failed; the others have run. */
export class HandlersFailed extends AggregateError {
  override name = 'HandlersFailed';
  readonly failures: readonly HandlerFailure[];

  constructor(failures: readonly HandlerFailure[], all: number) {
    super(
      failures.map(({ error }) => error),
      `${failures.length} of ${all} handlers failed`,
    );
    this.failures = failures;
  }
}

/** Puts handlers in the order in which they run. */
export function inOrder(handlers: readonly EventHandler[]): EventHandler[] {
  const rank = ({ type }: EventHandler): number => (type === '*' ? 1 : 0);
  // Sorting keeps what is equal in its order: that of the modules.
  return handlers.toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0) || rank(a) - rank(b));
}

/**
 * Runs every handler of the event's type and of `'*'`, one after the other; one that fails does not keep the next from
 * its turn.
 *
 * @throws `HandlersFailed` where some failed.
 */
export async function runHandlers(handlers: readonly EventHandler[], event: ChattiEvent): Promise<void> {
  const matching = handlers.filter(({ type }) => type === '*' || type === event.type);
  const failures: HandlerFailure[] = [];
  for (const { label, type, handle } of matching) {
    try {
      if (type !== '*') requireEventData(event);
      await handle(event);
    } catch (error) {
      failures.push({ label, error });
    }
  }
  if (failures.length > 0) throw new HandlersFailed(failures, matching.length);
}
