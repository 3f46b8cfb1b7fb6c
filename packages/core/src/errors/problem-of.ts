import type { ApiError, ApiErrorField } from './api-error.ts';
import { isChattiError } from './chatti-error.ts';
import type { InputError } from './input-error.ts';
import type { LimitError } from './limit-error.ts';
import type { Outcome } from './outcome.ts';
import type { WebhookVerificationError } from './webhook-verification-error.ts';

/** One field of a refused input, as a caller of the application may see it. */
export interface ProblemField {
  /** The field's path, such as `to`. */
  readonly field: string;
  /** The rule that is broken. */
  readonly code: string;
  /** The rule in a sentence. */
  readonly message: string;
}

/** A problem document after RFC 9457, without anything of the upstream reply but its field complaints. */
export interface Problem {
  /** `about:blank`: the title says what the status means. */
  readonly type: 'about:blank';
  /** The HTTP status to answer with. */
  readonly status: number;
  /** The status in words. */
  readonly title: string;
  /** What happened, in a sentence for the application's own caller. */
  readonly detail: string;
  /** A stable code for programs. */
  readonly code: string;
  /** What happened to the message. */
  readonly outcome: Outcome;
  /** The fields at fault; empty when it is not about fields. */
  readonly errors: readonly ProblemField[];
  /** For the `Retry-After` header, in whole seconds; only on 429. */
  readonly retryAfterS?: number;
}

type Shape = Pick<Problem, 'status' | 'title' | 'code' | 'detail'>;

const upstream: Shape = {
  status: 502,
  title: 'Bad Gateway',
  code: 'upstream_failed',
  detail: 'The messaging service could not be used.',
};

/**
 * The answer that an application should give its own caller for an error of this package (RFC 9457): fields of a
 * refused input are 400, a rate limit (the server's, or one of the application's own) 429 with `retryAfterS`, a
 * time-out 504, everything else of the upstream 502 (a wrong key is the server's business, so 401 and 403 are 502 as
 * well). A refused webhook delivery is the 400, 401 or 413 of its error. Undefined for errors that are not ours, so
 * that they go on to the application's own error handling.
 *
 * @example
 * ```ts
 * const problem = problemOf(error);
 * if (problem) response.status(problem.status).type('application/problem+json').send(problem);
 * ```
 */
export function problemOf(error: unknown): Problem | undefined {
  if (!isChattiError(error)) return undefined;
  const about = { type: 'about:blank', outcome: error.outcome } as const;
  switch (error.name) {
    case 'InputError':
      // The name is this class's own, and another copy of the package has the same fields.
      return { ...about, ...refused, errors: fieldsOf(error as InputError) };
    case 'ApiError':
      return { ...about, ...ofApiError(error as ApiError) };
    case 'LimitError':
      return { ...about, ...limited, errors: [], ...retryAfterOf(error as LimitError) };
    case 'TimeoutError':
      return { ...about, ...timedOut, errors: [] };
    case 'ConfigurationError':
      return { ...about, ...misconfigured, errors: [] };
    case 'WebhookVerificationError':
      return { ...about, ...ofDelivery(error as WebhookVerificationError), errors: [] };
    default:
      return { ...about, ...upstream, errors: [] };
  }
}

const refused: Shape = {
  status: 400,
  title: 'Bad Request',
  code: 'validation_failed',
  detail: 'The message was refused. See errors for the fields.',
};

const timedOut: Shape = {
  status: 504,
  title: 'Gateway Timeout',
  code: 'upstream_timeout',
  detail: 'The messaging service did not answer in time.',
};

const misconfigured: Shape = {
  status: 500,
  title: 'Internal Server Error',
  code: 'misconfigured',
  detail: 'This application is not set up correctly for sending messages.',
};

const limited: Shape = {
  status: 429,
  title: 'Too Many Requests',
  code: 'rate_limited',
  detail: 'Too many messages at once. Try again later.',
};

function fieldsOf(error: InputError): ProblemField[] {
  return error.issues.map(({ path, code, message }) => ({ field: path, code, message }));
}

function ofApiError(error: ApiError): Shape & Pick<Problem, 'errors' | 'retryAfterS'> {
  if (error.status === 429) {
    return { ...limited, errors: [], ...retryAfterOf(error) };
  }
  if (error.status === 504 || error.status === 408) return { ...timedOut, errors: [] };
  if (error.status === 400 || error.status === 422) {
    return { ...refused, code: safeCode(error.code), errors: error.errors.map(upstreamField) };
  }
  return { ...upstream, errors: [] };
}

const deliveryTitles = { 400: 'Bad Request', 401: 'Unauthorized', 413: 'Content Too Large' } as const;

function ofDelivery({ status, reason, message }: WebhookVerificationError): Shape {
  return {
    status,
    title: deliveryTitles[status],
    code: reason,
    detail: `The delivery was refused: ${message}.`,
  };
}

function retryAfterOf({ retryAfterMs }: ApiError | LimitError): Pick<Problem, 'retryAfterS'> {
  return retryAfterMs === undefined ? {} : { retryAfterS: Math.ceil(retryAfterMs / 1000) };
}

/** The server's sentence may quote what was sent, so only the path and the code go on. */
function upstreamField({ field, code }: ApiErrorField): ProblemField {
  return { field, code: safeCode(code), message: 'The messaging service does not accept this value.' };
}

/** A code goes on only if it looks like one. */
function safeCode(code: string): string {
  return /^[a-z][a-z0-9_]{0,63}$/.test(code) ? code : refused.code;
}
