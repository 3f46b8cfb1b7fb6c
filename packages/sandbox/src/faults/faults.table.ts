import { type ProblemCode, PROBLEMS } from '@chatti/core/contract';

/** The name of a fault that is no status and no code. */
export type WireFault =
  | 'ok'
  | 'delay'
  | 'stall'
  | 'reset'
  | 'reset-after-commit'
  | 'truncate'
  | 'html'
  | 'redirect';

/** A fault by its name and what goes with it, as `readFault` reads it: `429; retry-after=5`. */
export type FaultText = WireFault | '429' | '500' | '503' | '504' | (string & {});

/**
 * The faults that can be ordered, each in a sentence. A status or a code of the contract (`503`, `insufficient_credit`) is
 * one as well. Any of them takes the ending `-after-commit`: the work is done first, and only its reply is lost.
 */
export const FAULTS: Readonly<Record<WireFault, string>> = {
  ok: 'Nothing goes wrong: a place in a script.',
  delay: 'The work is done at once, and the reply comes late, by `ms` of real time (default 1000).',
  stall: 'The request is taken and never answered.',
  reset: 'The connection is reset before anything is read.',
  'reset-after-commit':
    'The work is done, and the connection is reset in place of the reply: what makes a careless client send twice.',
  truncate: 'The work is done, and the connection closes half-way through the body of the reply.',
  html: 'A proxy in front answers with a page, with `status` (default 502).',
  redirect:
    'A proxy in front redirects with `status` (default 307) to `location` (default `/v1/redirected`).',
};

/** The code that a bare status stands for. */
export const CODE_OF_STATUS: Readonly<Record<string, ProblemCode>> = {
  400: 'validation_failed',
  401: 'unauthorised',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  429: 'rate_limited',
  500: 'internal_error',
  503: 'unavailable',
  504: 'timeout',
};

/** Whether a text is a code of the contract. */
export function isProblemCode(text: string): text is ProblemCode {
  return Object.hasOwn(PROBLEMS, text);
}

/** The code that a bare status stands for; undefined for all other text. */
export function codeOfStatus(text: string): ProblemCode | undefined {
  return Object.hasOwn(CODE_OF_STATUS, text) ? CODE_OF_STATUS[text] : undefined;
}
