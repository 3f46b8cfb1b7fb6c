import type { ServerResponse } from 'node:http';
import { type Problem, problemOf } from '@chatti/core';
import { RequestProblem } from './http/request-problem.ts';
import { sendProblem } from './http/send-problem.ts';
import type { Next } from './http/web-request.ts';

/** Express's error middleware: Express knows it by its four parameters. */
export type ErrorHandler = (error: unknown, request: unknown, response: ServerResponse, next: Next) => void;

/**
 * Error middleware, to be put after the routes: answers every error of Chatti and of these helpers with a problem
 * document (RFC 9457, `application/problem+json`) that says what happened to the message and nothing of the
 * upstream's reply. Other errors, and errors after the answer has begun, go on to the app's own error handling.
 *
 * @example
 * ```ts
 * app.use('/api/sms', routes);
 * app.use(chattiErrors());
 * ```
 */
export function chattiErrors(): ErrorHandler {
  return (error, _request, response, next) => {
    const problem = problemFor(error);
    if (problem === undefined || response.headersSent) next(error);
    else sendProblem(response, problem);
  };
}

/** The answer to an error of Chatti or of this package; undefined for any other. */
export function problemFor(error: unknown): Problem | undefined {
  return error instanceof RequestProblem ? error.problem : problemOf(error);
}
