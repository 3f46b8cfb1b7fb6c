/** What a count must be: exactly a number, or at most one. */
export type Limit = ({ readonly exactly: number } | { readonly atMost: number }) & {
  /** The major version of Node that it is for, where Node's own part is in it. On another one it is only printed. */
  readonly node?: number;
};

/** The names of all counts. */
export type CountName = keyof typeof COUNTS;

/**
 * What is held on every machine alike: figures of code and not of time. A change that moves one on purpose moves its
 * limit here. Limits of bytes leave about 3 % of room.
 */
export const COUNTS = {
  // Requests that arrive at a listening sandbox.
  'requests of a send': { exactly: 1 },
  'requests of a send that is refused before it leaves': { exactly: 0 },
  'requests of a send that meets one 429': { exactly: 2 },
  'requests of a send that meets one 503': { exactly: 1 },
  'requests of a send whose reply is lost': { exactly: 1 },
  'requests of a get that meets two 503': { exactly: 3 },
  'requests of sendMany, 1000 messages': { exactly: 1 },
  'requests of sendMany, 1001 messages': { exactly: 2 },
  'requests of list': { exactly: 1 },
  'requests of listAll, 250 messages, 100 a page': { exactly: 3 },
  'requests of reconcile, found': { exactly: 1 },
  'requests of waitFor, already delivered': { exactly: 1 },
  // As many as bare fetch opens: Node's pool has a second one before it knows that the first is free again.
  'connections of 20 sends one after the other': { exactly: 2, node: 24 },

  // What a client leaves behind, and what it makes on the way.
  'timers left after 100 sends': { exactly: 0 },
  'timers started by a send': { exactly: 1 },
  'promises made by a send': { atMost: 42, node: 24 },
  'bytes allocated by a send, not optimized': { atMost: 52_000, node: 24 },
  'bytes allocated by countSegments for 1530 more characters': { atMost: 64, node: 24 },

  // Commits in the log of a sandbox with a file.
  'commits of 16 sends at once': { exactly: 1 },
  'commits of a batch of 1000': { exactly: 1 },
  'commits of 16 gets at once': { exactly: 0 },

  // Bytes, minified and gzipped.
  'bytes loaded by a program that only sends': { atMost: 26_800 },
  'bytes of the same in one file': { atMost: 31_600 },
  'bytes of a program that only verifies webhooks': { atMost: 9_000 },
  'bytes of a program that only counts segments': { atMost: 915 },

  // Packages in node_modules, the package itself among them.
  'packages of @chatti/core': { exactly: 3 },
  'packages of @chatti/sandbox': { exactly: 6 },
  'packages of @chatti/nest-module': { exactly: 4 },
  'packages of @chatti/express-middleware': { exactly: 4 },
} as const satisfies Readonly<Record<string, Limit>>;
