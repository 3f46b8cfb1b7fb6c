import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from './clock.ts';
import { base32Bytes, createNames, type Names } from './names.ts';
import type { AccountSettings } from './account-settings.ts';
import type { Settings } from './settings.ts';
import type { Sections } from './recording/sections.ts';
import type { Database } from './store/database.ts';

/** An account: what belongs to one API key. */
export interface Account {
  /** Its number in the database. */
  readonly number: number;
  readonly id: string;
  readonly settings: AccountSettings;
  readonly createdAt: number;
}

interface AccountRow {
  number: number;
  id: string;
  created_at: number;
}

/** How many accounts are kept at hand. */
const cacheLimit = 1000;

/** What accounts are made of. */
interface AccountParts {
  readonly settings: Settings;
  /** What ids are derived from; undefined where they are to be random. */
  readonly seed: string | undefined;
  readonly clock: Clock;
  readonly sections: Sections;
  /** What a key is called where it is kept. */
  readonly alias: (key: string) => string;
}

/** The accounts: any key opens one of its own. */
export class Accounts {
  readonly #db: Database;
  readonly #settings: Settings;
  readonly #seed: string | undefined;
  readonly #clock: Clock;
  readonly #sections: Sections;
  readonly #alias: (key: string) => string;
  readonly #cache = new Map<string, Account>();
  #names: Names;

  constructor(db: Database, { settings, seed, clock, sections, alias }: AccountParts) {
    this.#db = db;
    this.#settings = settings;
    this.#seed = seed;
    this.#names = this.#newNames();
    this.#clock = clock;
    this.#sections = sections;
    this.#alias = alias;
    db.onLost(() => this.#cache.clear());
  }

  /** The account of a key, made at its first use. The key itself is not stored. */
  open(key: string): Account {
    const cached = this.#cache.get(key);
    if (cached) return cached;
    const name = this.#alias(key);
    const hash = hashOf(name);
    const make = () => this.#create(hash, this.#settings.of(key).balance);
    const row = this.#find(hash) ?? this.#sections.run(() => ({ do: 'open', key: name }), make);
    const account = {
      number: row.number,
      id: row.id,
      settings: this.#settings.of(key),
      createdAt: row.created_at,
    };
    const [oldest] = this.#cache.keys();
    if (oldest !== undefined && this.#cache.size >= cacheLimit) this.#cache.delete(oldest);
    this.#cache.set(key, account);
    return account;
  }

  /**
   * The account of a key for who only looks: one that nobody has used yet is as its first use would find it, and is not
   * made. Its number is 0, which nothing belongs to.
   */
  look(key: string): Account {
    const cached = this.#cache.get(key);
    if (cached) return cached;
    const hash = hashOf(this.#alias(key));
    const row = this.#find(hash);
    return {
      number: row?.number ?? 0,
      id: row?.id ?? this.#idFor(hash),
      settings: this.#settings.of(key),
      createdAt: row?.created_at ?? this.#clock.now(),
    };
  }

  /** The id of the account of a key; undefined where nobody has used it yet. */
  idOf(key: string): string | undefined {
    const hash = hashOf(this.#alias(key));
    return this.#cache.get(key)?.id ?? this.#find(hash)?.id;
  }

  /** The id of the account with this number. */
  idAt(number: number): string | undefined {
    return this.#db.get<{ id: string }>('SELECT id FROM accounts WHERE number = ?', number)?.id;
  }

  /** What an account has left, in ten-thousandths. */
  balance(account: Account): number {
    const sql = 'SELECT balance FROM accounts WHERE number = ?';
    return this.#db.get<{ balance: number }>(sql, account.number)?.balance ?? account.settings.balance;
  }

  /** Adds to the balance. */
  credit(account: number, amount: number): void {
    this.#db.run('UPDATE accounts SET balance = balance + ? WHERE number = ?', amount, account);
  }

  /** Takes from the balance, where it has as much; says whether it had. */
  charge(account: number, amount: number): boolean {
    const sql = 'UPDATE accounts SET balance = balance - ?1 WHERE number = ?2 AND balance >= ?1';
    return this.#db.run(sql, amount, account) === 1;
  }

  /** Gives an account a balance, in ten-thousandths. */
  setBalance({ number }: Account, amount: number): void {
    this.#db.run('UPDATE accounts SET balance = ? WHERE number = ?', amount, number);
  }

  /** Reads accounts anew, since what is said of them has changed. */
  reread(): void {
    this.#cache.clear();
  }

  /** Forgets what was read, where the tables were emptied or replaced. */
  forget(): void {
    this.#cache.clear();
    this.#names = this.#newNames();
  }

  /** Names that stay as they are until everything is forgotten: who looks at an account sees the id that it will have. */
  #newNames(): Names {
    return createNames(this.#seed ?? randomBytes(16).toString('hex'));
  }

  #idFor(hash: string): string {
    return `acc_${base32Bytes(this.#names.bytes(16, ['account', hash]))}`;
  }

  #find(hash: string): AccountRow | undefined {
    return this.#db.get('SELECT number, id, created_at FROM accounts WHERE key_hash = ?', hash);
  }

  #create(hash: string, balance: number): AccountRow {
    const sql = 'INSERT INTO accounts (id, key_hash, balance, created_at) VALUES (?, ?, ?, ?)';
    this.#db.write(() => this.#db.run(sql, this.#idFor(hash), hash, balance, this.#clock.now()));
    const row = this.#find(hash);
    if (!row) throw new Error('The account was not stored.');
    return row;
  }
}

/** What a key is found by: the key itself is not kept. */
function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}
