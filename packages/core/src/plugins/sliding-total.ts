/** Something that counts towards a total for a while. Its amount may be changed, also to nothing. */
export interface Share {
  amount: number;
}

interface Slice extends Share {
  readonly since: number;
  /** The last moment at which something was added: all of it stays until that is a period ago. */
  until: number;
}

/** How many parts a period is kept in, which bounds the memory. */
const parts = 1000;

/** The sum of what was added during the last `periodMs`, in a bounded number of slices. */
export class SlidingTotal {
  readonly #periodMs: number;
  readonly #slices: Slice[] = [];

  constructor(periodMs: number) {
    this.#periodMs = periodMs;
  }

  /** The total at a moment. */
  at(now: number): number {
    while ((this.#slices[0]?.until ?? now) <= now - this.#periodMs) this.#slices.shift();
    return this.#slices.reduce((sum, { amount }) => sum + amount, 0);
  }

  /** Adds an amount, and gives the share that it became part of, for corrections. */
  add(now: number, amount: number): Share {
    const last = this.#slices.at(-1);
    if (last !== undefined && now - last.since < this.#periodMs / parts) {
      last.amount += amount;
      last.until = now;
      return last;
    }
    const slice: Slice = { since: now, until: now, amount };
    this.#slices.push(slice);
    return slice;
  }

  /** How long until the total is at most `most`, in milliseconds. */
  untilAtMost(most: number, now: number): number {
    let left = this.at(now);
    for (const { amount, until } of this.#slices) {
      if (left <= most) return 0;
      left -= amount;
      if (left <= most) return Math.max(0, until + this.#periodMs - now);
    }
    return 0;
  }
}
