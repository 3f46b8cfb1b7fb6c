import type { Outcome } from './outcome.ts';

/** One attempt of a call: when, what came of it, how long it took. */
export interface Attempt {
  /** When it began, ISO 8601 in UTC. */
  readonly startedAt: string;
  /** How long it took, in milliseconds. */
  readonly durationMs: number;
  /** The HTTP status of the reply, or null when there was none. */
  readonly status: number | null;
  /** What went wrong in a few words (`connection refused`, `time-out`, `status 503`), or null. */
  readonly failure: string | null;
  /** What is known of this attempt alone, or null when it succeeded. */
  readonly outcome: Outcome | null;
  /** The pause before the next attempt in milliseconds, or null when there was none. */
  readonly waitedMs: number | null;
}
