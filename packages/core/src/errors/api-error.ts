import type { ErrorFacts } from './chatti-error.ts';
import { ChattiError } from './chatti-error.ts';

/** One field that the server complains about. */
export interface ApiErrorField {
  /** The field, as the server names it: `to`, `messages[3].to`. */
  readonly field: string;
  /** The server's code for it, such as `invalid_number`. */
  readonly code: string;
  /** The server's sentence. */
  readonly message: string;
}

/** What an {@link ApiError} knows besides the facts of every error. */
export interface ApiErrorFacts extends ErrorFacts {
  /** The HTTP status of the last reply. */
  readonly status: number;
  /** The server's code, or `http_` and the status where the body had none. */
  readonly code: string;
  /** The fields the server complains about; empty when it is not about fields. */
  readonly errors?: readonly ApiErrorField[] | undefined;
  /** How long the server asks to wait, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
}

/**
 * The server answered with a status that is not a success. `outcome` is `rejected` where the status proves that
 * nothing was done (a 4xx), and `unknown` where it does not (408, 3xx, 5xx on a send), or where an earlier
 * attempt of the same call may have gone through.
 */
export class ApiError extends ChattiError {
  override name = 'ApiError';
  /** The HTTP status of the last reply. */
  readonly status: number;
  /** The server's code, such as `recipient_opted_out`; `http_` and the status where the body had none. */
  readonly code: string;
  /** The fields the server complains about; empty when it is not about fields. */
  readonly errors: readonly ApiErrorField[];
  /** How long the server asks to wait, in milliseconds; undefined where it does not say. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, facts: ApiErrorFacts) {
    super(message, facts);
    this.status = facts.status;
    this.code = facts.code;
    this.errors = facts.errors ?? [];
    this.retryAfterMs = facts.retryAfterMs;
  }
}
