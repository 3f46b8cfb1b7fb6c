import type { CompleteOptOut } from '@chatti/core/contract';
import type { Clock } from './clock.ts';
import type { Delivery } from './messages/delivery.ts';
import type { Events } from './events.ts';
import type { OptOutStore } from './store/opt-out-store.ts';

/** What opting out and in brings about, whichever way it comes. */
export class OptOuts {
  readonly #store: OptOutStore;
  readonly #delivery: Delivery;
  readonly #events: Events;
  readonly #clock: Clock;

  constructor(store: OptOutStore, parts: { delivery: Delivery; events: Events; clock: Clock }) {
    this.#store = store;
    this.#delivery = parts.delivery;
    this.#events = parts.events;
    this.#clock = parts.clock;
  }

  /** Opts a number out, and fails the messages to it that are not sent yet. A number that is out already stays as it was. */
  add(account: number, optOut: Omit<CompleteOptOut, 'created_at'>): CompleteOptOut {
    const before = this.#store.get(account, optOut.number);
    if (before) return before;
    const at = this.#clock.now();
    this.#store.add(account, optOut, at);
    const made: CompleteOptOut = { ...optOut, created_at: new Date(at).toISOString() };
    this.#events.emit({ account, type: 'opt_out.created', at, data: () => ({ opt_out: made }) });
    this.#delivery.failWaiting(account, optOut.number);
    return made;
  }

  /** Takes an opt-out back, where there is one. */
  remove(account: number, number: string): void {
    const optOut = this.#store.get(account, number);
    if (!optOut) return;
    this.#store.remove(account, number);
    this.#events.emit({
      account,
      type: 'opt_out.deleted',
      at: this.#clock.now(),
      data: () => ({ opt_out: optOut }),
    });
  }
}
