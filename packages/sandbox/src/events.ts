import type { CompleteMessage, CompleteOptOut, EventType } from '@chatti/core/contract';

/** Something that happened, as it is told to whoever listens. */
export interface SandboxEvent {
  /** The account's number. */
  readonly account: number;
  readonly type: EventType;
  /** When, in ms since 1970. */
  readonly at: number;
  /** For `webhook.test`: the only webhook it is meant for. */
  readonly webhookId?: string;
  /** What it is about. Made only for who asks. */
  readonly data: () => { readonly message?: CompleteMessage; readonly opt_out?: CompleteOptOut };
}

/** A message that is new or has changed, also where no event tells of it. */
export interface MessageNews {
  /** The account's number. */
  readonly account: number;
  readonly id: string;
}

/** Hears events. */
export type Listener = (event: SandboxEvent) => void;

/**
 * What happens in the sandbox. Listeners are called within the write that makes it happen, so what they write is
 * stored or lost together with it.
 */
export class Events {
  readonly #listeners = new Set<Listener>();
  readonly #messageListeners = new Set<(news: MessageNews) => void>();

  /** Calls `listener` on each event, until the function that comes back is called. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tells everybody. */
  emit(event: SandboxEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  /** Calls `listener` for each message that is new or changed, until the function that comes back is called. */
  onMessage(listener: (news: MessageNews) => void): () => void {
    this.#messageListeners.add(listener);
    return () => this.#messageListeners.delete(listener);
  }

  /** Tells of a message that is new or changed. */
  messageChanged(news: MessageNews): void {
    for (const listener of this.#messageListeners) listener(news);
  }
}
