import type { ErrorFacts } from './chatti-error.ts';
import { ChattiError } from './chatti-error.ts';

/**
 * The status says success, but the body cannot be read: no JSON, cut short, too large, or without an `id`. The
 * server has most likely done the work, so `outcome` is `unknown`. A new or missing field is never a reason for
 * this error.
 */
export class ReplyError extends ChattiError {
  override name = 'ReplyError';
  /** The HTTP status of the reply. */
  readonly status: number;

  constructor(message: string, facts: ErrorFacts & { readonly status: number }) {
    super(message, facts);
    this.status = facts.status;
  }
}
