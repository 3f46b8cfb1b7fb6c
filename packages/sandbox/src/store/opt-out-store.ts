import type { CompleteOptOut } from '@chatti/core/contract';
import { formatTimestamp } from '@chatti/core/rules';
import type { Listing, Span } from '../paging.ts';
import type { Database } from './database.ts';

interface OptOutRow {
  number: string;
  source: CompleteOptOut['source'];
  message_id: string | null;
  created_at: number;
}

/** A link of one message that opts its recipient out. */
export interface OptOutLink {
  readonly account: number;
  readonly number: string;
  readonly message_id: string;
  readonly used: 0 | 1;
}

/** Opt-outs and the links that make them. */
export class OptOutStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** The opt-out of a number. */
  get(account: number, number: string): CompleteOptOut | undefined {
    const sql =
      'SELECT number, source, message_id, created_at FROM opt_outs WHERE account = ? AND number = ?';
    const row = this.#db.get<OptOutRow>(sql, account, number);
    return row && optOutOf(row);
  }

  /** Whether a number has opted out. */
  has(account: number, number: string): boolean {
    return (
      this.#db.get('SELECT 1 FROM opt_outs WHERE account = ? AND number = ?', account, number) !== undefined
    );
  }

  /** Stores the opt-out of a number that has none. */
  add(
    account: number,
    { number, source, message_id: messageId }: Omit<CompleteOptOut, 'created_at'>,
    now: number,
  ): void {
    const sql =
      'INSERT INTO opt_outs (account, number, source, message_id, created_at) VALUES (?, ?, ?, ?, ?)';
    this.#db.run(sql, account, number, source, messageId, now);
  }

  /** Forgets the opt-out of a number. */
  remove(account: number, number: string): void {
    this.#db.run('DELETE FROM opt_outs WHERE account = ? AND number = ?', account, number);
  }

  /** The opt-outs of a span, newest first. */
  listing(account: number, { after = 0, before = Infinity }: Span): Listing<CompleteOptOut> {
    const where = 'FROM opt_outs WHERE account = ? AND created_at >= ? AND created_at < ?';
    const values = [account, after, before] as const;
    return {
      count: () =>
        this.#db.get<{ total: number }>(`SELECT count(*) AS total ${where}`, ...values)?.total ?? 0,
      slice: (offset, limit) => {
        const order = 'ORDER BY created_at DESC, number DESC LIMIT ? OFFSET ?';
        const sql = `SELECT number, source, message_id, created_at ${where} ${order}`;
        return this.#db.all<OptOutRow>(sql, ...values, limit, offset).map(optOutOf);
      },
    };
  }

  /** Stores a link. */
  addLink(token: string, link: Omit<OptOutLink, 'used'>): void {
    const sql = 'INSERT INTO opt_out_links (token, account, number, message_id) VALUES (?, ?, ?, ?)';
    this.#db.run(sql, token, link.account, link.number, link.message_id);
  }

  /** The link with this token. */
  link(token: string): OptOutLink | undefined {
    return this.#db.get('SELECT account, number, message_id, used FROM opt_out_links WHERE token = ?', token);
  }

  /** Uses a link up. */
  useLink(token: string): void {
    this.#db.run('UPDATE opt_out_links SET used = 1 WHERE token = ?', token);
  }
}

function optOutOf(row: OptOutRow): CompleteOptOut {
  const { number, source, message_id } = row;
  return { number, source, message_id, created_at: formatTimestamp(new Date(row.created_at)) };
}
