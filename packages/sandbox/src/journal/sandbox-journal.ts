import type { Platform } from '../platform.ts';
import { asClientCode, asCurl } from './copy-request.ts';
import type { JournalEntry } from './journal-entry.ts';

/** The newest requests with their replies: up to 1000, and 32 MB of bodies. */
export interface RequestJournal {
  /** Requests, newest first: of all accounts, or of the one with this key. `limit` is 100 unless told otherwise. */
  list(query?: {
    readonly endpoint?: string;
    readonly apiKey?: string;
    readonly limit?: number;
  }): JournalEntry[];
  /** One request by its number, if it is still kept. */
  get(number: number): JournalEntry | undefined;
  /** A request as a line for a shell, which takes the key from `CHATTI_API_KEY`; undefined where it is not kept. */
  curl(number: number): string | undefined;
  /** A request as a call of the client; undefined where it is not kept. */
  code(number: number): string | undefined;
  /** Forgets all requests. */
  clear(): void;
}

/** The journal as the user of a sandbox sees it. */
export function sandboxJournal({ journal, accounts, publicOrigin }: Platform): RequestJournal {
  return {
    list({ apiKey, endpoint, limit } = {}) {
      return journal.list({
        endpoint,
        limit,
        accountId: apiKey === undefined ? undefined : (accounts.idOf(apiKey) ?? ''),
      });
    },
    get: (number) => journal.get(number),
    curl(number) {
      const entry = journal.get(number);
      return entry && asCurl(entry, publicOrigin());
    },
    code(number) {
      const entry = journal.get(number);
      return entry && asClientCode(entry);
    },
    clear: () => journal.clear(),
  };
}
