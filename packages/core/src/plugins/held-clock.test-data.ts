import type { Clock } from './clock.ts';

/** A clock that stands still until it is told how much time has passed. */
export class HeldClock implements Clock {
  #now = 0;
  readonly #timers = new Set<{ readonly at: number; readonly task: () => void }>();

  now(): number {
    return this.#now;
  }

  after(ms: number, task: () => void): () => void {
    const timer = { at: this.#now + ms, task };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** How many timers are set. */
  get timers(): number {
    return this.#timers.size;
  }

  /** Lets time pass, timer by timer; what waits for one goes on before the next. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settled();
    for (;;) {
      const [next] = [...this.#timers].sort((a, b) => a.at - b.at);
      if (next === undefined || next.at > end) break;
      this.#now = Math.max(this.#now, next.at);
      this.#timers.delete(next);
      next.task();
      await settled();
    }
    this.#now = end;
  }

  /** Lets time pass until no timer is set. */
  async passAll(): Promise<void> {
    await settled();
    while (this.#timers.size > 0)
      await this.pass(Math.min(...[...this.#timers].map(({ at }) => at)) - this.#now);
  }
}

/** Lets everything that waits for nothing but promises go on. */
export function settled(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}
