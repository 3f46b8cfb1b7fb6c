import { STATUS_CODES } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { Outcome, Problem, ProblemField } from '@chatti/core';
import type { PageProblem } from '../../info.ts';

/** A problem of the playground's own server. Nothing was sent, unless said otherwise. */
export function problem(
  status: number,
  code: string,
  detail: string,
  errors: readonly ProblemField[] = [],
): Problem {
  const title = STATUS_CODES[status] ?? 'Error';
  return { type: 'about:blank', status, title, detail, code, outcome: 'not_sent', errors };
}

const whenCancelled: Readonly<Record<Outcome, string>> = {
  not_sent: 'It was cancelled before it left.',
  rejected: 'It was cancelled before another attempt.',
  unknown: 'It was cancelled after it had left, before an answer came.',
};

/** The problem of a call that was called off from the page. */
export function cancelled(outcome: Outcome): Problem {
  return { ...problem(409, 'cancelled', whenCancelled[outcome]), outcome };
}

/** Thrown where a request is to be answered with a problem. */
export class ProblemError extends Error {
  override name = 'ProblemError';
  readonly problem: Problem;

  constructor(...about: Parameters<typeof problem>) {
    super(about[2]);
    this.problem = problem(...about);
  }
}

/** Answers with a problem document. */
export function sendProblem(response: ServerResponse, { retryAfterS, ...document }: PageProblem): void {
  response.statusCode = document.status;
  response.setHeader('Content-Type', 'application/problem+json');
  if (retryAfterS !== undefined) response.setHeader('Retry-After', retryAfterS);
  response.end(JSON.stringify(document));
}
