import type { Platform } from './platform.ts';

/** The longest first pause, in milliseconds; each further one may be twice as long. */
const base = 500;
/** The longest pause, in milliseconds, unless the server asks for more. */
const longest = 8_000;

/**
 * How long to wait before another attempt, in milliseconds: anything from nothing to a limit that doubles (full
 * jitter, so that many clients do not come back together), but at least what the server asked for.
 */
export function backoffMs(retries: number, retryAfterMs: number | undefined, random: () => number): number {
  const jitter = random() * Math.min(longest, base * 2 ** retries);
  return Math.ceil(Math.max(jitter, retryAfterMs ?? 0));
}

/**
 * `Retry-After` in milliseconds: seconds, or a date, counted from the reply's own `Date`, since the clocks of server
 * and client may differ. Undefined where there is none that can be read.
 */
export function retryAfterMs(headers: Headers, platform: Pick<Platform, 'wallClock'>): number | undefined {
  const text = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+(?:\.\d+)?$/.test(text)) return Math.min(Number(text) * 1000, Number.MAX_SAFE_INTEGER);
  if (!/^[A-Z][a-z]+, .* GMT$/.test(text)) return undefined;
  const until = Date.parse(text);
  if (Number.isNaN(until)) return undefined;
  const from = Date.parse(headers.get('date') ?? '');
  return Math.max(0, until - (Number.isNaN(from) ? platform.wallClock() : from));
}
