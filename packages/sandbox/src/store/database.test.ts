import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Database } from './database.ts';

const insert = 'INSERT INTO opt_outs (account, number, source, created_at) VALUES (1, ?, ?, 0)';
const count = 'SELECT count(*) AS total FROM opt_outs';

function add(db: Database, number: string): void {
  db.write(() => db.run(insert, number, 'api'));
}

function total(db: Database): number | undefined {
  return db.get<{ total: number }>(count)?.total;
}

describe('in memory', () => {
  it('takes back all of a write that throws', () => {
    const db = new Database('memory');
    add(db, '+1');
    const work = () =>
      db.write(() => {
        db.run(insert, '+2', 'api');
        db.write(() => db.run(insert, '+3', 'api'));
        throw new Error('No.');
      });
    expect(work).toThrow('No.');
    expect(total(db)).toBe(1);
  });

  it('has nothing to wait for', () => {
    const db = new Database('memory');
    add(db, '+1');
    expect(db.settled()).toBeUndefined();
  });
});

describe('in a file', () => {
  let folder = '';
  let file = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'chatti-database-'));
    file = join(folder, 'sandbox.db');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('settles all writes of a turn together, once', async () => {
    const db = new Database({ file });
    add(db, '+1');
    const first = db.settled();
    add(db, '+2');
    expect(first).toBeInstanceOf(Promise);
    expect(db.settled()).toBe(first);
    await first;
    expect(db.settled()).toBeUndefined();
    db.close();
  });

  it('keeps what was settled, and takes back only the write that throws', async () => {
    const db = new Database({ file });
    add(db, '+1');
    expect(() =>
      db.write(() => {
        db.run(insert, '+2', 'api');
        throw new Error('No.');
      }),
    ).toThrow('No.');
    add(db, '+3');
    await db.settled();
    db.close();
    const again = new Database({ file });
    expect(again.all('SELECT number FROM opt_outs').map((row) => ({ ...(row as object) }))).toEqual([
      { number: '+1' },
      { number: '+3' },
    ]);
    again.close();
  });

  const fail = (db: Database) => () =>
    db.writeReady(() => {
      db.run(insert, '+2', 'api');
      throw new Error('No.');
    });
  const refuse = (db: Database) => () =>
    db.writeReady(() => {
      throw new Error('No.');
    });

  it('takes the whole turn back where work fails that was ready and has written', async () => {
    const db = new Database({ file });
    let lost = 0;
    db.onLost(() => lost++);
    add(db, '+1');
    const before = db.settled();
    expect(fail(db)).toThrow('No.');
    expect(db.settled()).toBeUndefined();
    add(db, '+3');
    await expect(before).rejects.toThrow(/stored with it/);
    await db.settled();
    expect(lost).toBe(1);
    expect(db.all<{ number: string }>('SELECT number FROM opt_outs').map(({ number }) => number)).toEqual([
      '+3',
    ]);
    db.close();
  });

  it('leaves the turn alone where ready work is refused before it writes', async () => {
    const db = new Database({ file });
    add(db, '+1');
    expect(refuse(db)).toThrow('No.');
    db.writeReady(() => db.run(insert, '+3', 'api'));
    await db.settled();
    expect(total(db)).toBe(2);
    db.close();
  });

  it.each(['memory', 'request'] as const)('takes back ready work that fails alone: %s', (mode) => {
    const db = new Database(mode === 'memory' ? mode : { file, commit: mode });
    add(db, '+1');
    expect(fail(db)).toThrow('No.');
    expect(refuse(db)).toThrow('No.');
    db.writeReady(() => db.run(insert, '+3', 'api'));
    expect(total(db)).toBe(2);
    db.close();
  });

  it('stores what is open when it closes', () => {
    const db = new Database({ file });
    add(db, '+1');
    db.close();
    const again = new Database({ file });
    expect(total(again)).toBe(1);
    again.close();
  });

  it('settles each write alone where it is told to', () => {
    const db = new Database({ file, commit: 'request' });
    add(db, '+1');
    expect(db.settled()).toBeUndefined();
    expect(total(db)).toBe(1);
    db.close();
  });

  it('flushes every commit to the disk, through a write-ahead log', () => {
    const db = new Database({ file });
    expect(db.get<{ synchronous: number }>('PRAGMA synchronous')?.synchronous).toBe(2);
    expect(db.get<{ journal_mode: string }>('PRAGMA journal_mode')?.journal_mode).toBe('wal');
    db.close();
  });

  it('tells whoever waits where a commit fails, and forgets what was read', async () => {
    const db = new Database({ file });
    let lost = 0;
    db.onLost(() => lost++);
    db.write(() => {
      db.run('PRAGMA defer_foreign_keys = ON');
      add(db, '+1');
    });
    // A commit that cannot work: the transaction is gone already.
    db.run('ROLLBACK');
    await expect(db.settled()).rejects.toThrow();
    expect(lost).toBe(1);
    expect(total(db)).toBe(0);
    add(db, '+2');
    await db.settled();
    expect(total(db)).toBe(1);
    db.close();
  });

  it('lets no second sandbox use the file', () => {
    const db = new Database({ file });
    expect(() => new Database({ file })).toThrow(/locked/);
    db.close();
  });

  it('refuses a file of another format and one that is no database', () => {
    const db = new Database({ file });
    db.write(() => db.run('PRAGMA user_version = 99'));
    db.close();
    expect(() => new Database({ file })).toThrow(/format 99/);
    const text = join(folder, 'text');
    writeFileSync(text, 'This is no database, but text that is long enough to look at. '.repeat(20));
    expect(() => new Database({ file: text })).toThrow();
  });
});
