import type { Clock } from '../clock.ts';
import { Attempts, type Belonging } from './attempts.ts';
import { Groups } from './groups.ts';
import type { JournalEntry } from './journal-entry.ts';
import { entryOf, type Happened, keep, type KeptRequest, sentOf } from './kept-request.ts';

/** Which entries are wanted. */
export interface JournalQuery {
  /** Only requests to this row, such as `messages.send`. */
  readonly endpoint?: string | undefined;
  /** Only requests with the key of this account. */
  readonly accountId?: string | undefined;
  /** Only requests about the message with this id, with all attempts of the same calls. */
  readonly messageId?: string | undefined;
  /** Only attempts of the call that the entry with this number belongs to. */
  readonly call?: number | undefined;
  /** At most so many, the newest. Default 100. */
  readonly limit?: number | undefined;
}

/** How many requests are kept, and how much of everything together, in bytes. */
const limits = { requests: 1000, all: 33_554_432 };

/** The newest requests. */
export class Journal {
  readonly #clock: Clock;
  readonly #kept = new Map<number, KeptRequest>();
  /** Of the requests up to `#placed`, as are the groups. */
  readonly #belongings = new Map<number, Belonging>();
  readonly #byCall = new Groups<number>();
  readonly #byMessage = new Groups<string>();
  readonly #listeners = new Set<(entry: JournalEntry) => void>();
  readonly #clearListeners: (() => void)[] = [];
  #attempts = new Attempts();
  #newest = 0;
  /** Up to which number it is known where requests belong. */
  #placed = 0;
  #size = 0;
  #keptSince: number | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Since when every request is here, in ms since 1970 on the sandbox's clock: of those answered then or before, some are not.
   * Undefined where none is missing.
   */
  get keptSince(): number | undefined {
    return this.#keptSince;
  }

  /** Notes that of the requests answered up to a time some are not here. */
  missUntil(time: number): void {
    this.#keptSince = Math.max(time, this.#keptSince ?? 0);
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
  list(query: JournalQuery = {}): JournalEntry[] {
    const { endpoint, accountId, limit = 100 } = query;
    return this.#sought(query)
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
    const newest = this.#kept.get(this.#newest);
    if (newest) this.missUntil(newest.at);
    this.#kept.clear();
    this.#belongings.clear();
    this.#byCall.clear();
    this.#byMessage.clear();
    this.#size = 0;
    this.#placed = this.#newest;
    this.#attempts = new Attempts();
    for (const listener of this.#clearListeners) listener();
  }

  /** Forgets all entries together with everything that they were about: then none is missing. */
  restart(): void {
    this.clear();
    this.#keptSince = undefined;
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

  /** The requests of a call and about a message, with all attempts of the same calls; newest first. */
  #sought({ messageId, call }: JournalQuery): KeptRequest[] {
    if (messageId === undefined && call === undefined) return [...this.#kept.values()].toReversed();
    const belongings = this.#place();
    const callOf = (number: number): number => belongings.get(number)?.call ?? 0;
    const found = messageId === undefined ? [call ?? 0] : [...this.#byMessage.of(messageId)];
    return [...new Set(found.map(callOf))]
      .filter((one) => call === undefined || one === callOf(call))
      .flatMap((one) => [...this.#byCall.of(one)])
      .toSorted((one, other) => other - one)
      .flatMap((number) => this.#kept.get(number) ?? []);
  }

  /** Finds out where the requests belong that came since somebody last asked. */
  #place(): ReadonlyMap<number, Belonging> {
    while (this.#placed < this.#newest) {
      const kept = this.#kept.get(++this.#placed);
      if (!kept) continue;
      const { number, messageIds } = kept;
      const belonging = this.#attempts.place(sentOf(kept));
      this.#belongings.set(number, belonging);
      this.#byCall.add(belonging.call, number);
      for (const id of messageIds) this.#byMessage.add(id, number);
    }
    return this.#belongings;
  }

  #dropOldest(): void {
    for (const [number, { size, at, messageIds }] of this.#kept) {
      if (this.#kept.size <= limits.requests && this.#size <= limits.all) return;
      this.missUntil(at);
      this.#kept.delete(number);
      const belonging = this.#belongings.get(number);
      if (belonging) {
        this.#belongings.delete(number);
        this.#byCall.remove(belonging.call, number);
        for (const id of messageIds) this.#byMessage.remove(id, number);
      }
      this.#attempts.forget(number);
      this.#size -= size;
    }
  }
}
