const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/**
 * How long after an attempt that failed the next one follows, in ms: 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 24 h. The
 * attempt after the last of them is the last.
 */
export const RETRY_DELAYS_MS: readonly number[] = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  24 * hour,
];

/** The jitter: a delay is up to so much shorter or longer than the table says, as a part of it. */
export const RETRY_JITTER = 0.1;

/**
 * How long to wait after attempt number `made` failed; undefined where it was the last.
 *
 * @param chance From 0 to below 1.
 */
export function delayAfter(made: number, chance: number): number | undefined {
  const delay = RETRY_DELAYS_MS[made - 1];
  return delay === undefined ? undefined : Math.round(delay * (1 + RETRY_JITTER * (2 * chance - 1)));
}
