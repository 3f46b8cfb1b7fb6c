import type { AccountSettings } from '../account-settings.ts';
import type { Account } from '../accounts.ts';
import type { Clock } from '../clock.ts';
import { Refusal } from '../refusal.ts';

type RateLimit = NonNullable<AccountSettings['rateLimit']>;

interface Window {
  /** The limit that it counts for: a new limit begins a new window. */
  readonly limit: RateLimit;
  endsAt: number;
  used: number;
}

/** How many accounts' windows are kept at most; beyond it, those that have ended go. */
const windowLimit = 1000;

/** Counts the requests of each account in windows of its period, on the sandbox's clock. */
export class RateLimiter {
  readonly #clock: Clock;
  readonly #windows = new Map<number, Window>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Lets one request of the account in, and gives the headers that tell how many are left.
   *
   * @throws `Refusal` where there are too many.
   */
  admit({ number, settings: { rateLimit } }: Account): Record<string, string> {
    if (rateLimit === null) return {};
    const window = this.#windowOf(number, rateLimit);
    const isOver = window.used >= rateLimit.limit;
    if (!isOver) window.used++;
    const headers = limitHeaders(rateLimit.limit, rateLimit.limit - window.used);
    if (!isOver) return headers;
    const waitS = Math.max(1, Math.ceil((window.endsAt - this.#clock.now()) / 1000));
    headers['X-RateLimit-Reset'] = String(Math.ceil(window.endsAt / 1000));
    headers['Retry-After'] = String(waitS);
    throw new Refusal('rate_limited', { headers });
  }

  /** The headers of a reply to a request of the account that is not counted. */
  look({ number, settings: { rateLimit } }: Account): Record<string, string> {
    if (rateLimit === null) return {};
    const window = this.#openWindow(number, rateLimit);
    return limitHeaders(rateLimit.limit, rateLimit.limit - (window?.used ?? 0));
  }

  /** Starts all windows anew. */
  forget(): void {
    this.#windows.clear();
  }

  #openWindow(account: number, limit: RateLimit): Window | undefined {
    const known = this.#windows.get(account);
    return known && known.endsAt > this.#clock.now() && known.limit === limit ? known : undefined;
  }

  #windowOf(account: number, limit: RateLimit): Window {
    const known = this.#openWindow(account, limit);
    if (known) return known;
    const now = this.#clock.now();
    if (this.#windows.size >= windowLimit) this.#sweep(now);
    const window = { limit, endsAt: now + limit.periodS * 1000, used: 0 };
    this.#windows.set(account, window);
    return window;
  }

  #sweep(now: number): void {
    for (const [account, { endsAt }] of this.#windows) if (endsAt <= now) this.#windows.delete(account);
  }
}

/** The two headers of every reply. */
export function limitHeaders(limit: number, remaining: number): Record<string, string> {
  return { 'X-RateLimit-Limit': String(limit), 'X-RateLimit-Remaining': String(remaining) };
}
