import { ConfigurationError } from '@chatti/core';
import { RequestProblem } from '../http/request-problem.ts';

/** How many requests a caller may make. */
export interface CallerLimitOptions {
  /** The most requests at once, and in a window. */
  readonly requests: number;
  /** The window in milliseconds, over which used requests come back evenly. */
  readonly windowMs: number;
}

/** How many callers are remembered; beyond it the one seen longest ago is forgotten. */
const rememberedCallers = 100_000;

interface Bucket {
  left: number;
  at: number;
}

/**
 * A token bucket for each caller, in the memory of this process. Callers do not touch each other: one who has used
 * up everything does not slow the next.
 *
 * @returns takes one request of a caller at a time in milliseconds; throws `RequestProblem` 429 where none is left.
 */
export function callerLimit(options: CallerLimitOptions): (key: string, now: number) => void {
  const { requests, windowMs } = options;
  requirePositive('limits.requests', requests);
  requirePositive('limits.windowMs', windowMs);
  const buckets = new Map<string, Bucket>();

  return (key, now) => {
    const bucket = buckets.get(key) ?? { left: requests, at: now };
    const back = (Math.max(0, now - bucket.at) * requests) / windowMs;
    const left = Math.min(requests, bucket.left + back);
    // A Map keeps the order of insertion: the first key is the caller seen longest ago.
    buckets.delete(key);
    buckets.set(key, { left: left < 1 ? left : left - 1, at: now });
    if (buckets.size > rememberedCallers) forgetOldest(buckets);
    if (left < 1) throw tooMany(((1 - left) * windowMs) / requests);
  };
}

function forgetOldest(buckets: Map<string, Bucket>): void {
  for (const key of buckets.keys()) {
    buckets.delete(key);
    return;
  }
}

function tooMany(waitMs: number): RequestProblem {
  const retryAfterS = Math.max(1, Math.ceil(waitMs / 1000));
  return new RequestProblem('Too many requests. Try again later.', {
    status: 429,
    code: 'rate_limited',
    retryAfterS,
  });
}

function requirePositive(option: string, value: number): void {
  if (!(Number.isFinite(value) && value >= 1))
    throw new ConfigurationError(option, 'must be a number of at least 1');
}
