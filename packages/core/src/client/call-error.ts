import { AbortError } from '../errors/abort-error.ts';
import { ApiError } from '../errors/api-error.ts';
import type { ChattiError, ErrorFacts } from '../errors/chatti-error.ts';
import { NetworkError } from '../errors/network-error.ts';
import { ReplyError } from '../errors/reply-error.ts';
import { TimeoutError } from '../errors/timeout-error.ts';
import { cleanCause } from './clean-cause.ts';
import { worstOf } from './decide.ts';
import type { Flight } from './flight.ts';
import type { Failed } from './judge-reply.ts';

/** What the errors of a call have in common: the outcome is that of all attempts. */
function factsOf({ attempts, reference }: Flight): ErrorFacts {
  return { outcome: worstOf(attempts.map(({ outcome }) => outcome)), reference, attempts: [...attempts] };
}

/** The error of a call whose last attempt failed so. */
export function callError(flight: Flight, failed: Failed, timeoutMs: number): ChattiError {
  const { failure, message, requestId, code, errors, retryAfterMs } = failed;
  const status = failed.status ?? 0;
  const facts = { ...factsOf(flight), requestId };
  switch (failure) {
    case 'aborted':
      return abortError(flight);
    case 'timeout':
      return new TimeoutError(`${message} (${timeoutMs} ms)`, { ...facts, timeoutMs });
    case 'not_connected':
    case 'tls':
    case 'lost':
      return new NetworkError(message, { ...facts, cause: cleanCause(failed.error, flight.redact) });
    case 'unreadable':
      return new ReplyError(message, { ...facts, status, cause: cleanCause(failed.error, flight.redact) });
    default:
      return new ApiError(message, { ...facts, status, code, errors, retryAfterMs });
  }
}

/** The error of a call that its signal ended. */
export function abortError(flight: Flight): AbortError {
  return new AbortError('the call was aborted', { ...factsOf(flight), cause: flight.signal?.reason });
}
