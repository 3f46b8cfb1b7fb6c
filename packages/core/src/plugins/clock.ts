/** What the plugins that wait or count take of time. A test passes one of its own and needs no real waiting. */
export interface Clock {
  /** Milliseconds that only grow, from any start. */
  now(): number;
  /** Calls `task` after `ms` milliseconds, at most 2 147 483 647; the returned function calls it off. */
  after(ms: number, task: () => void): () => void;
}

/** The longest time that timers can take, in milliseconds; a longer one would fire at once. */
export const LONGEST_TIMER = 2_147_483_647;

/** The runtime's own clock and timers, looked up at each use. */
export const runtimeClock: Clock = {
  now: () => performance.now(),
  after(ms, task) {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
};
