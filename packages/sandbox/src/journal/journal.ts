import type { Clock } from '../clock.ts';
import { Attempts, type Belonging } from './attempts.ts';
import type { JournalEntry } from './journal-entry.ts';
import { entryOf, type Happened, keep, type KeptRequest, sentOf } from './kept-request.ts';

/** Which entries are wanted. */
export interface JournalQuery {
  /** Only requests to this row, such as `messages.send`. */
  readonly endpoint?: string | undefined;
  /** Only requests with the key of this account. */
  readonly accountId?: string | undefined;
  /** At most so many, the newest. Default 100. */
  readonly limit?: number | undefined;
}

/** How many requests are kept, and how much of everything together, in bytes. */
const limits = { requests: 1000, all: 33_554_432 };

/** The newest requests. */
export class Journal {
  readonly #clock: Clock;
  readonly #kept = new Map<number, KeptRequest>();
  readonly #belongings = new Map<number, Belonging>();
  readonly #listeners = new Set<(entry: JournalEntry) => void>();
  readonly #clearListeners: (() => void)[] = [];
  #attempts = new Attempts();
  #newest = 0;
  /** Up to which number it is known where requests belong. */
  #placed = 0;
  #size = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Notes what happened. */
  add(happened: Happened): void {
    const number = ++this.#newest;
    const kept = keep(happened, { number, at: this.#clock.now() });
    this.#kept.set(number, kept);
    this.#size += kept.size;
    if (this.#kept.size > limits.requests || this.#size > limits.all) this.#dropOldest();
    if (this.#listeners.size > 0) for (const listener of this.#listeners) listener(this.#entry(kept));
  }

  /** Entries, newest first. */
  list({ endpoint, accountId, limit = 100 }: JournalQuery = {}): JournalEntry[] {
    return [...this.#kept.values()]
      .toReversed()
      .filter((kept) => endpoint === undefined || kept.endpoint === endpoint)
      .filter((kept) => accountId === undefined || kept.accountId === accountId)
      .slice(0, limit)
      .map((kept) => this.#entry(kept));
  }

  /** The entry with this number, if it is still kept. */
  get(number: number): JournalEntry | undefined {
    const kept = this.#kept.get(number);
    return kept && this.#entry(kept);
  }

  /** Forgets all entries. */
  clear(): void {
    this.#kept.clear();
    this.#belongings.clear();
    this.#size = 0;
    this.#placed = this.#newest;
    this.#attempts = new Attempts();
    for (const listener of this.#clearListeners) listener();
  }

  /** Calls `listener` when all entries are forgotten. */
  onClear(listener: () => void): void {
    this.#clearListeners.push(listener);
  }

  /** Calls `listener` for each new entry until the function that comes back is called. */
  listen(listener: (entry: JournalEntry) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #entry(kept: KeptRequest): JournalEntry {
    const unplaced = { call: kept.number, attempt: 1, same_key_as: null, same_content_as: null };
    return entryOf(kept, this.#place().get(kept.number) ?? unplaced);
  }

  /** Finds out where the requests belong that came since somebody last asked. */
  #place(): ReadonlyMap<number, Belonging> {
    while (this.#placed < this.#newest) {
      const kept = this.#kept.get(++this.#placed);
      if (kept) this.#belongings.set(kept.number, this.#attempts.place(sentOf(kept)));
    }
    return this.#belongings;
  }

  #dropOldest(): void {
    for (const [number, { size }] of this.#kept) {
      if (this.#kept.size <= limits.requests && this.#size <= limits.all) return;
      this.#kept.delete(number);
      this.#belongings.delete(number);
      this.#attempts.forget(number);
      this.#size -= size;
    }
  }
}
