import { type Clock, LONGEST_TIMER } from './clock.ts';
import type { Pace } from './pace.ts';

/** Those who wait for their turn, first come first served. One timer for all of them. */
export class Line {
  readonly #pace: Pace;
  readonly #clock: Clock;
  /** In the order of arrival; a set, so that leaving early does not cost a search. */
  readonly #waiting = new Set<() => void>();
  #callOff: (() => void) | undefined;

  constructor(pace: Pace, clock: Clock) {
    this.#pace = pace;
    this.#clock = clock;
  }

  /** Waits for a turn. False where the signal was aborted before, which takes none. */
  turn(signal?: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve(false);
      const begin = (): void => {
        signal?.removeEventListener('abort', leave);
        resolve(true);
      };
      const leave = (): void => {
        this.#waiting.delete(begin);
        if (this.#waiting.size === 0) this.#stopWaiting();
        resolve(false);
      };
      signal?.addEventListener('abort', leave, { once: true });
      this.#waiting.add(begin);
      if (this.#callOff === undefined) this.#advance();
    });
  }

  /** Gives turns until one has to be waited for. */
  #advance(): void {
    this.#callOff = undefined;
    for (const begin of this.#waiting) {
      const now = this.#clock.now();
      const at = this.#pace.next(now);
      if (at > now) return this.#waitFor(at - now);
      this.#pace.take(now);
      this.#waiting.delete(begin);
      begin();
    }
  }

  #waitFor(ms: number): void {
    this.#callOff = this.#clock.after(Math.min(Math.ceil(ms), LONGEST_TIMER), () => this.#advance());
  }

  #stopWaiting(): void {
    this.#callOff?.();
    this.#callOff = undefined;
  }
}
