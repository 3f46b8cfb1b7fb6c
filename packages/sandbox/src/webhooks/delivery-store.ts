import type { CompleteChattiEvent, EventType } from '@chatti/core/contract';
import type { Database } from '../store/database.ts';
import type { Delivery, DeliveryAttempt, DeliveryState } from './delivery.ts';

/** A stored delivery. */
export interface DeliveryRow {
  readonly number: number;
  readonly id: string;
  readonly account: number;
  readonly webhook: string;
  readonly event_id: string;
  readonly event_type: EventType;
  /** The id of the message that the event is about, or that brought the opt-out that it is about. */
  readonly message: string | null;
  readonly body: string;
  readonly state: DeliveryState;
  /** How many attempts of the schedule were made. */
  readonly made: number;
  readonly next_at: number | null;
  readonly created_at: number;
}

/** Where a webhook posts to. */
export interface Target {
  readonly url: string;
  readonly secret: string;
  readonly active: 0 | 1;
}

/** How many deliveries are kept beside those that are pending. */
const kept = 10_000;

/** After how many new ones the old ones are forgotten. */
const pruneEvery = 100;

/** Deliveries and their attempts. */
export class DeliveryStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** The webhooks of an account that are posted events of a type. */
  subscribers(account: number, type: EventType): string[] {
    const sql = 'SELECT id, events FROM webhooks WHERE account = ? AND active = 1 ORDER BY created_at, id';
    return this.#db
      .all<{ id: string; events: string }>(sql, account)
      .filter(({ events }) => {
        // Written by the store of webhooks.
        const types = JSON.parse(events) as readonly string[];
        return types.includes('*') || types.includes(type);
      })
      .map(({ id }) => id);
  }

  /** Whether an account has any webhook that is posted to. */
  hasSubscribers(account: number): boolean {
    const sql = 'SELECT 1 FROM webhooks WHERE account = ? AND active = 1 LIMIT 1';
    return this.#db.get(sql, account) !== undefined;
  }

  /** Where a webhook posts to; undefined where it is gone. */
  target(webhook: string): Target | undefined {
    return this.#db.get('SELECT url, secret, active FROM webhooks WHERE id = ?', webhook);
  }

  /** Switches a webhook off. */
  disable(webhook: string, now: number): void {
    this.#db.run('UPDATE webhooks SET active = 0, updated_at = ? WHERE id = ?', now, webhook);
  }

  /** The number of the next delivery. */
  nextNumber(): number {
    const sql = 'SELECT max(number) AS newest FROM deliveries';
    return (this.#db.get<{ newest: number | null }>(sql)?.newest ?? 0) + 1;
  }

  /** Stores a new delivery that is due now. */
  add(
    { number, id, account, webhook }: Pick<DeliveryRow, 'number' | 'id' | 'account' | 'webhook'>,
    event: CompleteChattiEvent,
    now: number,
  ): void {
    const sql = `INSERT INTO deliveries (number, id, account, webhook, event_id, event_type, message, body, state, made, next_at, created_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'pending', 0, ?, ?)`;
    const { message, opt_out: optOut } = event.data;
    const about = message?.id ?? optOut?.message_id ?? null;
    const body = JSON.stringify(event);
    this.#db.run(sql, number, id, account, webhook, event.id, event.type, about, body, now, now);
    if (number % pruneEvery === 0) this.#prune(number - kept);
  }

  /** The delivery with this id. */
  get(id: string): DeliveryRow | undefined {
    return this.#db.get('SELECT * FROM deliveries WHERE id = ?', id);
  }

  /** Deliveries of an account, or of the events about one of its messages, newest first. */
  list(
    account: number,
    { messageId, limit }: { messageId?: string | undefined; limit: number },
  ): DeliveryRow[] {
    const about = messageId === undefined ? [] : [messageId];
    const sql = `SELECT * FROM deliveries WHERE account = ?${about.map(() => ' AND message = ?').join('')} ORDER BY number DESC LIMIT ?`;
    return this.#db.all(sql, account, ...about, limit);
  }

  /**
   * Since when every delivery is kept, in ms since 1970: of those made then or before, some are not. Undefined where none is
   * missing.
   */
  keptSince(): number | undefined {
    const newest = this.nextNumber() - 1;
    const pruned = newest - (newest % pruneEvery) - kept;
    if (pruned <= 0) return undefined;
    const sql = 'SELECT created_at FROM deliveries WHERE number > ? ORDER BY number LIMIT 1';
    return this.#db.get<{ created_at: number }>(sql, pruned)?.created_at;
  }

  /** When the next attempt is due. */
  nextDue(): number | undefined {
    const sql = 'SELECT min(next_at) AS due FROM deliveries WHERE next_at IS NOT NULL';
    return this.#db.get<{ due: number | null }>(sql)?.due ?? undefined;
  }

  /** Deliveries that are due, the longest due first. */
  due(now: number, limit: number): DeliveryRow[] {
    return this.#db.all(
      'SELECT * FROM deliveries WHERE next_at <= ? ORDER BY next_at, number LIMIT ?',
      now,
      limit,
    );
  }

  /** Notes what is to become of a delivery; `nextAt` is null while an attempt is under way. */
  change(
    row: DeliveryRow,
    { state, made, nextAt }: { state: DeliveryState; made: number; nextAt: number | null },
  ): void {
    const sql = 'UPDATE deliveries SET state = ?, made = ?, next_at = ? WHERE number = ?';
    this.#db.run(sql, state, made, nextAt, row.number);
  }

  /** Makes due what was under way when the sandbox stopped. */
  recover(now: number): void {
    this.#db.run("UPDATE deliveries SET next_at = ? WHERE state = 'pending' AND next_at IS NULL", now);
  }

  /** Forgets all attempts. */
  clearAttempts(): void {
    this.#db.run('DELETE FROM delivery_attempts');
  }

  /** Keeps an attempt, and gives its number. */
  addAttempt(delivery: number, attempt: Omit<DeliveryAttempt, 'number'>): number {
    const sql =
      'INSERT INTO delivery_attempts (delivery, number, attempt) VALUES (?, (SELECT count(*) + 1 FROM delivery_attempts WHERE delivery = ?), ?) RETURNING number';
    return this.#db.get<{ number: number }>(sql, delivery, delivery, JSON.stringify(attempt))?.number ?? 0;
  }

  /** A delivery with its attempts. */
  whole(row: DeliveryRow): Delivery {
    const sql = 'SELECT number, attempt FROM delivery_attempts WHERE delivery = ? ORDER BY number';
    const attempts = this.#db.all<{ number: number; attempt: string }>(sql, row.number);
    return {
      id: row.id,
      webhook_id: row.webhook,
      event_id: row.event_id,
      event_type: row.event_type,
      state: row.state,
      created_at: new Date(row.created_at).toISOString(),
      next_attempt_at: row.next_at === null ? null : new Date(row.next_at).toISOString(),
      body: row.body,
      attempts: attempts.map(({ number, attempt }) => ({
        number,
        // Written by `addAttempt`.
        ...(JSON.parse(attempt) as Omit<DeliveryAttempt, 'number'>),
      })),
    };
  }

  #prune(before: number): void {
    const old = "SELECT number FROM deliveries WHERE number <= ? AND state <> 'pending'";
    this.#db.run(`DELETE FROM delivery_attempts WHERE delivery IN (${old})`, before);
    this.#db.run("DELETE FROM deliveries WHERE number <= ? AND state <> 'pending'", before);
  }
}
