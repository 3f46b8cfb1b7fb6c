import { createHash } from 'node:crypto';
import type { Clock } from './clock.ts';
import { base32Bytes, type Names } from './names.ts';
import type { AccountSettings, Settings } from './settings.ts';
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
  readonly names: Names;
  readonly clock: Clock;
  readonly sections: Sections;
  /** What a key is called where it is kept. */
  readonly alias: (key: string) => string;
}

/** The accounts: any key opens one of its own. */
export class Accounts {
  readonly #db: Database;
  readonly #settings: Settings;
  readonly #names: Names;
  readonly #clock: Clock;
  readonly #sections: Sections;
  readonly #alias: (key: string) => string;
  readonly #cache = new Map<string, Account>();

  constructor(db: Database, { settings, names, clock, sections, alias }: AccountParts) {
    this.#db = db;
    this.#settings = settings;
    this.#names = names;
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

  /** The id of the account of a key; undefined where nobody has used it yet. */
  idOf(key: string): string | undefined {
    const hash = hashOf(this.#alias(key));
    return this.#cache.get(key)?.id ?? this.#find(hash)?.id;
  }

  /** What an account has left, in ten-thousandths. */
  balance(account: Account): number {
    const sql = 'SELECT balance FROM accounts WHERE number = ?';
    return this.#db.get<{ balance: number }>(sql, account.number)?.balance ?? 0;
  }

  /** Adds to the balance; a charge is negative. */
  credit(account: number, amount: number): void {
    this.#db.run('UPDATE accounts SET balance = balance + ? WHERE number = ?', amount, account);
  }

  /** Forgets what was read, where the tables were emptied or replaced. */
  forget(): void {
    this.#cache.clear();
  }

  #find(hash: string): AccountRow | undefined {
    return this.#db.get('SELECT number, id, created_at FROM accounts WHERE key_hash = ?', hash);
  }

  #create(hash: string, balance: number): AccountRow {
    const id = `acc_${base32Bytes(this.#names.bytes(16, ['account', hash]))}`;
    const sql = 'INSERT INTO accounts (id, key_hash, balance, created_at) VALUES (?, ?, ?, ?)';
    this.#db.write(() => this.#db.run(sql, id, hash, balance, this.#clock.now()));
    const row = this.#find(hash);
    if (!row) throw new Error('The account was not stored.');
    return row;
  }
}

/** What a key is found by: the key itself is not kept. */
function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}
