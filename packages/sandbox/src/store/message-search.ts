import type { ListMessages, Parsed } from '@chatti/core/contract';
import type { Database, Value } from './database.ts';
import { type MessageRow, placesPerAccount } from './message-store.ts';

/** What a search of messages can ask for. */
export type MessageFilter = Omit<Parsed<ListMessages>, 'page' | 'per_page' | 'after' | 'before'>;

interface Column {
  /** The filter. */
  readonly key: keyof MessageFilter;
  readonly table: 'messages' | 'progress';
  readonly column: string;
}

/** The filters, the most telling first: the first one that is given finds by its index, the others look at what it found. */
const columns: readonly Column[] = [
  { key: 'reference', table: 'messages', column: 'reference' },
  { key: 'to', table: 'messages', column: 'recipient' },
  { key: 'from', table: 'messages', column: 'sender' },
  { key: 'status', table: 'progress', column: 'status' },
  { key: 'direction', table: 'messages', column: 'direction' },
  { key: 'type', table: 'messages', column: 'type' },
];

/** The columns that hold the number of the account. */
const owners = { messages: 'account', progress: 'owner' } as const;

/** Whether there is any filter. */
export function isFiltered(filter: MessageFilter): boolean {
  return columns.some(({ key }) => filter[key] !== undefined);
}

/**
 * Finds messages by filters, newest first. Unlike pages without a filter these take time in proportion to what
 * matches: it is counted, and skipped over, in the index.
 */
export class MessageSearch {
  readonly #db: Database;
  readonly #from: string;
  readonly #values: readonly Value[];

  constructor(db: Database, scope: { account: number; filter: MessageFilter; from: number; until: number }) {
    this.#db = db;
    const given = columns.filter(({ key }) => scope.filter[key] !== undefined);
    const [first] = given;
    const table = first?.table ?? 'messages';
    const index = first === undefined ? '' : `INDEXED BY ${table}_${first.column}`;
    // The other table only where it is asked: an index alone can count.
    const other = given.find((column) => column.table !== table)?.table;
    const join = other === undefined ? '' : `CROSS JOIN ${other} USING (place)`;
    const conditions = given.map(({ column }) => ` AND ${column} = ?`).join('');
    this.#from = `FROM ${table} ${index} ${join} WHERE ${owners[table]} = ? ${conditions} AND place > ? AND place <= ?`;
    const start = scope.account * placesPerAccount;
    this.#values = [
      scope.account,
      ...given.map(({ key }) => scope.filter[key] ?? null),
      start + scope.from,
      start + scope.until,
    ];
  }

  /** How many there are. */
  count(): number {
    return (
      this.#db.get<{ total: number }>(`SELECT count(*) AS total ${this.#from}`, ...this.#values)?.total ?? 0
    );
  }

  /** Some of them, after the `offset` newest. */
  slice(offset: number, limit: number): MessageRow[] {
    const sql = `SELECT * FROM messages CROSS JOIN progress USING (place) WHERE place IN
      (SELECT place ${this.#from} ORDER BY place DESC LIMIT ? OFFSET ?) ORDER BY place DESC`;
    return this.#db.all(sql, ...this.#values, limit, offset);
  }
}
