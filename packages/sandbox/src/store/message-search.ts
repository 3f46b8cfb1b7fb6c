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
  readonly index: string;
}

/** The index of the filters that most messages fit; it holds every direction with every type. */
const kindIndex = 'messages_kind';

type Direction = NonNullable<MessageFilter['direction']>;
type MessageType = NonNullable<MessageFilter['type']>;

/** Every kind there is. */
const directions = ['outbound', 'inbound'] as const satisfies Direction[];
const types = ['sms', 'mms'] as const satisfies MessageType[];

/** The filters, the most telling first: the first one that is given finds by its index, the others look at what it found. */
const columns: readonly Column[] = [
  { key: 'reference', table: 'messages', column: 'reference', index: 'messages_reference' },
  { key: 'to', table: 'messages', column: 'recipient', index: 'messages_recipient' },
  { key: 'from', table: 'messages', column: 'sender', index: 'messages_sender' },
  { key: 'status', table: 'progress', column: 'status', index: 'progress_status' },
  { key: 'direction', table: 'messages', column: 'direction', index: kindIndex },
  { key: 'type', table: 'messages', column: 'type', index: kindIndex },
];

/** The columns that hold the number of the account. */
const owners = { messages: 'account', progress: 'owner' } as const;

/** Whether there is any filter. */
export function isFiltered(filter: MessageFilter): boolean {
  return columns.some(({ key }) => filter[key] !== undefined);
}

/** Where a search looks: in one account, among the messages after the `from`th up to the `until`th. */
interface Scope {
  readonly account: number;
  readonly filter: MessageFilter;
  readonly from: number;
  readonly until: number;
}

/** What follows on `SELECT place`, with its values. */
interface Part {
  readonly sql: string;
  readonly values: readonly Value[];
}

/**
 * Finds messages by filters, newest first. Unlike pages without a filter these take time in proportion to what
 * matches: it is counted, and skipped over, in the index.
 */
export class MessageSearch {
  readonly #db: Database;
  /** Each is in order by itself. */
  readonly #parts: readonly Part[];

  constructor(db: Database, scope: Scope) {
    this.#db = db;
    this.#parts = partsOf(scope.filter).map((filter) => partOf({ ...scope, filter }));
  }

  /** How many there are. */
  count(): number {
    const counts = this.#parts.map(({ sql, values }) =>
      this.#db.get<{ total: number }>(`SELECT count(*) AS total ${sql}`, ...values),
    );
    return counts.reduce((sum, count) => sum + (count?.total ?? 0), 0);
  }

  /** Some of them, after the `offset` newest. */
  slice(offset: number, limit: number): MessageRow[] {
    // Parts that are in order are merged as they are read.
    const places = this.#parts.map(({ sql }) => `SELECT place ${sql}`).join(' UNION ALL ');
    const sql = `SELECT * FROM messages CROSS JOIN progress USING (place) WHERE place IN
      (${places} ORDER BY place DESC LIMIT ? OFFSET ?) ORDER BY place DESC`;
    return this.#db.all(sql, ...this.#parts.flatMap(({ values }) => values), limit, offset);
  }
}

/** The filters that make up one: those of the kind of a message are each asked for whole, as their index is in order only then. */
function partsOf(filter: MessageFilter): MessageFilter[] {
  if (columns.find(({ key }) => filter[key] !== undefined)?.index !== kindIndex) return [filter];
  const { direction, type } = filter;
  return directions
    .filter((one) => one === (direction ?? one))
    .flatMap((one) =>
      types.filter((other) => other === (type ?? other)).map((other) => ({ direction: one, type: other })),
    );
}

function partOf({ account, filter, from, until }: Scope): Part {
  const given = columns.filter(({ key }) => filter[key] !== undefined);
  const [first] = given;
  const table = first?.table ?? 'messages';
  const index = first === undefined ? '' : `INDEXED BY ${first.index}`;
  // The other table only where it is asked: an index alone can count.
  const other = given.find((column) => column.table !== table)?.table;
  const join = other === undefined ? '' : `CROSS JOIN ${other} USING (place)`;
  const conditions = given.map(({ column }) => ` AND ${column} = ?`).join('');
  const start = account * placesPerAccount;
  return {
    sql: `FROM ${table} ${index} ${join} WHERE ${owners[table]} = ? ${conditions} AND place > ? AND place <= ?`,
    values: [account, ...given.map(({ key }) => filter[key] ?? null), start + from, start + until],
  };
}
