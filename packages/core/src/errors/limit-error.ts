import type { ErrorFacts } from './chatti-error.ts';
import { ChattiError } from './chatti-error.ts';

/** What a {@link LimitError} knows besides the facts of every error. */
export interface LimitErrorFacts extends Omit<ErrorFacts, 'outcome'> {
  /** When the same call would be within the limit, in milliseconds from now; undefined for never. */
  readonly retryAfterMs?: number | undefined;
}

/**
 * A limit of the application's own, such as that of `segmentLimit`, does not allow the call now. Nothing left the
 * machine (`outcome` is `not_sent`). This is not the rate limit of the server, which is an `ApiError` of status 429.
 */
export class LimitError extends ChattiError {
  override name = 'LimitError';
  /** When the same call would be within the limit, in milliseconds from then; undefined for never. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, facts: LimitErrorFacts = {}) {
    super(message, { ...facts, outcome: 'not_sent' });
    this.retryAfterMs = facts.retryAfterMs;
  }
}
