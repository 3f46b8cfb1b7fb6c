import { ChattiError } from './chatti-error.ts';

/**
 * The caller's `signal` ended the call. `outcome` is `not_sent` when it was aborted before the request was
 * handed over, else `unknown`. `cause` is the signal's reason.
 */
export class AbortError extends ChattiError {
  override name = 'AbortError';
}
