import type { Plugin } from '@chatti/core';
import type { SendNews } from '../../send-news.ts';

/** What a send is given that can be watched and called off. */
export interface Watched {
  readonly signal: AbortSignal;
  /** Tells how many of many messages have a result. */
  readonly tellDone: (done: number) => void;
}

/** A name that the page has made. */
const named = /^[\w-]{8,64}$/;

/** The sends of the page that have no answer yet: tells what becomes of their attempts, and calls them off. */
export class SendsUnderWay {
  readonly #controllers = new Map<string, AbortController>();
  /** A call knows its signal, and by that its send: also where a batch is a call of its own. */
  readonly #ids = new WeakMap<AbortSignal, string>();
  readonly #listeners = new Set<(news: SendNews) => void>();

  /** Watches the attempts of a road's client, whichever package has made it. */
  readonly plugin: Plugin = {
    name: 'sends-under-way',
    wrap: (call, next) => {
      const id = call.signal && this.#ids.get(call.signal);
      let number = 0;
      if (id !== undefined)
        call.onAttempt(({ status, failure, waitedMs }) => {
          number += 1;
          if (failure !== null) this.#tell({ id, attempt: { number, status, failure, wait_ms: waitedMs } });
        });
      return next();
    },
  };

  /** Does a send under the name that the page gave it. Without a name that can be used it is done all the same. */
  async run<T>(id: unknown, work: (watched: Watched) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    const { signal } = controller;
    if (typeof id !== 'string' || !named.test(id) || this.#controllers.has(id))
      return work({ signal, tellDone: () => {} });
    this.#controllers.set(id, controller);
    this.#ids.set(signal, id);
    try {
      return await work({ signal, tellDone: (done) => this.#tell({ id, done }) });
    } finally {
      this.#controllers.delete(id);
    }
  }

  /** Calls a send off; false where it is not under way. What became of it, its own answer says. */
  cancel(id: string): boolean {
    const controller = this.#controllers.get(id);
    controller?.abort();
    return controller !== undefined;
  }

  /** Calls `listener` with all news until the function that comes back is called. */
  listen(listener: (news: SendNews) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(news: SendNews): void {
    for (const listener of this.#listeners) listener(news);
  }
}
