import type { CompleteMessage } from '@chatti/core/contract';
import { readMoney } from '../money.ts';
import type { Database } from '../store/database.ts';
import { messageOf } from '../store/message-of.ts';
import { type MessageStore, placesPerAccount } from '../store/message-store.ts';
import { searchable } from './words-in.ts';

/** How many messages are read at a time. */
const atOnce = 100;

/** How long the index is worked on before others have their turn, in ms. */
const sliceMs = 4;

/** How long the index rests between two slices while nobody waits for it, in ms. */
const restMs = 4;

/** Messages that are alike in what never changes. */
export interface Alike {
  readonly direction: CompleteMessage['direction'];
  readonly type: CompleteMessage['type'];
  readonly segments: number;
  count: number;
  /** What they cost when they were accepted, in ten-thousandths. */
  price: number;
}

/** What is known of the messages of one account. */
interface Indexed {
  /** The number of the newest message that is in the index. */
  upTo: number;
  /** By direction, type and segments. */
  readonly alike: Map<string, Alike>;
  running: Promise<void> | undefined;
}

/** What the temporary table holds. What changes of a message is not in it. */
const table = `CREATE TEMP TABLE IF NOT EXISTS found (
  place INTEGER PRIMARY KEY,
  inbound INTEGER NOT NULL,
  mms INTEGER NOT NULL,
  ucs2 INTEGER NOT NULL,
  segments INTEGER NOT NULL,
  media INTEGER NOT NULL,
  opt_out INTEGER NOT NULL,
  price INTEGER NOT NULL,
  words TEXT NOT NULL
)`;

/**
 * What messages are looked for by beyond the filters of the API, in a temporary table. It is made when somebody first looks and
 * goes on from there, since a message's text never changes: who only sends pays nothing for it.
 */
export class MessageIndex {
  readonly #db: Database;
  readonly #messages: MessageStore;
  readonly #accounts = new Map<number, Indexed>();
  #waiting = 0;
  #isMade = false;
  #isClosed = false;

  constructor(db: Database, messages: MessageStore) {
    this.#db = db;
    this.#messages = messages;
    db.onLost(() => this.forget());
  }

  /** Resolves once everything that is there by now is in the index; gives the number of the newest message. */
  async ready(account: number): Promise<number> {
    this.#waiting++;
    try {
      this.#make();
      // Asked again each time: everything may be gone meanwhile.
      while (this.#of(account).upTo < this.#messages.newest(account) && !this.#isClosed)
        await this.#extend(account);
      return this.#of(account).upTo;
    } finally {
      this.#waiting--;
    }
  }

  /** Has the index made for who will ask, in the background. */
  prepare(account: number): void {
    if (this.#of(account).upTo === this.#messages.newest(account)) return;
    // Whoever asks tries again, and hears of what went wrong.
    this.#extend(account).catch(() => {});
  }

  /** The messages of an account by direction, type and segments. To be asked for once `ready`. */
  alike(account: number): Iterable<Readonly<Alike>> {
    return this.#of(account).alike.values();
  }

  /** Begins anew, since messages were taken away or replaced. */
  forget(): void {
    this.#accounts.clear();
    if (this.#isMade) this.#db.run('DELETE FROM temp.found');
  }

  /** Looks at nothing any more. */
  close(): void {
    this.#isClosed = true;
  }

  #of(account: number): Indexed {
    let indexed = this.#accounts.get(account);
    if (indexed === undefined) {
      indexed = { upTo: 0, alike: new Map(), running: undefined };
      this.#accounts.set(account, indexed);
    }
    return indexed;
  }

  #extend(account: number): Promise<void> {
    const indexed = this.#of(account);
    indexed.running ??= this.#run(account, indexed).finally(() => (indexed.running = undefined));
    return indexed.running;
  }

  async #run(account: number, indexed: Indexed): Promise<void> {
    this.#make();
    // What was forgotten meanwhile is nobody's any more.
    const isWanted = () => !this.#isClosed && this.#accounts.get(account) === indexed;
    const isBehind = () => indexed.upTo < this.#messages.newest(account);
    while (isWanted() && isBehind()) {
      const start = performance.now();
      do this.#db.write(() => this.#take(account, indexed));
      while (isBehind() && performance.now() - start < sliceMs);
      await pause(this.#waiting > 0 ? 0 : restMs);
    }
  }

  #make(): void {
    if (!this.#isMade) this.#db.run(table);
    this.#isMade = true;
  }

  #take(account: number, indexed: Indexed): void {
    const lowest = indexed.upTo + 1;
    const rows = this.#messages.between(account, indexed.upTo + atOnce, lowest).toReversed();
    for (const [index, row] of rows.entries()) {
      const message = messageOf(row);
      this.#add(account * placesPerAccount + lowest + index, message);
      count(indexed.alike, message);
    }
    indexed.upTo += rows.length;
  }

  #add(place: number, message: CompleteMessage): void {
    this.#db.run(
      'INSERT INTO temp.found (place, inbound, mms, ucs2, segments, media, opt_out, price, words) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      place,
      message.direction === 'inbound' ? 1 : 0,
      message.type === 'mms' ? 1 : 0,
      message.encoding === 'UCS-2' ? 1 : 0,
      message.segments,
      message.media.length,
      message.body_template === null ? 0 : 1,
      priceOf(message),
      wordsOf(message),
    );
  }
}

/** The text that words are looked for in. */
function wordsOf({ body, to, from, reference, subject }: CompleteMessage): string {
  return searchable([body, to, from, reference, subject]);
}

function priceOf({ price }: CompleteMessage): number {
  return readMoney(price ?? '') ?? 0;
}

function count(all: Map<string, Alike>, message: CompleteMessage): void {
  const { direction, type, segments } = message;
  const name = `${direction} ${type} ${segments}`;
  const alike = all.get(name) ?? { direction, type, segments, count: 0, price: 0 };
  alike.count++;
  alike.price += priceOf(message);
  all.set(name, alike);
}

/** Lets others go first: for a turn, or for a time. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    if (ms === 0) setImmediate(resolve);
    // Whoever waits for nothing but this may end.
    else setTimeout(resolve, ms).unref();
  });
}
