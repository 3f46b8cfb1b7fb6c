import type { Message, Page } from '@chatti/core/contract';

/** What a page says of itself, without its messages. */
export type Envelope = Omit<Page<Message>, 'data'>;

interface Kept {
  readonly message: Message;
  /** The round in which it was asked for. */
  readonly round: number;
}

/** How many rows are kept on each side of those in view: a list of any length takes no more memory than this. */
const keptAround = 10_000;

/**
 * The rows of a long list of which only parts are known, newest first. A row is kept by its place counted from the
 * oldest, which does not change when new messages come on top; only its index does.
 */
export class KeptRows {
  readonly #rows = new Map<number, Kept>();
  readonly #envelopes = new Map<number, Envelope>();
  readonly #perPage: number;
  #total: number | undefined;
  #round = 0;
  #newest = -1;

  constructor(perPage: number) {
    this.#perPage = perPage;
  }

  /** How many rows there are; undefined until a page came. */
  get total(): number | undefined {
    return this.#total;
  }

  /** The current round: each one begins with news. */
  get round(): number {
    return this.#round;
  }

  /** Counts all that is known as old from now on. It is still shown until it is known anew. */
  age(): void {
    this.#round++;
  }

  /**
   * Takes in a page that was asked for in `round`, as the `order`th request: of two answers the later question counts.
   */
  take(page: Page<Message>, { round, order }: { round: number; order: number }): void {
    const { data, ...envelope } = page;
    if (order > this.#newest) {
      this.#newest = order;
      this.#setTotal(page.total);
    }
    this.#envelopes.set(page.current_page, envelope);
    const first = page.total - (page.first_item ?? 1);
    for (const [index, message] of data.entries()) {
      const known = this.#rows.get(first - index);
      if (!known || known.round <= round) this.#rows.set(first - index, { message, round });
    }
  }

  /** The row at an index, 0 for the newest; undefined where it is not known yet. */
  at(index: number): Message | undefined {
    return this.#rows.get(this.placeOf(index))?.message;
  }

  /** The row of a message, if it is known. */
  find(id: string): Message | undefined {
    for (const { message } of this.#rows.values()) if (message.id === id) return message;
    return undefined;
  }

  /** The place of a row counted from the oldest, by which it can be told from others. */
  placeOf(index: number): number {
    return (this.#total ?? 0) - 1 - index;
  }

  /** Where a place is now. */
  indexOf(place: number): number {
    return this.placeOf(place);
  }

  /** The page that holds a row. */
  pageOf(index: number): number {
    return Math.floor(index / this.#perPage) + 1;
  }

  /** What the page said of itself when it was last read. */
  envelope(page: number): Envelope | undefined {
    return this.#envelopes.get(page);
  }

  /** The pages that have to be read so that all rows from one index to another are known and new. */
  pagesFor(first: number, last: number): number[] {
    const pages = new Set<number>();
    for (let index = Math.max(first, 0); index <= Math.min(last, (this.#total ?? 0) - 1); index++) {
      const known = this.#rows.get(this.placeOf(index));
      if (!known || known.round < this.#round) pages.add(this.pageOf(index));
    }
    return [...pages];
  }

  /** Forgets what is far from an index. */
  forgetFarFrom(index: number): void {
    if (this.#rows.size <= 2 * keptAround) return;
    const here = this.placeOf(index);
    for (const place of this.#rows.keys()) if (Math.abs(place - here) > keptAround) this.#rows.delete(place);
    const page = this.pageOf(index);
    const pages = keptAround / this.#perPage;
    for (const other of this.#envelopes.keys())
      if (Math.abs(other - page) > pages) this.#envelopes.delete(other);
  }

  #setTotal(total: number): void {
    // Where there are fewer than before, rows are gone, and nobody knows which.
    if (total < (this.#total ?? 0)) this.#rows.clear();
    if (total !== this.#total) this.#envelopes.clear();
    this.#total = total;
  }
}
