import type { CompleteWebhook } from '@chatti/core/contract';
import { formatTimestamp } from '@chatti/core/rules';
import type { Listing, Span } from '../paging.ts';
import type { Database } from './database.ts';

/** What the caller says of a webhook. */
export type WebhookFields = Pick<CompleteWebhook, 'name' | 'url' | 'events' | 'active'>;

interface WebhookRow {
  id: string;
  name: string;
  url: string;
  events: string;
  active: 0 | 1;
  created_at: number;
  updated_at: number;
}

const columns = 'id, name, url, events, active, created_at, updated_at';

/** The webhooks of the accounts. */
export class WebhookStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** The webhook with this id, if it is the account's. */
  get(account: number, id: string): CompleteWebhook | undefined {
    const row = this.#db.get<WebhookRow>(
      `SELECT ${columns} FROM webhooks WHERE id = ? AND account = ?`,
      id,
      account,
    );
    return row && webhookOf(row);
  }

  /** How many webhooks the account has made so far, this one included: a number for the next id. */
  nextNumber(account: number): number {
    const sql =
      'UPDATE accounts SET webhooks_made = webhooks_made + 1 WHERE number = ? RETURNING webhooks_made AS made';
    return this.#db.get<{ made: number }>(sql, account)?.made ?? 0;
  }

  /** Stores a new webhook. */
  add(account: number, webhook: WebhookFields & { id: string; secret: string }, now: number): void {
    this.#db.run(
      `INSERT INTO webhooks (account, secret, ${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      account,
      webhook.secret,
      webhook.id,
      webhook.name,
      webhook.url,
      JSON.stringify(webhook.events),
      webhook.active ? 1 : 0,
      now,
      now,
    );
  }

  /** Changes a webhook. */
  update(id: string, { name, url, events, active }: WebhookFields, now: number): void {
    const sql = 'UPDATE webhooks SET name = ?, url = ?, events = ?, active = ?, updated_at = ? WHERE id = ?';
    this.#db.run(sql, name, url, JSON.stringify(events), active ? 1 : 0, now, id);
  }

  /** Forgets a webhook. */
  remove(id: string): void {
    this.#db.run('DELETE FROM webhooks WHERE id = ?', id);
  }

  /** The webhooks of a span, newest first. */
  listing(account: number, { after = 0, before = Infinity }: Span): Listing<CompleteWebhook> {
    const where = 'FROM webhooks WHERE account = ? AND created_at >= ? AND created_at < ?';
    const values = [account, after, before] as const;
    return {
      count: () =>
        this.#db.get<{ total: number }>(`SELECT count(*) AS total ${where}`, ...values)?.total ?? 0,
      slice: (offset, limit) => {
        const sql = `SELECT ${columns} ${where} ORDER BY created_at DESC, id DESC LIMIT ? OFFSET ?`;
        return this.#db.all<WebhookRow>(sql, ...values, limit, offset).map(webhookOf);
      },
    };
  }
}

function webhookOf(row: WebhookRow): CompleteWebhook {
  return {
    id: row.id,
    name: row.name,
    url: row.url,
    // Written by this store, from the events of a webhook.
    events: JSON.parse(row.events) as CompleteWebhook['events'],
    active: row.active === 1,
    created_at: formatTimestamp(new Date(row.created_at)),
    updated_at: formatTimestamp(new Date(row.updated_at)),
  };
}
