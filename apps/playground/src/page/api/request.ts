import type { Outcome, ProblemField } from '@chatti/core';
import type { PageProblem } from '../../info.ts';

/** The code of a call that got no answer from the playground's own server. */
export const UNREACHABLE = 'playground_unreachable';

/** What the page keeps of a problem document. */
export interface RequestProblem {
  /** What happened to what was asked for. */
  readonly outcome: Outcome;
  readonly code: string;
  readonly detail: string;
  readonly errors: readonly ProblemField[];
  /** What the server behind the playground said, where it said anything. */
  readonly upstream?: PageProblem['upstream'];
}

/** A call to the playground's own server that did not succeed. */
export class RequestError extends Error {
  override name = 'RequestError';
  readonly problem: RequestProblem;

  constructor(problem: RequestProblem) {
    super(problem.upstream?.message ?? problem.detail);
    this.problem = problem;
  }
}

/** Reads something from the playground's server. */
export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return answered(await reached(path, signal ? { signal } : {}));
}

/** Gives something to the playground's server. */
export function post<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  return give('POST', path, body, signal);
}

/** Puts something into the place of what is there. */
export function put<T>(path: string, body: unknown): Promise<T> {
  return give('PUT', path, body);
}

/** Removes something. */
export function remove<T>(path: string): Promise<T> {
  return give('DELETE', path, {});
}

async function give<T>(method: string, path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  const headers = { 'content-type': 'application/json' };
  const init = { method, headers, body: JSON.stringify(body) };
  return answered(await reached(path, signal ? { ...init, signal } : init));
}

async function reached(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    // The browser does not tell a refused connection from one that broke off.
    throw new RequestError({
      outcome: 'unknown',
      code: UNREACHABLE,
      detail: 'The playground does not answer. Is it still running in its terminal?',
      errors: [],
    });
  }
}

async function answered<T>(response: Response): Promise<T> {
  const body: unknown = await response.json().catch(() => undefined);
  // The server is built together with this page, and answers with what the caller names.
  if (response.ok) return body as T;
  throw new RequestError(isProblem(body) ? body : strange(response.status));
}

function isProblem(body: unknown): body is PageProblem {
  return (
    typeof body === 'object' && body !== null && 'outcome' in body && 'detail' in body && 'errors' in body
  );
}

function strange(status: number): RequestProblem {
  return {
    outcome: 'unknown',
    code: 'unexpected_answer',
    detail: `The playground answered ${status}, without saying why.`,
    errors: [],
  };
}
