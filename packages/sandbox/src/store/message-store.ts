import type { CompleteMessage, MessageStatus } from '@chatti/core/contract';
import type { Change, NewMessage } from '../messages/message.ts';
import { base32Bytes, base32Number, type Names, readBase32Number } from '../names.ts';
import type { Database } from './database.ts';
import { packMessage } from './packed-message.ts';

/** A message as it is stored. Times are in ms since 1970. */
export interface MessageRow {
  readonly place: number;
  readonly account: number;
  readonly id: string;
  readonly direction: 'inbound' | 'outbound';
  readonly type: CompleteMessage['type'];
  readonly status: MessageStatus;
  readonly recipient: string;
  readonly sender: string;
  readonly reference: string | null;
  /** When it was made. */
  readonly created_at: number;
  /** When it is or was to be sent. */
  readonly send_at: number;
  readonly updated_at: number;
  readonly sent_at: number | null;
  readonly delivered_at: number | null;
  readonly error: string | null;
  /** What else never changes of it, as `packMessage` gives it. */
  readonly fixed: string;
}

/** A message whose next step is due. */
export type DueRow = Pick<MessageRow, 'place' | 'account' | 'status' | 'recipient'>;

/** Messages an account can have: places of the next account start after them. */
export const placesPerAccount = 2 ** 32;

/** Reads messages with what has become of them. */
const whole = 'SELECT * FROM messages CROSS JOIN progress USING (place)';

/** How many accounts' newest messages are remembered. */
const newestLimit = 1000;

const idPrefix = 'msg_';
/** The characters of an id that number the message in its account. */
const idNumberWidth = 8;

/** Messages: numbered from 1 in each account, in the order of their creation. */
export class MessageStore {
  readonly #db: Database;
  readonly #names: Names;
  /** The numbers of the newest messages by account, as far as they were asked for. */
  readonly #newest = new Map<number, number>();

  constructor(db: Database, names: Names) {
    this.#db = db;
    this.#names = names;
    db.onLost(() => this.forget());
  }

  /** Forgets what was read, where the tables were emptied or replaced. */
  forget(): void {
    this.#newest.clear();
  }

  /** The id of the account's next message. It begins with the message's number, so that ids sort by age. */
  nextId(account: { readonly number: number; readonly id: string }): string {
    const number = this.newest(account.number) + 1;
    return `${idPrefix}${base32Number(number, idNumberWidth)}${base32Bytes(this.#names.bytes(16, ['message', account.id, number]))}`;
  }

  /** Stores a message under the id that `nextId` gave. */
  add(
    account: number,
    message: NewMessage,
    times: { createdAt: number; sendAt: number; dueAt: number | undefined },
  ): void {
    const number = numberIn(message.id) ?? 0;
    const place = account * placesPerAccount + number;
    this.#db.run(
      `INSERT INTO messages (place, account, id, direction, type, recipient, sender, reference, created_at, send_at, fixed)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      place,
      account,
      message.id,
      message.direction,
      message.type,
      message.to,
      message.from,
      message.reference,
      times.createdAt,
      times.sendAt,
      packMessage(message),
    );
    this.#db.run(
      'INSERT INTO progress (place, owner, status, due_at, updated_at) VALUES (?, ?, ?, ?, ?)',
      place,
      account,
      message.status,
      times.dueAt ?? null,
      times.createdAt,
    );
    this.#newest.set(account, number);
  }

  /** The message with this id, if it is the account's. */
  get(account: number, id: string): MessageRow | undefined {
    const number = numberIn(id);
    if (number === undefined) return undefined;
    const row = this.at(account, number);
    return row?.id === id ? row : undefined;
  }

  /** The message with this number. */
  at(account: number, number: number): MessageRow | undefined {
    return this.atPlace(account * placesPerAccount + number);
  }

  /** The message at this place. */
  atPlace(place: number): MessageRow | undefined {
    return this.#db.get(`${whole} WHERE place = ?`, place);
  }

  /** The messages from one number down to another, newest first. */
  between(account: number, highest: number, lowest: number): MessageRow[] {
    const first = account * placesPerAccount;
    const sql = `${whole} WHERE place BETWEEN ? AND ? ORDER BY place DESC`;
    return this.#db.all(sql, first + lowest, first + highest);
  }

  /** The number of the newest message, which is also how many there are. */
  newest(account: number): number {
    const known = this.#newest.get(account);
    if (known !== undefined) return known;
    const first = account * placesPerAccount;
    const sql = 'SELECT max(place) AS place FROM messages WHERE place BETWEEN ? AND ?';
    const place = this.#db.get<{ place: number | null }>(sql, first, first + placesPerAccount - 1)?.place;
    const newest = place === null || place === undefined ? 0 : place - first;
    if (this.#newest.size >= newestLimit) this.#newest.clear();
    this.#newest.set(account, newest);
    return newest;
  }

  /** How many messages are older than `time`: found by halving, since times never fall as numbers rise. */
  olderThan(account: number, time: number): number {
    let low = 0;
    let high = this.newest(account);
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.#createdAt(account, middle) < time) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Moves a message on. */
  change(row: MessageRow, change: Change, now: number): MessageRow {
    const sentAt = change.status === 'sent' ? now : row.sent_at;
    const deliveredAt = change.status === 'delivered' ? now : row.delivered_at;
    const error = change.error ? JSON.stringify(change.error) : null;
    this.#db.run(
      'UPDATE progress SET status = ?, updated_at = ?, sent_at = ?, delivered_at = ?, error = ?, due_at = ? WHERE place = ?',
      change.status,
      now,
      sentAt,
      deliveredAt,
      error,
      change.dueAt ?? null,
      row.place,
    );
    return {
      ...row,
      status: change.status,
      updated_at: now,
      sent_at: sentAt,
      delivered_at: deliveredAt,
      error,
    };
  }

  /** When the next message is due. */
  nextDue(): number | undefined {
    const sql = 'SELECT min(due_at) AS due FROM progress WHERE due_at IS NOT NULL';
    return this.#db.get<{ due: number | null }>(sql)?.due ?? undefined;
  }

  /** Messages that are due, the longest due first. */
  due(now: number, limit: number): DueRow[] {
    // SQLite prepares a statement anew each time its limit is bound: it may plan by it.
    const sql = `SELECT place, owner AS account, status, recipient FROM progress CROSS JOIN messages USING (place)
      WHERE due_at <= ? ORDER BY due_at, place LIMIT ${limit}`;
    return this.#db.all(sql, now);
  }

  /** Moves all messages from one place to another, which have gone the usual way so far, one step on. */
  changeAll(first: number, last: number, change: Omit<Change, 'error'>, now: number): void {
    const sql = `UPDATE progress SET status = ?1, updated_at = ?2, due_at = ?3, sent_at = iif(?1 = 'sent', ?2, sent_at),
      delivered_at = iif(?1 = 'delivered', ?2, delivered_at) WHERE place BETWEEN ?4 AND ?5`;
    this.#db.run(sql, change.status, now, change.dueAt ?? null, first, last);
  }

  /** The messages to a number that are not sent yet. */
  waitingFor(account: number, recipient: string): MessageRow[] {
    const sql = `SELECT * FROM messages INDEXED BY messages_recipient CROSS JOIN progress USING (place)
      WHERE account = ? AND recipient = ? AND status IN ('scheduled', 'queued') ORDER BY place`;
    return this.#db.all(sql, account, recipient);
  }

  /** The newest message that went out to `recipient`, from `sender` or from any. */
  lastTo(account: number, recipient: string, sender: string | undefined): MessageRow | undefined {
    const sql = `SELECT * FROM messages INDEXED BY messages_recipient CROSS JOIN progress USING (place)
      WHERE account = ? AND recipient = ?
      AND direction = 'outbound' AND sender = coalesce(?, sender) ORDER BY place DESC LIMIT 1`;
    return this.#db.get(sql, account, recipient, sender ?? null);
  }

  /** The time of the newest message of all. */
  newestTime(): number {
    // Of each account's newest alone: to look at all messages would take long at the start.
    const accounts = this.#db.all<{ number: number }>('SELECT number FROM accounts');
    return Math.max(
      0,
      ...accounts.map(({ number }) => this.at(number, this.newest(number))?.created_at ?? 0),
    );
  }

  #createdAt(account: number, number: number): number {
    const sql = 'SELECT created_at FROM messages WHERE place = ?';
    return (
      this.#db.get<{ created_at: number }>(sql, account * placesPerAccount + number)?.created_at ?? Infinity
    );
  }
}

/** The number in an id; undefined where there can be no such message. */
function numberIn(id: string): number | undefined {
  if (!id.startsWith(idPrefix)) return undefined;
  return readBase32Number(id.slice(idPrefix.length, idPrefix.length + idNumberWidth));
}
