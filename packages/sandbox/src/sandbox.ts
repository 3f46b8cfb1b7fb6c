import type { CompleteMessage } from '@chatti/core/contract';
import type { SandboxClock } from './sandbox-clock.ts';
import type { Faults } from './faults/fault-plan.ts';
import type { Listening, ListenOptions } from './http/listen.ts';
import type { SandboxFetch } from './http/sandbox-fetch.ts';
import type { Reply } from './inbound.ts';
import type { Inbox } from './inbox.ts';
import type { RequestJournal } from './journal/sandbox-journal.ts';
import type { Recording } from './recording/recording.ts';
import type { AccountMessages } from './sandbox-messages.ts';
import type { RunningSettings } from './sandbox-settings.ts';
import type { Snapshot } from './snapshot.ts';
import type { WebhookDeliveries } from './webhooks/account-webhooks.ts';

/** The world around one account: what its recipients get and write. */
export interface SandboxAccount {
  /** The key that opens the account. */
  readonly apiKey: string;
  /** What its recipients got. */
  readonly inbox: Inbox;
  /** What became of the events that were posted to its webhooks. */
  readonly webhooks: WebhookDeliveries;
  /** All its messages. */
  readonly messages: AccountMessages;
  /** Its settings, and the latency of all: how they stand, and to be changed. */
  readonly settings: RunningSettings;
  /**
   * Has somebody write to the account. One keyword alone acts: STOP opts the writer out, START in again.
   *
   * @throws `TypeError` where `from` or `to` is no phone number.
   */
  reply(reply: Reply): Promise<CompleteMessage>;
}

/** A sandbox: the whole API, the phones at the other end, and the clock. */
export interface Sandbox extends SandboxAccount, AsyncDisposable {
  /** Answers requests in this process, without a port. Give it to `createChatti` as `fetch`. */
  readonly fetch: SandboxFetch;
  /** The base URL with its `/v1`: that of the port once it listens, and one that only `fetch` answers before. */
  readonly baseUrl: string;
  /** The sandbox's time. */
  readonly clock: SandboxClock;
  /** Faults to order: what goes wrong with the next requests. */
  readonly faults: Faults;
  /** The newest requests with their replies. */
  readonly journal: RequestJournal;
  /** The world around another account. Every key opens one of its own, so that parallel tests do not meet. */
  account(apiKey: string): SandboxAccount;
  /**
   * Listens on a port of this machine, 4010 unless told otherwise, on 127.0.0.1 and ::1 only.
   *
   * @throws what Node throws where the port is taken (`code` is `EADDRINUSE`).
   */
  listen(options?: ListenOptions): Promise<Listening>;
  /** Forgets everything but the time. With a seed, ids and tokens begin anew; faults and settings are as the options say. */
  reset(): Promise<void>;
  /** Everything it holds, as plain data. */
  snapshot(): Snapshot;
  /** Puts a snapshot in the place of everything. A clock that is behind it catches up. */
  restore(snapshot: Snapshot): Promise<void>;
  /**
   * Everything that happened so far, to be saved as JSON and replayed.
   *
   * @throws `TypeError` where the option `record` is not set.
   */
  recording(): Recording;
  /** Stops listening, stores what is to be stored, and lets go of the file. Calls after it fail as to a port where nobody listens. */
  close(): Promise<void>;
}
