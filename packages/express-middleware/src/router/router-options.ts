import { type Chatti, ConfigurationError } from '@chatti/core';
import { warnOf } from '../http/warn-of.ts';
import type { WebRequest } from '../http/web-request.ts';
import type { Expose, RewrittenCall, RouterCall } from './row.ts';

/** What `authorize` says of a call: yes, no, or yes to what it has made of it. */
export type Decision = boolean | { readonly input: RewrittenCall['input'] };

/** Limits of `chattiRouter`. */
export interface RouterLimits<R extends WebRequest = WebRequest> {
  /**
   * Who a request counts for, such as the id of the session's user. Defaults to the caller's address (`request.ip`
   * after Express's `trust proxy` setting; the first 64 bits of an IPv6 address).
   */
  key?(request: R): string | undefined;
  /**
   * The most requests of one caller at once, and in a window. Default 60. A batch is one request, whatever it holds:
   * where `messages.sendBatch` is exposed, let `authorize` look at its length.
   */
  readonly requests?: number;
  /** The window in milliseconds. Default 60 000. */
  readonly windowMs?: number;
  /** The most bytes of a body. Default 100 000. */
  readonly maxBodyBytes?: number;
}

/** Options of `chattiRouter`. */
export interface RouterOptions<R extends WebRequest = WebRequest> {
  /** The client, with the key that stays on the server. */
  readonly client: Chatti;
  /**
   * Decides about each call, after its input has been checked: `true` lets it pass, `false` (or nothing) is a 403,
   * and `{ input }` lets pass what it returns instead, which is where a caller is held to its own recipients or
   * references. May be async. An error with a `status` of 4xx becomes that answer; any other is a 500.
   */
  authorize(request: R, call: RouterCall): Decision | Promise<Decision>;
  /** The rows of the contract that the router answers. Nothing else passes. */
  readonly expose: Expose;
  /** The sender of every send. Defaults to the account's own default sender. Never taken from the caller. */
  readonly from?:
    | string
    | ((request: R, call: RouterCall) => string | undefined | Promise<string | undefined>);
  /** Rate and size limits. */
  readonly limits?: RouterLimits<R>;
  /** Other origins whose pages may call, exactly: `https://app.example`, with their visitors' cookies. The app's own pages always may. */
  readonly origins?: readonly string[];
  /**
   * Told of what is not Chatti's: an error thrown by `authorize`, `from` or `limits.key`. The caller gets a 500 that
   * says nothing of it. Defaults to a process warning with the stack.
   */
  onError?(error: unknown, request: R): void;
}

/** Options with every default filled in. */
export interface RouterSettings<R extends WebRequest> extends RouterOptions<R> {
  readonly limits: RouterLimits<R> &
    Required<Pick<RouterLimits<R>, 'requests' | 'windowMs' | 'maxBodyBytes'>>;
  readonly origins: readonly string[];
  onError(error: unknown, request: R): void;
}

const warn = warnOf('chattiRouter answered 500 for an error of the application');

/** Fills in the defaults, and refuses to go on without a guard. */
export function routerSettings<R extends WebRequest>(options: RouterOptions<R>): RouterSettings<R> {
  const { client, authorize, limits } = options;
  if (typeof authorize !== 'function') {
    throw new ConfigurationError('authorize', 'is required: without it anyone could send at your cost');
  }
  if (typeof client !== 'object' || client === null)
    throw new ConfigurationError('client', 'is required: a client of createChatti');
  const maxBodyBytes = limits?.maxBodyBytes ?? 100_000;
  if (!(Number.isFinite(maxBodyBytes) && maxBodyBytes >= 1)) {
    throw new ConfigurationError('limits.maxBodyBytes', 'must be a number of at least 1');
  }
  return {
    client,
    // Called on the options, which may be an object with a `this` of its own.
    authorize: (request, call) => options.authorize(request, call),
    expose: options.expose,
    ...(options.from !== undefined && { from: options.from }),
    limits: {
      key: (request) => limits?.key?.(request),
      requests: limits?.requests ?? 60,
      windowMs: limits?.windowMs ?? 60_000,
      maxBodyBytes,
    },
    origins: options.origins ?? [],
    onError: (error, request) => (options.onError ? options.onError(error, request) : warn(error)),
  };
}
