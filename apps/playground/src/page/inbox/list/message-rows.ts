import type { Message, Page } from '@chatti/core/contract';
import { KeptRows } from './kept-rows.ts';

/** How many messages are read at once. */
export const PER_PAGE = 100;

/** A view that moves on by more rows than this at once is on its way to somewhere: nobody reads what it passes. */
const passedRows = PER_PAGE / 4;

/** How long such a view must rest until it is read, in ms. */
const defaultRestMs = 60;

/** Reads one page of the list. */
export type ReadPage = (page: number, signal: AbortSignal) => Promise<Page<Message>>;

/**
 * A list of messages that is read as it comes into view, page by page, in any order. What is known stays shown while it is
 * read anew.
 */
export class MessageRows {
  readonly kept = new KeptRows(PER_PAGE);
  readonly #read: ReadPage;
  readonly #listeners = new Set<() => void>();
  readonly #asked = new Map<
    number,
    { readonly round: number; readonly gone: AbortController; readonly done: Promise<void> }
  >();
  #view = { first: 0, last: 0 };
  #version = 0;
  #orders = 0;
  #error: Error | undefined;
  #refreshing: Promise<void> | undefined;
  readonly #restMs: number;
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor(read: ReadPage, restMs = defaultRestMs) {
    this.#read = read;
    this.#restMs = restMs;
  }

  /** Changes with everything that there is to show. */
  readonly version = (): number => this.#version;

  /** Why the last question got no answer. */
  get error(): Error | undefined {
    return this.#error;
  }

  /** Calls `listener` when there is something else to show. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** A message that is known, by its id. */
  find(id: string): Message | undefined {
    return this.kept.find(id);
  }

  /** Says which rows are in view: their pages are read, and those that are not wanted any more are not waited for. */
  look(first: number, last: number): void {
    const isPassing = Math.abs(first - this.#view.first) > passedRows && this.#restMs > 0;
    this.#view = { first, last };
    clearTimeout(this.#rest);
    if (isPassing) this.#rest = setTimeout(() => this.#readView(), this.#restMs);
    else this.#readView();
  }

  #readView(): void {
    const { first, last } = this.#view;
    const wanted = new Set([this.kept.pageOf(first), this.kept.pageOf(last)]);
    for (const [page, { gone }] of this.#asked) if (!wanted.has(page) && !this.#refreshing) gone.abort();
    void this.#readPages(this.#missing());
  }

  /** Reads what is in view anew. Asked for again meanwhile, it does so once more and not at the same time. */
  async refresh(): Promise<void> {
    this.kept.age();
    this.#refreshing ??= this.#untilNew().finally(() => {
      this.#refreshing = undefined;
    });
    await this.#refreshing;
    if (this.#error) throw this.#error;
  }

  async #untilNew(): Promise<void> {
    for (let pages = this.#missing(); ; pages = this.#missing()) {
      const { round, total } = this.kept;
      // How many there are is told by any page, also where every row in view is known.
      await this.#readPages(pages.length > 0 ? pages : [this.kept.pageOf(this.#view.first)]);
      // What came in on top may have moved the edge of another page into view.
      const hasMoved = this.kept.total !== total && this.#missing().length > 0;
      if (this.#error || (this.kept.round === round && !hasMoved)) return;
    }
  }

  #missing(): number[] {
    return this.kept.pagesFor(this.#view.first, this.#view.last);
  }

  async #readPages(pages: readonly number[]): Promise<void> {
    await Promise.all(pages.map((page) => this.#readOnce(page)));
  }

  #readOnce(page: number): Promise<void> {
    const { round } = this.kept;
    const asked = this.#asked.get(page);
    if (asked?.round === round && !asked.gone.signal.aborted) return asked.done;
    const gone = new AbortController();
    const done = this.#take(page, { round, order: ++this.#orders, signal: gone.signal }).finally(() => {
      if (this.#asked.get(page)?.gone === gone) this.#asked.delete(page);
    });
    this.#asked.set(page, { round, gone, done });
    return done;
  }

  async #take(
    page: number,
    { signal, ...when }: { round: number; order: number; signal: AbortSignal },
  ): Promise<void> {
    try {
      this.kept.take(await this.#read(page, signal), when);
      this.kept.forgetFarFrom(this.#view.first);
      this.#error = undefined;
    } catch (error) {
      if (signal.aborted) return;
      this.#error = error instanceof Error ? error : new Error(String(error));
    }
    this.#version++;
    for (const tell of this.#listeners) tell();
  }
}
