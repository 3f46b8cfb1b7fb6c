import { randomBytes } from 'node:crypto';

/** What the log tells of. */
export type LoggedType =
  | 'request'
  | 'message'
  | 'event'
  | 'delivery'
  | 'webhook'
  | 'clock'
  | 'settings'
  | 'faults'
  | 'journal'
  | 'recording'
  | 'reset';

/** One thing that happened, as it is sent. */
interface Logged {
  readonly number: number;
  readonly text: string;
  /** The id of the account that it is about; undefined where it is about all of them. */
  readonly account: string | undefined;
}

/** How many events are kept, and how much of them, in characters. */
const limits = { events: 2000, characters: 16_000_000 };

/** After this time without an event, in ms, a stream shows that it is alive. */
const heartbeatMs = 15_000;

/**
 * What happens in the sandbox, as a stream of server-sent events. Kept from the first subscriber on, so that whoever was
 * cut off gets what was missed.
 */
export class EventLog {
  /** Which run of the sandbox it is: numbers of another run mean nothing here. */
  readonly #run = randomBytes(4).toString('hex');
  readonly #waiting = new Set<() => void>();
  #events: Logged[] = [];
  #characters = 0;
  #newest = 0;
  readonly #beginnings: (() => void)[] = [];
  #isOn = false;
  #isClosed = false;

  /** Whether anybody wants to know, or has wanted to. */
  get isOn(): boolean {
    return this.#isOn;
  }

  /** Calls `begin` when the first one wants to know. */
  onFirst(begin: () => void): void {
    this.#beginnings.push(begin);
  }

  /**
   * Notes what happened. `data` is called only where somebody wants to know; `account` is the id of the account that it is
   * about, where it is about one.
   */
  publish(type: LoggedType, data: () => unknown, account?: string): void {
    if (!this.#isOn || this.#isClosed) return;
    const number = ++this.#newest;
    const text = `id: ${this.#run}-${number}\nevent: ${type}\ndata: ${JSON.stringify(data())}\n\n`;
    this.#events.push({ number, text, account });
    this.#characters += text.length;
    let dropped = 0;
    while (this.#events.length - dropped > limits.events || this.#characters > limits.characters)
      this.#characters -= this.#events[dropped++]?.text.length ?? Infinity;
    if (dropped > 0) this.#events = this.#events.slice(dropped);
    this.#wakeAll();
  }

  /**
   * A stream from now on, or from the event after `lastId`. It begins with an event `gap` where something in between is
   * not kept any more. With an `account` it tells nothing of other accounts.
   */
  stream(lastId: string | undefined, account?: string): ReadableStream<Uint8Array> {
    if (!this.#isOn) for (const begin of this.#beginnings) begin();
    this.#isOn = true;
    const start = this.#startAfter(lastId);
    let cursor = start.number;
    const first = `retry: 1000\n\n${start.isGap ? 'event: gap\ndata: {}\n\n' : ''}`;
    const encoder = new TextEncoder();
    let isCancelled = false;
    let isFirst = true;
    return new ReadableStream<Uint8Array>({
      pull: async (controller) => {
        if (isFirst) {
          isFirst = false;
          return controller.enqueue(encoder.encode(first));
        }
        for (let missed = ''; missed === '';) {
          const isAlive = this.#newest === cursor && !this.#isClosed && (await this.#change()) === 'still';
          if (isCancelled) return;
          if (this.#isClosed) return controller.close();
          missed = isAlive ? ': alive\n\n' : this.#after(cursor, account);
          cursor = this.#newest;
          if (missed !== '') controller.enqueue(encoder.encode(missed));
        }
      },
      cancel: () => {
        isCancelled = true;
        this.#wakeAll();
      },
    });
  }

  /** Ends all streams. */
  close(): void {
    this.#isClosed = true;
    this.#wakeAll();
  }

  #after(number: number, account: string | undefined): string {
    const [oldest] = this.#events;
    // A reader that is too slow for what is kept.
    const gap = oldest && oldest.number > number + 1 ? 'event: gap\ndata: {}\n\n' : '';
    return (
      gap +
      this.#events
        .filter((event) => event.number > number && isFor(event, account))
        .map(({ text }) => text)
        .join('')
    );
  }

  #startAfter(lastId: string | undefined): { number: number; isGap: boolean } {
    if (lastId === undefined) return { number: this.#newest, isGap: false };
    const [run, digits = ''] = lastId.split('-');
    const number = run === this.#run && /^\d{1,15}$/.test(digits) ? Number(digits) : NaN;
    const oldest = this.#events[0]?.number ?? this.#newest + 1;
    // From another run, or of what is not kept any more: all that there is.
    if (!(number >= oldest - 1 && number <= this.#newest)) return { number: oldest - 1, isGap: true };
    return { number, isGap: false };
  }

  /** Waits for something to happen, and no longer than a stream may be silent: `still` where nothing did. */
  #change(): Promise<'still' | void> {
    const { promise, resolve } = Promise.withResolvers<'still' | void>();
    const timer = setTimeout(() => resolve('still'), heartbeatMs);
    // A stream alone keeps no process alive: its socket does.
    timer.unref();
    const wake = () => resolve();
    this.#waiting.add(wake);
    return promise.finally(() => {
      clearTimeout(timer);
      this.#waiting.delete(wake);
    });
  }

  #wakeAll(): void {
    for (const wake of this.#waiting) wake();
  }
}

function isFor({ account }: Logged, wanted: string | undefined): boolean {
  return wanted === undefined || account === undefined || account === wanted;
}
