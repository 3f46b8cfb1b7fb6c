import type { ChattiError } from '../errors/chatti-error.ts';
import type { Item } from './batches.ts';
import { type Sent, unsent } from './send-items.ts';
import type { SendResult } from './send-many.ts';

/** Settled, so that it wins over a promise that is not. */
const nothing = Promise.resolve(undefined);

interface Read {
  readonly items: readonly Item[] | undefined;
}

/**
 * Batches under way, at most `width` at once, whose results come out in the order in which they went in. Neither
 * does a slow source hold back results, nor a slow server the next batch.
 */
export class Belt {
  readonly #batches: AsyncIterator<readonly Item[], void>;
  readonly #width: number;
  readonly #launch: (items: readonly Item[]) => Promise<Sent>;
  readonly #running: Promise<Sent>[] = [];
  #coming: Promise<Read> | undefined;
  #open = true;
  #broken: { readonly error: unknown } | undefined;

  constructor(
    batches: AsyncIterator<readonly Item[], void>,
    width: number,
    launch: (items: readonly Item[]) => Promise<Sent>,
  ) {
    this.#batches = batches;
    this.#width = width;
    this.#launch = launch;
  }

  /** The results of the next batch; undefined at the end. @throws What the source threw, after everything else. */
  async next(): Promise<readonly SendResult[] | undefined> {
    for (;;) {
      if (this.#open && this.#running.length < this.#width) this.#coming ??= this.#read();
      const first = this.#running[0];
      const steps: Promise<Sent | Read>[] = [first, this.#coming].filter((step) => step !== undefined);
      if (steps.length === 0) break;
      const step = await Promise.race(steps);
      if ('items' in step) this.#take(step);
      else {
        void this.#running.shift();
        if (step.stop) await this.#close(step.stop);
        return step.results;
      }
    }
    if (this.#broken) throw this.#broken.error;
    return undefined;
  }

  async #read(): Promise<Read> {
    try {
      const { value } = await this.#batches.next();
      return { items: value ?? undefined };
    } catch (error) {
      this.#broken = { error };
      return { items: undefined };
    }
  }

  #take({ items }: Read): void {
    this.#coming = undefined;
    if (items === undefined) this.#open = false;
    else this.#running.push(this.#launch(items));
  }

  /** No more batches. One that was read by now is given back unsent; a source that is still busy is not waited for. */
  async #close(stop: ChattiError): Promise<void> {
    this.#open = false;
    const read = await Promise.race([this.#coming ?? nothing, nothing]);
    if (read?.items) this.#running.push(Promise.resolve(unsent(read.items, stop)));
    this.#coming = undefined;
  }
}
