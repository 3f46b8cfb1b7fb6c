import type { Database } from './database.ts';

/** A file that came with a message. */
export interface StoredFile {
  readonly content_type: string;
  readonly content: Uint8Array<ArrayBuffer>;
}

/** The files that were sent as content. Files sent as URLs are never fetched. */
export class MediaStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Stores a file under a token, which its URL carries. */
  add(token: string, account: number, file: StoredFile): void {
    const sql = 'INSERT INTO media (token, account, content_type, content) VALUES (?, ?, ?, ?)';
    this.#db.run(sql, token, account, file.content_type, file.content);
  }

  /** The file with this token. */
  get(token: string): StoredFile | undefined {
    return this.#db.get('SELECT content_type, content FROM media WHERE token = ?', token);
  }
}
