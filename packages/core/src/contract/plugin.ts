import type { Attempt } from '../errors/attempt.ts';
import type { ChattiV1 } from './chatti-v1.ts';
import type { AnyEndpoint, Contract, Endpoint } from './endpoint.ts';

/** What a plugin sees of one call. */
export interface PluginCall<Name extends string = string, Input = unknown> {
  /** Resource and verb, such as `messages.send`; `request` for `chatti.request`. */
  readonly name: Name;
  /** The row of the contract: method, path with its `{keys}`, retry class. */
  readonly endpoint: Pick<AnyEndpoint, 'method' | 'path' | 'retry'>;
  /** Where the call goes, version root included and without a slash at its end: `https://host/v1`. */
  readonly baseUrl: string;
  /**
   * What the call was given, already checked: numbers are in E.164, and a send has its `reference`. For a further
   * page of a list, the query of its URL as text. Not to be changed in place; hand another one to `next`.
   */
  readonly input: Input;
  /** The caller's signal, for a plugin that waits. */
  readonly signal: AbortSignal | undefined;
  /** Calls `listener` after every attempt of this call. What the listener throws is ignored. */
  onAttempt(listener: (attempt: Attempt) => void): void;
}

type InputOf<Row> = Row extends Endpoint<infer Input, infer _Out, infer _Complete> ? Input : unknown;

type CallsOf<C extends Contract> = {
  [R in keyof C & string]: {
    [V in keyof C[R] & string]: PluginCall<`${R}.${V}`, InputOf<C[R][V]>>;
  }[keyof C[R] & string];
}[keyof C & string];

/** Every call of a contract; `call.name` tells which, and with it the type of `call.input`. */
export type AnyPluginCall<C extends Contract = ChattiV1> = CallsOf<C> | PluginCall<'request'>;

/**
 * Goes on to the next plugin, and after the last to the server, with the input of the call or with another one,
 * which is checked again. At most once in a call, so that no plugin can send twice.
 */
export type Next = (input?: unknown) => Promise<unknown>;

/**
 * A habit around every call: it may change the input, wait, answer without the network, and watch attempts and
 * outcome. Plugins lie around a call like the skins of an onion, in the order in which they are written.
 *
 * What a plugin throws ends the call as a `PluginError`; one of this package's own errors goes through as it is,
 * as long as nothing was sent.
 *
 * @example
 * ```ts
 * const stopwatch: Plugin = {
 *   name: 'stopwatch',
 *   async wrap(call, next) {
 *     const start = performance.now();
 *     try {
 *       return await next();
 *     } finally {
 *       metrics.observe(call.name, performance.now() - start);
 *     }
 *   },
 * };
 * ```
 */
export interface Plugin<C extends Contract = ChattiV1> {
  /** Told in the error when the plugin fails. */
  readonly name: string;
  /** Runs around a call. Resolves with the call's result. */
  wrap(call: AnyPluginCall<C>, next: Next): Promise<unknown>;
}
