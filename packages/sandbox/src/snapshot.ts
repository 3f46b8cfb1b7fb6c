import type { Database, Value } from './store/database.ts';
import { TABLES } from './store/schema.ts';

type Cell = string | number | null | { readonly base64: string };

/** Everything a sandbox holds at one moment, as plain data that JSON can carry. To be kept and given back, not to be read. */
export interface Snapshot {
  readonly format: 1;
  /** The sandbox's time, in ms since 1970. */
  readonly now: number;
  readonly tables: Readonly<Record<string, readonly Readonly<Record<string, Cell>>[]>>;
}

/** Reads everything. */
export function takeSnapshot(db: Database, now: number): Snapshot {
  const tables: Record<string, Record<string, Cell>[]> = {};
  for (const table of TABLES) {
    const rows = db.all<Record<string, Value>>(`SELECT * FROM ${table}`);
    tables[table] = rows.map((row) =>
      Object.fromEntries(Object.entries(row).map(([name, value]) => [name, toCell(value)])),
    );
  }
  return { format: 1, now, tables };
}

/**
 * Puts a snapshot in the place of everything.
 *
 * @throws `TypeError` where it is of another format.
 */
export function putSnapshot(db: Database, snapshot: Snapshot): void {
  // A snapshot may come out of a file.
  if (snapshot.format !== 1)
    throw new TypeError('The snapshot is of a format that this sandbox does not know.');
  db.write(() => {
    empty(db);
    for (const table of TABLES) {
      for (const row of snapshot.tables[table] ?? []) {
        const names = Object.keys(row);
        // A name of a column becomes part of a statement.
        if (!names.every((name) => /^[a-z_]+$/.test(name)))
          throw new TypeError('The snapshot has a column that this sandbox does not know.');
        const sql = `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
        db.run(sql, ...Object.values(row).map(fromCell));
      }
    }
  });
}

/** Deletes everything. Within a write. */
export function empty(db: Database): void {
  for (const table of TABLES) db.run(`DELETE FROM ${table}`);
}

function toCell(value: Value): Cell {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  if (value instanceof Uint8Array) return { base64: Buffer.from(value).toString('base64') };
  throw new TypeError('A column holds what no snapshot can carry.');
}

function fromCell(cell: Cell): Value {
  return typeof cell === 'object' && cell !== null ? Buffer.from(cell.base64, 'base64') : cell;
}
