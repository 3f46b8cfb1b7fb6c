import type { ServerResponse } from 'node:http';
import type { Problem } from '@chatti/core';
import { AbortError, ApiError, problemOf } from '@chatti/core';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { Catch, Logger } from '@nestjs/common';
import type { PageProblem } from '../../info.ts';
import { cancelled, problem, ProblemError, sendProblem } from './problem.ts';

/** Answers every error with a problem document that says what happened to the message. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  /** Called by Nest. */
  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<ServerResponse>();
    if (response.headersSent) response.destroy();
    else sendProblem(response, ofCall(error) ?? refusedByServer(error) ?? broken(error));
  }
}

/** What an application would answer, and beside it what the server behind said. */
function ofCall(error: unknown): PageProblem | undefined {
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof AbortError) return cancelled(error.outcome);
  const told = problemOf(error);
  if (!told || !(error instanceof ApiError)) return told;
  const { status, code, message, requestId } = error;
  return { ...told, upstream: { status, code, message, request_id: requestId ?? null } };
}

/** Errors of Nest and of the body parser carry a status of their own; below 500 no road was taken. */
function refusedByServer(error: unknown): Problem | undefined {
  const status = statusOf(error);
  if (status === undefined || status < 400 || status > 499) return undefined;
  if (status === 404) return problem(404, 'not_found', 'There is no such thing here.');
  if (status === 413)
    return problem(413, 'request_too_large', 'The request is larger than the playground takes.');
  return problem(status, 'bad_request', 'The request cannot be read.');
}

function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const status = 'status' in error ? error.status : undefined;
  return typeof status === 'number' ? status : undefined;
}

function broken(error: unknown): Problem {
  new Logger('Playground').error(
    error instanceof Error ? (error.stack ?? error.message) : 'a value was thrown that is no error',
  );
  return {
    ...problem(500, 'internal_error', 'The playground itself broke; its terminal says more.'),
    outcome: 'unknown',
  };
}
