import type { IncomingMessage, ServerResponse } from 'node:http';

declare global {
  namespace Express {
    // What sessions, passport and the like add to the request shows up in our callbacks as well. Adds nothing itself.
    interface Request {}
  }
}

/**
 * The request as these helpers see it: Node's, with what Express 4 and 5 add. Structural, so that no version of
 * Express's own types is tied to this package; a callback may ask for the `Request` of Express itself.
 */
export type WebRequest = IncomingMessage & Express.Request & ExpressParts;

/** The few parts of an Express request that are used here. */
export interface ExpressParts {
  /** The parsed body, where a parser ran before. */
  body?: unknown;
  /** The path and query as the caller wrote them, before routers took their prefix off. */
  originalUrl?: string;
  /** The prefix that routers took off. */
  baseUrl?: string;
  /** The caller's address, after Express's `trust proxy` setting. */
  ip?: string | undefined;
  /** `http` or `https`, after Express's `trust proxy` setting. */
  protocol?: string;
  /** The decoded parts of the path. */
  params?: Readonly<Record<string, string | readonly string[]>>;
}

/** Goes on to the next handler, or with an error to the next error handler. */
export type Next = (error?: unknown) => void;

/** Ordinary Express middleware; failures go to `next`. */
export type Handler<R extends WebRequest = WebRequest> = (
  request: R,
  response: ServerResponse,
  next: Next,
) => void;

/**
 * Middleware out of an async function. A rejection goes to `next`: Express 4 would leave the caller hanging.
 */
export function handler<R extends WebRequest>(
  work: (request: R, response: ServerResponse) => Promise<void>,
): Handler<R> {
  return (request, response, next) => {
    work(request, response).catch(next);
  };
}

/** As `handler`, for work after which the next handler has its turn. */
export function step<R extends WebRequest>(
  work: (request: R, response: ServerResponse) => Promise<void>,
): Handler<R> {
  return (request, response, next) => {
    work(request, response).then(() => next(), next);
  };
}
