import { createHash } from 'node:crypto';
import type { Database } from '../store/database.ts';
import { fieldRefusal, Refusal } from '../refusal.ts';

/** What was answered, as it is kept for the next request with the same key. */
export interface Answer {
  readonly status: number;
  readonly body: string | null;
}

/** A request that carries a key. */
export interface KeyedRequest {
  readonly account: number;
  /** Method and path. */
  readonly place: string;
  readonly key: string;
  readonly contentHash: string;
}

interface StoredAnswer extends Answer {
  readonly content_hash: string;
}

/** How long an answer is kept, in ms: 24 hours. */
const keptMs = 86_400_000;

/** The longest key. */
const maxKey = 255;

/** Remembers the first success for each key, so that sending again is not sending twice. */
export class Idempotency {
  readonly #db: Database;
  /** The content of requests that are not answered yet, by account, place and key. */
  readonly #running = new Map<string, string>();

  constructor(db: Database) {
    this.#db = db;
  }

  /**
   * The answer that was given before; undefined where this is the first request with its key.
   *
   * @throws `Refusal` where the key was used with other content, or where the first request is still running.
   */
  find(request: KeyedRequest, now: number): Answer | undefined {
    const running = this.#running.get(nameOf(request));
    const stored = this.#stored(request, now);
    const known = running ?? stored?.content_hash;
    if (known !== undefined && known !== request.contentHash) throw new Refusal('idempotency_key_reused');
    if (running !== undefined) throw new Refusal('idempotency_key_in_use');
    return stored;
  }

  /** Holds the key until the function that comes back is called. */
  hold(request: KeyedRequest): () => void {
    const name = nameOf(request);
    this.#running.set(name, request.contentHash);
    return () => this.#running.delete(name);
  }

  /** Keeps the answer to a request, within the write that it answers. */
  keep(request: KeyedRequest, answer: Answer, now: number): void {
    this.#db.run('DELETE FROM idempotency WHERE expires_at <= ?', now);
    const sql =
      'INSERT INTO idempotency (account, place, key, content_hash, status, body, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)';
    const { account, place, key, contentHash } = request;
    this.#db.run(sql, account, place, key, contentHash, answer.status, answer.body, now + keptMs);
  }

  #stored({ account, place, key }: KeyedRequest, now: number): StoredAnswer | undefined {
    const sql = `SELECT content_hash, status, body FROM idempotency
      WHERE account = ? AND place = ? AND key = ? AND expires_at > ?`;
    return this.#db.get(sql, account, place, key, now);
  }
}

/**
 * The key of a request: of a POST only, since the others can be repeated anyway.
 *
 * @throws `Refusal` where it is empty or too long.
 */
export function readKey(request: Request): string | undefined {
  const key = request.method === 'POST' ? request.headers.get('idempotency-key') : null;
  if (key === null) return undefined;
  if (key === '') throw fieldRefusal('Idempotency-Key', 'empty');
  if (key.length > maxKey) throw fieldRefusal('Idempotency-Key', 'too_long');
  return key;
}

/** What two requests with the same key are compared by. */
export function hashContent(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64url');
}

function nameOf({ account, place, key }: KeyedRequest): string {
  return `${account} ${place} ${key}`;
}
