import type { DatabaseSync } from 'node:sqlite';
import { SCHEMA, SCHEMA_VERSION } from './schema.ts';

/** Where a sandbox keeps what it knows. */
export type Storage =
  | 'memory'
  | {
      /** Path of an SQLite file; made if absent. One sandbox at a time may use it. */
      readonly file: string;
      /**
       * `turn` (the default) writes all requests of one turn of the event loop, or of a few, in one commit; `request` commits each alone,
       * which costs a disk flush per request. Either way a reply leaves only after its commit.
       */
      readonly commit?: 'turn' | 'request';
    };

/** After how many pages of its log (16 MB) SQLite moves them into the file: seldom, since each time costs two flushes. */
const checkpointPages = 4000;

/** How much of the file is kept in memory, in kB: the newest parts of all indexes fit, however many messages there are. */
const cacheKb = 32_000;

/**
 * Opens the database of a storage, with its tables.
 *
 * @throws where the file cannot be used, or is of another format.
 */
export function openDatabase(storage: Storage): DatabaseSync {
  // Loaded here and not at import: only who makes a sandbox needs it, and some Nodes warn on loading it.
  const { DatabaseSync } = process.getBuiltinModule('node:sqlite');
  const db = new DatabaseSync(storage === 'memory' ? ':memory:' : storage.file);
  // Exclusive: two sandboxes on one file would both move its messages on.
  if (storage !== 'memory') {
    db.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
    db.exec(`PRAGMA wal_autocheckpoint = ${checkpointPages}; PRAGMA cache_size = -${cacheKb}`);
  }
  // Node's own row type is a record of values; the pragma has this one column.
  const { user_version: version } = db.prepare('PRAGMA user_version').get() as { user_version: number };
  if (version === SCHEMA_VERSION) return db;
  if (version !== 0) {
    db.close();
    throw new Error(
      `The file was written by another version of the sandbox (format ${version}, not ${SCHEMA_VERSION}).`,
    );
  }
  db.exec(`BEGIN; ${SCHEMA}; PRAGMA user_version = ${SCHEMA_VERSION}; COMMIT`);
  return db;
}
