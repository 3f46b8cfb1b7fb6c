import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { openDatabase, type Storage } from './open-database.ts';

/** How long a commit waits at most for as many writes as the one before it had, in ms. */
const patienceMs = 1;

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
  /** How many rows were changed so far. */
  #changes = 0;
  /** The writes of this commit, and of the one before. */
  #writes = 0;
  #expected = 0;
  #commit: Promise<void> | undefined;
  /** Commits, or ends the transaction in another way. */
  #finishCommit: ((end?: () => void) => void) | undefined;

  constructor(storage: Storage) {
    this.#mode = storage === 'memory' ? 'memory' : (storage.commit ?? 'turn');
    this.#db = openDatabase(storage);
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
    const changes = Number(this.#prepared(sql).run(...values).changes);
    this.#changes += changes;
    return changes;
  }

  /** Runs `work` as a whole: what it wrote is taken back where it throws. Not to be waited in. */
  write<T>(work: () => T): T {
    return this.#depth > 0 ? work() : this.#within(() => this.#undoable(work));
  }

  /**
   * As `write`, for work that is refused before it writes or not at all: afterwards it fails as seldom as the disk does. So a
   * file is spared a savepoint for it, which costs as much as all that it writes; where it fails after all, everything of
   * its turn is taken back.
   */
  writeReady<T>(work: () => T): T {
    if (this.#depth > 0) return work();
    return this.#mode === 'memory' ? this.write(work) : this.#within(work);
  }

  /**
   * Resolves once everything written so far, and everything read of it, is on the disk. Undefined where nothing waits.
   *
   * @throws what SQLite throws where the commit failed: then nothing of the turn was stored.
   */
  settled(): Promise<void> | undefined {
    return this.#commit;
  }

  /** Calls `listener` when something that was written, and may have been read, was taken back. */
  onLost(listener: () => void): void {
    this.#lostListeners.push(listener);
  }

  /** Commits what is open and closes. */
  close(): void {
    this.#finishCommit?.();
    if (this.#db.isOpen) this.#db.close();
  }

  /** Runs work in the transaction of its turn, or in one of its own. */
  #within<T>(work: () => T): T {
    if (this.#mode !== 'memory') this.#begin();
    this.#writes++;
    this.#depth++;
    const before = this.#changes;
    let result: T;
    try {
      result = work();
    } catch (error) {
      if (this.#mode !== 'memory' && (this.#changes !== before || !this.#db.isTransaction)) this.#lose(error);
      else if (this.#mode === 'request') this.#db.exec('ROLLBACK');
      throw error;
    } finally {
      this.#depth--;
    }
    if (this.#mode === 'request') this.#end();
    return result;
  }

  #undoable<T>(work: () => T): T {
    this.#prepared('SAVEPOINT work').run();
    const before = this.#changes;
    try {
      const result = work();
      this.#prepared('RELEASE work').run();
      return result;
    } catch (error) {
      // A full disk ends the whole transaction by itself: then there is nothing left to go back to.
      if (!this.#db.isTransaction) throw error;
      this.#db.exec('ROLLBACK TO work; RELEASE work');
      if (this.#changes !== before) this.#tellLost();
      this.#changes = before;
      throw error;
    }
  }

  #begin(): void {
    if (this.#commit) return;
    this.#prepared('BEGIN IMMEDIATE').run();
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
    this.#finishCommit = (end = () => this.#end()) => {
      clearImmediate(turn);
      this.#expected = this.#writes;
      this.#commit = undefined;
      this.#finishCommit = undefined;
      try {
        end();
        resolve();
      } catch (error) {
        reject(error instanceof Error ? error : new Error('The commit failed.', { cause: error }));
      }
    };
  }

  #end(): void {
    try {
      this.#prepared('COMMIT').run();
    } catch (error) {
      this.#rollBack();
      throw error;
    }
  }

  /** Gives the transaction up, and tells whoever waits for it. */
  #lose(cause: unknown): void {
    const end = (): never => {
      this.#rollBack();
      throw new Error('Something else that was stored with it failed.', { cause });
    };
    if (this.#finishCommit) this.#finishCommit(end);
    else this.#rollBack();
  }

  #rollBack(): void {
    if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
    this.#tellLost();
  }

  #tellLost(): void {
    for (const listener of this.#lostListeners) listener();
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
