import type { Platform } from './platform.ts';

interface Timer {
  readonly at: number;
  readonly task: () => void;
}

/** Event-loop turns in which promises may still move before time does. */
const turns = 6;
/** Turns without any timer after which a promise counts as stuck. */
const patience = 2_000;

/** A clock that only moves when nothing else does: no test sleeps. Chance is always `chance`. */
export class HeldClock implements Platform {
  readonly #timers = new Set<Timer>();
  readonly #chance: () => number;
  #time = 0;

  constructor(chance: () => number = () => 0.5) {
    this.#chance = chance;
  }

  now(): number {
    return this.#time;
  }

  wallClock(): number {
    return Date.UTC(2026, 10, 22) + this.#time;
  }

  random(): number {
    return this.#chance();
  }

  after(ms: number, task: () => void): () => void {
    const timer = { at: this.#time + ms, task };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  /** How many timers wait: none must be left when a call is over. */
  get waiting(): number {
    return this.#timers.size;
  }

  /** Moves time on, timer by timer, until a promise is settled. */
  async until<T>(promise: Promise<T>): Promise<T> {
    let settled = false;
    const mark = (): void => void (settled = true);
    promise.then(mark, mark);
    for (let idle = 0; !settled && idle < patience; idle++) {
      for (let turn = 0; turn < turns && !settled; turn++)
        await new Promise((resolve) => setImmediate(resolve));
      if (!settled) this.#fireNext();
    }
    if (!settled) throw new Error('the promise is stuck');
    return promise;
  }

  /** As `until`, for a promise that must be rejected: gives the error. */
  async failureOf(promise: Promise<unknown>): Promise<unknown> {
    const outcome = await this.until(
      promise.then(
        (value) => ({ value }),
        (error: unknown) => ({ error }),
      ),
    );
    if ('error' in outcome) return outcome.error;
    throw new Error('the call did not fail');
  }

  #fireNext(): void {
    const [next] = [...this.#timers].sort((a, b) => a.at - b.at);
    if (next === undefined) return;
    this.#timers.delete(next);
    this.#time = Math.max(this.#time, next.at);
    next.task();
  }
}
