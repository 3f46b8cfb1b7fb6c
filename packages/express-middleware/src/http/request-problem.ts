import type { Problem, ProblemField } from '@chatti/core';

const titles = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  410: 'Gone',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
} as const;

/** The statuses that this package answers with by itself. */
export type ProblemStatus = keyof typeof titles;

/** What a {@link RequestProblem} is about. */
export interface RequestProblemFacts {
  /** The HTTP status to answer with. */
  readonly status: ProblemStatus;
  /** A stable code for programs. */
  readonly code: string;
  /** The fields at fault. */
  readonly errors?: readonly ProblemField[];
  /** For the `Retry-After` header, in whole seconds. */
  readonly retryAfterS?: number;
  /** What was thrown below. */
  readonly cause?: unknown;
}

/**
 * A request that was refused before Chatti was called. `chattiErrors()` answers with its `problem`; without it
 * Express answers with `status`.
 */
export class RequestProblem extends Error {
  override name = 'RequestProblem';
  /** The HTTP status; Express's own error handling reads it. */
  readonly status: ProblemStatus;
  /** The answer (RFC 9457). */
  readonly problem: Problem;

  constructor(detail: string, facts: RequestProblemFacts) {
    super(detail, facts.cause === undefined ? undefined : { cause: facts.cause });
    const { status, code, errors = [], retryAfterS } = facts;
    this.status = status;
    const about = { type: 'about:blank', title: titles[status], outcome: 'not_sent' } as const;
    this.problem = {
      ...about,
      status,
      code,
      detail,
      errors,
      ...(retryAfterS === undefined ? {} : { retryAfterS }),
    };
  }
}

/** The status of a foreign error, such as one of `http-errors`, where it is one of the caller's faults that is known here. */
export function statusOf(error: unknown): ProblemStatus | undefined {
  if (typeof error !== 'object' || error === null || !('status' in error)) return undefined;
  const { status } = error;
  return isKnown(status) && status < 500 ? status : undefined;
}

function isKnown(status: unknown): status is ProblemStatus {
  return typeof status === 'number' && Object.hasOwn(titles, status);
}
