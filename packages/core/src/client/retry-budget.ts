/** How many retries a client may make beyond its successes. */
const capacity = 100;

/**
 * A token bucket: a retry takes a token, a success gives one back. While everything fails a client makes at most
 * `capacity` retries, however many calls there are, so that an outage is not multiplied.
 */
export class RetryBudget {
  #tokens = capacity;

  /** Takes a token; false when there is none. */
  take(): boolean {
    if (this.#tokens < 1) return false;
    this.#tokens--;
    return true;
  }

  /** Gives a token back. */
  giveBack(): void {
    if (this.#tokens < capacity) this.#tokens++;
  }
}
