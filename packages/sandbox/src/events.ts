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

/** A webhook that is new, changed, or gone. */
export interface WebhookNews {
  /** The account's number. */
  readonly account: number;
  readonly id: string;
}

/** Hears events. */
export type Listener = (event: SandboxEvent) => void;

/** Whether a listener wants to hear of an account with this number. */
export type Interest = (account: number) => boolean;

const always: Interest = () => true;

/**
 * What happens in the sandbox. Listeners are called within the write that makes it happen, so what they write is
 * stored or lost together with it.
 */
export class Events {
  readonly #listeners = new Set<Listener>();
  readonly #messageListeners = new Set<(news: MessageNews) => void>();
  readonly #webhookListeners: ((news: WebhookNews) => void)[] = [];
  readonly #interests = new Set<Interest>();
  readonly #changeListeners: (() => void)[] = [];

  /**
   * Calls `listener` on each event, until the function that comes back is called. Where nobody has an interest in an account, some
   * of its events need not be told at all.
   */
  listen(listener: Listener, interest: Interest = always): () => void {
    return this.#add(this.#listeners, listener, interest);
  }

  /** Whether anybody has an interest in this account. */
  isHeard(account: number): boolean {
    for (const interest of this.#interests) if (interest(account)) return true;
    return false;
  }

  /** Tells everybody. */
  emit(event: SandboxEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  /** Calls `listener` for each message that is new or changed, as `listen` does. */
  onMessage(listener: (news: MessageNews) => void, interest: Interest = always): () => void {
    return this.#add(this.#messageListeners, listener, interest);
  }

  /** Calls `listener` for each webhook that is new, changed or gone. */
  onWebhook(listener: (news: WebhookNews) => void): void {
    this.#webhookListeners.push(listener);
  }

  /** Tells of a webhook that is new, changed or gone. */
  webhookChanged(news: WebhookNews): void {
    for (const listener of this.#webhookListeners) listener(news);
  }

  /** Tells of a message that is new or changed. */
  messageChanged(news: MessageNews): void {
    this.messagesChanged();
    for (const listener of this.#messageListeners) listener(news);
  }

  /** Calls `listener` whenever there are new or changed messages, whichever they are and however many at once. */
  onChange(listener: () => void): void {
    this.#changeListeners.push(listener);
  }

  /** Tells that messages have changed which nobody has an interest in. */
  messagesChanged(): void {
    for (const listener of this.#changeListeners) listener();
  }

  #add<L>(listeners: Set<L>, listener: L, interest: Interest): () => void {
    // Two listeners may share a function of interest.
    const own: Interest = (account) => interest(account);
    listeners.add(listener);
    this.#interests.add(own);
    return () => {
      listeners.delete(listener);
      this.#interests.delete(own);
    };
  }
}
