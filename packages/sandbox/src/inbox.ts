import type { CompleteMessage } from '@chatti/core/contract';
import type { Account } from './accounts.ts';
import { type InboxCondition, InboxTimeoutError, mended, missesOf } from './inbox-condition.ts';
import type { Platform } from './platform.ts';
import { MessageSearch } from './store/message-search.ts';
import { messageOf } from './store/message-of.ts';
import type { MessageRow } from './store/message-store.ts';

/** What `inbox.wait` takes beside the conditions. */
export interface WaitOptions extends InboxCondition {
  /** How long to wait, in ms of real time, also where the clock is held. Default 5000. */
  readonly timeoutMs?: number;
}

/** What the phones have got that the account writes to. */
export interface Inbox {
  /**
   * The newest message that went out and fits, whatever has become of it since; undefined where there is none. A
   * scheduled message is not there before its time.
   */
  latest(condition?: InboxCondition): CompleteMessage | undefined;
  /** All messages that went out and fit, newest first. */
  list(condition?: InboxCondition): CompleteMessage[];
  /**
   * Waits until a message that fits is there; one that is there already counts. `clear` before to wait for a new one.
   *
   * @throws `InboxTimeoutError` that tells what came close and which condition it failed.
   * @example
   * ```ts
   * const message = await sandbox.inbox.wait({ to: '+447700900123', body: /code \d+/ });
   * ```
   */
  wait(options?: WaitOptions): Promise<CompleteMessage>;
  /** Empties the inbox. The API's own list keeps the messages. */
  clear(): void;
}

interface Mark {
  inbox_after: number;
  inbox_later: string;
}

/** How many messages are read at a time. */
const chunk = 200;

const defaultTimeoutMs = 5000;

/** The inbox of one account. */
export class AccountInbox implements Inbox {
  readonly #platform: Platform;
  readonly #account: () => Account;

  constructor(platform: Platform, account: () => Account) {
    this.#platform = platform;
    this.#account = account;
  }

  latest(condition: InboxCondition = {}): CompleteMessage | undefined {
    for (const message of this.#received(condition))
      if (missesOf(message, condition).length === 0) return message;
    return undefined;
  }

  list(condition: InboxCondition = {}): CompleteMessage[] {
    return [...this.#received(condition)].filter((message) => missesOf(message, condition).length === 0);
  }

  async wait({ timeoutMs = defaultTimeoutMs, ...condition }: WaitOptions = {}): Promise<CompleteMessage> {
    const { events, db } = this.#platform;
    const there = this.latest(condition);
    if (there) return there;
    const { promise, resolve, reject } = Promise.withResolvers<CompleteMessage>();
    const isOwn = (account: number) => account === this.#account().number;
    const stop = events.onMessage((message) => {
      if (!isOwn(message.account)) return;
      // Looked at once the write that it is part of has held.
      void Promise.resolve(db.settled()).then(() => {
        const found = this.latest(condition);
        if (found) resolve(found);
      }, reject);
    }, isOwn);
    const giveUp = () => reject(new InboxTimeoutError(condition, timeoutMs, [...this.#received({})]));
    const timer = setTimeout(giveUp, timeoutMs);
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      stop();
    }
  }

  clear(): void {
    const { db, messages } = this.#platform;
    const { number } = this.#account();
    const newest = messages.newest(number);
    // What is scheduled now goes out later, and then counts as new.
    const scheduled = new MessageSearch(db, {
      account: number,
      filter: { status: 'scheduled' },
      from: 0,
      until: newest,
    });
    const later = scheduled.slice(0, scheduled.count()).map(({ id }) => id);
    const sql = 'UPDATE accounts SET inbox_after = ?, inbox_later = ? WHERE number = ?';
    db.write(() => db.run(sql, newest, JSON.stringify(later), number));
  }

  /** What went out, newest first; by the condition's index where it has one. */
  *#received(condition: InboxCondition): Generator<CompleteMessage> {
    const { db, messages } = this.#platform;
    const { number } = this.#account();
    const { to, from, reference } = mended(condition);
    const asked = Object.entries({ to, from, reference }).filter(([, value]) => value !== undefined);
    const { inbox_after: after, later } = this.#mark(number);
    const filter = { ...Object.fromEntries(asked), direction: 'outbound' as const };
    const search = new MessageSearch(db, {
      account: number,
      filter,
      from: after,
      until: messages.newest(number),
    });
    for (let offset = 0, read = chunk; read === chunk; offset += chunk) {
      const rows = search.slice(offset, chunk);
      read = rows.length;
      for (const row of rows) if (hasLeft(row)) yield messageOf(row);
    }
    for (const id of later) {
      const row = messages.get(number, id);
      if (row && hasLeft(row)) yield messageOf(row);
    }
  }

  #mark(account: number): { inbox_after: number; later: readonly string[] } {
    const sql = 'SELECT inbox_after, inbox_later FROM accounts WHERE number = ?';
    const mark = this.#platform.db.get<Mark>(sql, account);
    // Written by `clear`.
    return { inbox_after: mark?.inbox_after ?? 0, later: JSON.parse(mark?.inbox_later ?? '[]') as string[] };
  }
}

/** Whether a message ever went out: not before its time, and not where it ended before. */
function hasLeft(row: MessageRow): boolean {
  if (row.status === 'scheduled' || row.status === 'cancelled') return false;
  return row.status !== 'failed' || row.send_at <= row.updated_at;
}
