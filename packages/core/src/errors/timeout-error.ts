import type { ErrorFacts } from './chatti-error.ts';
import { ChattiError } from './chatti-error.ts';

/**
 * The reply did not come within a time limit. `outcome` is `unknown`: the server may have done the work, unless
 * every attempt ended before a connection stood (`not_sent`).
 */
export class TimeoutError extends ChattiError {
  override name = 'TimeoutError';
  /** The limit that ran out, in milliseconds. */
  readonly timeoutMs: number;

  constructor(message: string, facts: ErrorFacts & { readonly timeoutMs: number }) {
    super(message, facts);
    this.timeoutMs = facts.timeoutMs;
  }
}
