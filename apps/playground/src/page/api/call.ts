import type { Chatti, ChattiV1, Client } from '@chatti/core';
import type { SandboxControl } from '@chatti/sandbox';
import { post } from './request.ts';

type Rows = Pick<Chatti, keyof ChattiV1 & keyof Chatti>;
type Control = Client<SandboxControl>;

/** What a row takes, by the method that the client has for it. */
type Takes<C, R extends keyof C, V extends keyof C[R]> = C[R][V] extends (
  input: infer I,
  ...rest: never[]
) => unknown
  ? I
  : never;

/** What a row gives. */
type Gives<C, R extends keyof C, V extends keyof C[R]> = C[R][V] extends (
  ...args: never[]
) => Promise<infer O>
  ? O
  : never;

/**
 * Calls a row of the API, by its names in the contract: `call('messages', 'list', { status: 'sent' })`. In the sandbox,
 * what only reads takes no fault and leaves no trace in the journal. Sends have roads of their own.
 */
export function call<R extends keyof Rows, V extends keyof ChattiV1[R] & keyof Rows[R]>(
  resource: R,
  verb: V,
  input: Takes<Rows, R, V>,
  signal?: AbortSignal,
): Promise<Gives<Rows, R, V>> {
  return post(`/api/call/${resource}/${String(verb)}`, input, signal);
}

/** Calls a row of the sandbox's own routes: `callSandbox('clock', 'advance', { ms: 60_000 })`. */
export function callSandbox<R extends keyof SandboxControl & keyof Control, V extends keyof Control[R]>(
  resource: R,
  verb: V,
  input: Takes<Control, R, V>,
  signal?: AbortSignal,
): Promise<Gives<Control, R, V>> {
  return post(`/api/sandbox/${resource}/${String(verb)}`, input, signal);
}
