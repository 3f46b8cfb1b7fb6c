import { type ChattiError, isChattiError, type Problem, problemOf } from '@chatti/core';
import { type ArgumentsHost, Catch, type ExceptionFilter, Inject, Injectable, Logger } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { InvalidInputException } from './invalid-input-exception.ts';

/** What the filter catches. By a mark and not by class, so that errors of another copy of core count as well. */
class Caught {
  static [Symbol.hasInstance](value: unknown): boolean {
    return isChattiError(value) || value instanceof InvalidInputException;
  }
}

/**
 * Answers the errors of Chatti with a problem document (RFC 9457, `application/problem+json`) that says what happened to
 * the message (`outcome`) and nothing of the upstream's reply. Other errors go on to Nest's own handling.
 *
 * Where the fault is the server's (5xx) the error is logged, without numbers and texts.
 *
 * @example
 * ```ts
 * @Module({ providers: [{ provide: APP_FILTER, useClass: ChattiExceptionFilter }] })
 * export class AppModule {}
 * ```
 */
@Catch(Caught)
@Injectable()
export class ChattiExceptionFilter implements ExceptionFilter<ChattiError | InvalidInputException> {
  readonly #host: HttpAdapterHost;
  readonly #log = new Logger(ChattiExceptionFilter.name);

  /** @param host Nest injects it; by hand it is `app.get(HttpAdapterHost)`. */
  constructor(@Inject(HttpAdapterHost) host: HttpAdapterHost) {
    this.#host = host;
  }

  /** Answers an error. Outside of HTTP it is thrown on. */
  catch(exception: ChattiError | InvalidInputException, host: ArgumentsHost): void {
    const error = isChattiError(exception) ? exception : exception.cause;
    const problem = problemOf(error);
    if (host.getType() !== 'http' || problem === undefined) throw exception;
    if (problem.status >= 500) this.#log.error(sentenceOf(error));
    const response: unknown = host.switchToHttp().getResponse();
    const { httpAdapter } = this.#host;
    if (httpAdapter.isHeadersSent(response)) httpAdapter.end(response);
    else this.#answer(response, problem);
  }

  #answer(response: unknown, { retryAfterS, ...problem }: Problem): void {
    const { httpAdapter } = this.#host;
    httpAdapter.setHeader(response, 'Content-Type', 'application/problem+json');
    // The answer is this caller's own.
    httpAdapter.setHeader(response, 'Cache-Control', 'no-store');
    if (retryAfterS !== undefined) httpAdapter.setHeader(response, 'Retry-After', String(retryAfterS));
    // As text: both platforms would make application/json of an object.
    httpAdapter.reply(response, JSON.stringify(problem), problem.status);
  }
}

/** What operators need. The message of an `ApiError` is the server's, and may quote what was sent. */
function sentenceOf(error: ChattiError): string {
  const { name, message, outcome, requestId } = error;
  const what = name === 'ApiError' && 'code' in error ? `code ${String(error.code)}` : message;
  const id = requestId === undefined ? '' : `, request id ${requestId}`;
  return `${name}: ${what} (outcome ${outcome}${id})`;
}
