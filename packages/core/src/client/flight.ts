import type { WireRequest } from '../contract/wire.ts';
import type { Attempt } from '../errors/attempt.ts';
import type { Redact } from './redact.ts';
import type { ResponseInfo } from './response-of.ts';
import type { Settings } from './settings.ts';
import type { Task } from './task.ts';

/** One call on its way: everything that its attempts need, settled before the first. */
export interface Flight {
  readonly task: Task;
  readonly settings: Settings;
  readonly wire: WireRequest;
  /** The API key, checked; undefined where the header was removed. */
  readonly apiKey: string | undefined;
  /** The same for all attempts; undefined where none is sent. */
  readonly idempotencyKey: string | undefined;
  readonly reference: string | undefined;
  readonly signal: AbortSignal | undefined;
  /** The attempts so far; each is added as it ends. */
  readonly attempts: Attempt[];
  /** Takes secrets and the texts of this call out of a sentence. */
  readonly redact: Redact;
  /** Told about each attempt. Must not throw. */
  onAttempt(attempt: Attempt): void;
  /** Told about the reply that settled the call. Must not throw. */
  onResponse(response: ResponseInfo): void;
}
