import type { Platform } from '../platform.ts';
import { asClientCode, asCurl } from './copy-request.ts';
import type { JournalEntry } from './journal-entry.ts';

/** The newest requests with their replies: up to 1000, and 32 MB of bodies. */
export interface RequestJournal {
  /**
   * Requests, newest first: of all accounts, or of the one with this key. With `messageId` those that made that message, named
   * it or followed its opt-out link, and all attempts of the same calls; with `call` all attempts of the call that the entry
   * with this number belongs to. `limit` is 100 unless told otherwise.
   */
  list(query?: {
    readonly endpoint?: string;
    readonly apiKey?: string;
    readonly messageId?: string;
    readonly call?: number;
    readonly limit?: number;
  }): JournalEntry[];
  /** Since when every request is kept, on the sandbox's clock: of those answered then or before, some are not. Undefined where none is missing. */
  keptSince(): Date | undefined;
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
    list({ apiKey, endpoint, messageId, call, limit } = {}) {
      return journal.list({
        endpoint,
        messageId,
        call,
        limit,
        accountId: apiKey === undefined ? undefined : (accounts.idOf(apiKey) ?? ''),
      });
    },
    keptSince: () => (journal.keptSince === undefined ? undefined : new Date(journal.keptSince)),
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
