/** How fast something may start. */
export interface PaceOptions {
  readonly perSecond: number;
  readonly burst: number;
}

const second = 1000;

/**
 * When the next of many may start: `burst` at once, `perSecond` in the long run (a leaky bucket), and never more than
 * the larger of the two in any sliding second, which a bucket alone would pass after a pause. Times are milliseconds
 * of any clock that does not go back.
 */
export class Pace {
  readonly #interval: number;
  readonly #slack: number;
  readonly #most: number;
  /** When the bucket will be empty. */
  #emptyAt = Number.NEGATIVE_INFINITY;
  #heldUntil = Number.NEGATIVE_INFINITY;
  /** Starts of the last second and starts to come, in order. */
  readonly #starts: number[] = [];

  constructor({ perSecond, burst }: PaceOptions) {
    this.#interval = second / perSecond;
    this.#slack = (burst - 1) * this.#interval;
    this.#most = Math.max(burst, Math.floor(perSecond));
  }

  /** The first moment, from `now` on, at which one more may start. */
  next(now: number): number {
    while ((this.#starts[0] ?? now) <= now - second) this.#starts.shift();
    let at = Math.max(now, this.#heldUntil, this.#emptyAt - this.#slack);
    for (;;) {
      const starts = this.#starts;
      let near = starts.length;
      while ((starts[near - 1] ?? at) >= at + second) near--;
      // The oldest of those that would fill the second around `at`, be they past or to come.
      const oldest = starts[near - this.#most];
      if (oldest === undefined || at >= oldest + second) return at;
      at = oldest + second;
    }
  }

  /** Counts a start: one now, or one to come that cannot be put off. */
  take(now: number, at: number = now): void {
    this.#emptyAt = Math.max(this.#emptyAt, now) + this.#interval;
    const place = this.#starts.findLastIndex((start) => start <= at) + 1;
    this.#starts.splice(place, 0, at);
  }

  /** Lets nothing start before `until`. */
  hold(until: number): void {
    this.#heldUntil = Math.max(this.#heldUntil, until);
  }
}
