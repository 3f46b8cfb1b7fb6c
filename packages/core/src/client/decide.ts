import type { Outcome } from '../errors/outcome.ts';

/** Everything that can become of one attempt, but a success. */
export type Failure =
  | 'not_connected'
  | 'tls'
  | 'lost'
  | 'timeout'
  | 'aborted'
  | 'unreadable'
  | 'server_error'
  | 'rate_limited'
  | 'key_in_use'
  | 'redirect'
  | 'refused';

/** What a failure says of its attempt, and when another attempt may follow. */
interface Verdict {
  readonly outcome: Outcome;
  /** `repeatable`: only where a second request cannot do the work twice. */
  readonly again: 'always' | 'repeatable' | 'never';
}

/** No server saw it. */
const notSent = { outcome: 'not_sent', again: 'always' } as const;
/** The server may have done it. */
const open = { outcome: 'unknown', again: 'repeatable' } as const;
/** It may have been done, and nothing is gained by asking again. */
const settled = { outcome: 'unknown', again: 'never' } as const;

const verdicts: Readonly<Record<Failure, Verdict>> = {
  not_connected: notSent,
  tls: { ...notSent, again: 'never' },
  lost: open,
  timeout: open,
  unreadable: open,
  server_error: open,
  key_in_use: open,
  aborted: settled,
  redirect: settled,
  // A rate limit sheds before it accepts.
  rate_limited: { outcome: 'rejected', again: 'always' },
  refused: { outcome: 'rejected', again: 'never' },
};

/**
 * What is known of an attempt that failed, and whether another may follow. `repeatable`: doing it twice is the same
 * as doing it once, by the row or by an idempotency key that the server honours.
 */
export function decide(failure: Failure, repeatable: boolean): { outcome: Outcome; retry: boolean } {
  const { outcome, again } = verdicts[failure];
  return { outcome, retry: again === 'always' || (again === 'repeatable' && repeatable) };
}

/** The code that leaves the outcome open: it must be read as it is, whatever a message's text says. */
export const KEY_IN_USE = 'idempotency_key_in_use';

/** What decides about a reply that is not a success. */
export interface ReplyFacts {
  readonly status: number;
  /** The server's code; undefined where its body could not be read. */
  readonly code: string | undefined;
  /** The request carried an idempotency key. */
  readonly keyed: boolean;
}

/** What a reply that is not a success means. */
export function failureOf({ status, code, keyed }: ReplyFacts): Failure {
  if (status < 400) return 'redirect';
  if (status === 429) return 'rate_limited';
  if (status === 408 || status >= 500) return 'server_error';
  if (keyed && (status === 409 || (status === 400 && (code === undefined || code === KEY_IN_USE)))) {
    return 'key_in_use';
  }
  return 'refused';
}

const ranks: readonly Outcome[] = ['not_sent', 'rejected', 'unknown'];

/** The outcome of a call of several attempts: nothing later lowers an `unknown`. */
export function worstOf(outcomes: Iterable<Outcome | null>): Outcome {
  let worst = 0;
  for (const outcome of outcomes) if (outcome !== null) worst = Math.max(worst, ranks.indexOf(outcome));
  return ranks[worst] ?? 'unknown';
}
