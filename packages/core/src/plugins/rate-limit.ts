import { AbortError } from '../errors/abort-error.ts';
import type { ApiError } from '../errors/api-error.ts';
import { isChattiError } from '../errors/chatti-error.ts';
import { ConfigurationError } from '../errors/configuration-error.ts';
import type { AnyCallPlugin } from './any-call-plugin.ts';
import { type Clock, runtimeClock } from './clock.ts';
import { Line } from './line.ts';
import { referenceOf } from './outgoing.ts';
import { Pace } from './pace.ts';

/** How fast calls may start. */
export interface RateLimitOptions {
  /** Calls a second in the long run; above 0. Of a number above 1 the whole part counts. */
  readonly perSecond: number;
  /** How many may start at once after a pause; a whole number from 1. Default `perSecond`. */
  readonly burst?: number | undefined;
  /** Time, for tests. Default the runtime's own. */
  readonly clock?: Clock | undefined;
}

/** How long to hold after a 429 that does not say, in milliseconds. */
const silentHold = 1000;

/**
 * Makes calls wait for their turn, in the order in which they were made: in no sliding second do more start than
 * `perSecond`, or `burst` where that is more. After a 429 all of them wait as long as the server asks (`Retry-After`;
 * a second where it does not say), not only the one that was refused.
 *
 * A call of any kind counts as one, a batch too, as it is one request. Further attempts of a call are the client's:
 * they are counted, and others make room for them, but they do not wait in line. Waiting has no limit but the call's
 * `signal`, whose abort is an `AbortError` with outcome `not_sent`; the client's time limits start afterwards. The
 * limit is that of this one plugin: give it to all clients that share an account. Other processes have their own.
 *
 * @throws `ConfigurationError` when made with figures that make no limit.
 * @example
 * ```ts
 * const chatti = createChatti({ plugins: [rateLimit({ perSecond: 20, burst: 5 })] });
 * await Promise.all(customers.map((customer) => chatti.messages.send(messageTo(customer))));
 * ```
 */
export function rateLimit({ perSecond, burst, clock = runtimeClock }: RateLimitOptions): AnyCallPlugin {
  const pace = new Pace(checked(perSecond, burst));
  const line = new Line(pace, clock);
  const hold = (ms: number): void => pace.hold(clock.now() + ms);
  return {
    name: 'rateLimit',
    async wrap(call, next) {
      if (!(await line.turn(call.signal))) {
        const facts = {
          outcome: 'not_sent',
          reference: referenceOf(call),
          cause: call.signal?.reason,
        } as const;
        throw new AbortError('the call was aborted while it waited for its turn', facts);
      }
      call.onAttempt(({ status, waitedMs }) => {
        if (waitedMs === null) return;
        if (status === 429) hold(waitedMs);
        const now = clock.now();
        pace.take(now, now + waitedMs);
      });
      try {
        return await next();
      } catch (error) {
        if (isRateLimited(error)) hold(error.retryAfterMs ?? silentHold);
        throw error;
      }
    },
  };
}

function checked(perSecond: number, burst?: number): { perSecond: number; burst: number } {
  if (!(Number.isFinite(perSecond) && perSecond > 0)) {
    throw new ConfigurationError('rateLimit.perSecond', 'is not a number above 0');
  }
  const steady = perSecond < 1 ? perSecond : Math.floor(perSecond);
  const atOnce = burst ?? Math.ceil(steady);
  if (!(Number.isSafeInteger(atOnce) && atOnce >= 1)) {
    throw new ConfigurationError('rateLimit.burst', 'is not a whole number from 1');
  }
  return { perSecond: steady, burst: atOnce };
}

/** By name, since the error may be that of another copy of this package. */
function isRateLimited(error: unknown): error is ApiError {
  return isChattiError(error) && error.name === 'ApiError' && 'status' in error && error.status === 429;
}
