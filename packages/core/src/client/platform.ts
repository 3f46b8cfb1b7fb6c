/** What the client takes from its surroundings: clock, timers and chance. */
export interface Platform {
  /** Milliseconds that only grow, from any start. */
  now(): number;
  /** The time of day in milliseconds since 1970. */
  wallClock(): number;
  /** A random number from 0 to below 1. */
  random(): number;
  /** Calls `task` after a time; the returned function calls it off. */
  after(ms: number, task: () => void): () => void;
}

/** The longest time that timers take, in milliseconds: more would ring at once. */
const maxTimer = 2_147_483_647;

/** The runtime's own clock, timers and chance, looked up at each use. */
export const runtime: Platform = {
  now: () => performance.now(),
  wallClock: () => Date.now(),
  random: () => Math.random(),
  after(ms, task) {
    // One more, since timers may ring a fraction of a millisecond early, and no pause may be shorter than asked.
    const timer = setTimeout(task, Math.min(ms + 1, maxTimer));
    return () => clearTimeout(timer);
  },
};

/** Waits `ms`, or until the signal is aborted; never rejects. */
export function pause(platform: Platform, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const callOff = platform.after(ms, done);
    function done(): void {
      callOff();
      signal?.removeEventListener('abort', done);
      resolve();
    }
    signal?.addEventListener('abort', done);
  });
}
