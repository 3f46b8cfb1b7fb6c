import { type AnyEndpoint, chattiV1 } from '@chatti/core/contract';
import type { Call } from '../call.ts';
import type { Handlers } from '../handlers/handlers.ts';

/** One row of the contract with its handler. */
export interface Route {
  /** `messages.send`. */
  readonly name: string;
  readonly row: AnyEndpoint;
  /** The path as hono takes it, with the version root: `/v1/messages/:id`. */
  readonly path: string;
  /** Finds out whether a path of a request is this one's. */
  readonly pattern: RegExp;
  readonly handle: (input: unknown, call: Call) => unknown;
}

type Handler = Route['handle'];

/** The rows of the contract, each with its handler. */
export function createRoutes(handlers: Handlers): Route[] {
  // Each handler takes what its row's schema gives, and is called with just that; the loop cannot name the types.
  const all = handlers as unknown as Readonly<Record<string, Readonly<Record<string, Handler>>>>;
  return Object.entries(chattiV1).flatMap(([resource, rows]) =>
    Object.entries(rows).map(([verb, row]: [string, AnyEndpoint]) => {
      const handle = all[resource]?.[verb];
      if (handle === undefined) throw new TypeError(`${resource}.${verb} has no handler`);
      const path = `/v1${row.path.replace(/\{([^}]+)\}/g, ':$1')}`;
      const pattern = new RegExp(`^/v1${row.path.replace(/\{[^}]+\}/g, '[^/]+')}$`);
      return { name: `${resource}.${verb}`, row, path, pattern, handle };
    }),
  );
}

/** The methods that a path takes, none where there is no such path; without a path those that any takes. */
export function methodsOf(routes: readonly Route[], path?: string): string[] {
  const there = path === undefined ? routes : routes.filter(({ pattern }) => pattern.test(path));
  return [...new Set(there.map(({ row }) => row.method))].toSorted();
}
