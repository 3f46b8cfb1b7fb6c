import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
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

/** How long a commit waits at most for as many writes as the one before it had, in ms. */
const patienceMs = 1;

/** After how many pages of its log (16 MB) SQLite moves them into the file: seldom, since each time costs two flushes. */
const checkpointPages = 4000;

/** How much of the file is kept in memory, in kB: the newest parts of all indexes fit, however many messages there are. */
const cacheKb = 32_000;

/** A value of a column. */
export type Value = SQLInputValue;

/**
 * The SQLite database. What is written to a file is flushed to the disk (`synchronous=FULL`) before `settled` resolves,
 * so that a reply which waits for it survives the death of the process.
 */
export class Database {
  readonly #db: DatabaseSync;
  readonly #mode: 'memory' | 'turn' | 'request';
  readonly #statements = new Map<string, StatementSync>();
  readonly #lostListeners: (() => void)[] = [];
  #depth = 0;
  /** The writes of this commit, and of the one before. */
  #writes = 0;
  #expected = 0;
  #commit: Promise<void> | undefined;
  #finishCommit: (() => void) | undefined;

  constructor(storage: Storage) {
    this.#mode = storage === 'memory' ? 'memory' : (storage.commit ?? 'turn');
    this.#db = open(storage);
  }

  /** One row, or undefined. The caller names the columns of its own statement. */
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the statement alone knows its columns
  get<Row>(sql: string, ...values: Value[]): Row | undefined {
    return this.#prepared(sql).get(...values) as Row | undefined;
  }

  /** All rows. The caller names the columns of its own statement. */
  all<Row>(sql: string, ...values: Value[]): Row[] {
    return this.#prepared(sql).all(...values) as Row[];
  }

  /** Writes; gives the number of changed rows. Only within `write`. */
  run(sql: string, ...values: Value[]): number {
    return Number(this.#prepared(sql).run(...values).changes);
  }

  /** Runs `work` as a whole: what it wrote is taken back where it throws. Not to be waited in. */
  write<T>(work: () => T): T {
    if (this.#depth > 0) return work();
    if (this.#mode !== 'memory') this.#begin();
    this.#writes++;
    this.#prepared('SAVEPOINT work').run();
    this.#depth++;
    try {
      const result = work();
      this.#prepared('RELEASE work').run();
      return result;
    } catch (error) {
      // A full disk ends the whole transaction by itself: then there is nothing left to go back to.
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK TO work; RELEASE work');
      throw error;
    } finally {
      this.#depth--;
      if (this.#mode === 'request') this.#end();
    }
  }

  /**
   * Resolves once everything written so far, and everything read of it, is on the disk. Undefined where nothing waits.
   *
   * @throws what SQLite throws where the commit failed: then nothing of the turn was stored.
   */
  settled(): Promise<void> | undefined {
    return this.#commit;
  }

  /** Calls `listener` when a commit failed, and with it what was read before. */
  onLost(listener: () => void): void {
    this.#lostListeners.push(listener);
  }

  /** Commits what is open and closes. */
  close(): void {
    this.#finishCommit?.();
    if (this.#db.isOpen) this.#db.close();
  }

  #begin(): void {
    if (this.#commit) return;
    this.#db.exec('BEGIN IMMEDIATE');
    if (this.#mode === 'request') return;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    // Whoever waits sees the failure; where nobody does, it must not end the process.
    promise.catch(() => {});
    this.#commit = promise;
    this.#writes = 0;
    const began = performance.now();
    // While callers wait for one commit together, they ask together after it: a turn or two more catches them all.
    const isLacking = () => this.#writes < this.#expected && performance.now() - began < patienceMs;
    const look = () => void (isLacking() ? (turn = setImmediate(look)) : this.#finishCommit?.());
    let turn = setImmediate(look);
    this.#finishCommit = () => {
      clearImmediate(turn);
      this.#expected = this.#writes;
      this.#commit = undefined;
      this.#finishCommit = undefined;
      try {
        this.#end();
        resolve();
      } catch (error) {
        reject(error instanceof Error ? error : new Error('The commit failed.', { cause: error }));
      }
    };
  }

  #end(): void {
    try {
      this.#db.exec('COMMIT');
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      for (const listener of this.#lostListeners) listener();
      throw error;
    }
  }

  #prepared(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

function open(storage: Storage): DatabaseSync {
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
