/** One thing to time. What `run` returns is used, so that an engine cannot leave the work out. */
export interface Timed {
  name: string;
  run: () => unknown;
}

/** The speed of a candidate. */
export interface Timing {
  name: string;
  /** Runs a second: the median of all rounds. */
  opsPerSecond: number;
}

/** How long to measure. */
export interface MeasureOptions {
  /** Rounds, in each of which every candidate has its turn. Default 11. */
  rounds?: number;
  /** Milliseconds of one turn. Default 40. */
  turnMs?: number;
}

/**
 * Times candidates in one process, in turns, so that a machine that grows busy or hot slows all of them alike. The first
 * two rounds only warm up.
 */
export function measure(candidates: readonly Timed[], options: MeasureOptions = {}): Timing[] {
  const { rounds = 11, turnMs = 40 } = options;
  const entries = candidates.map((candidate) => ({ ...candidate, speeds: [] as number[] }));
  for (let round = -2; round < rounds; round++) {
    for (const { run, speeds } of entries) {
      const speed = speedOf(run, turnMs);
      if (round >= 0) speeds.push(speed);
    }
  }
  return entries.map(({ name, speeds }) => ({ name, opsPerSecond: median(speeds) }));
}

function speedOf(run: () => unknown, turnMs: number): number {
  let runs = 0;
  let batch = 1;
  let used = 0;
  const start = performance.now();
  let elapsed = 0;
  while (elapsed < turnMs) {
    for (let i = 0; i < batch; i++) if (run() !== undefined) used++;
    runs += batch;
    elapsed = performance.now() - start;
    // Reading the clock takes as long as a fast run: read it about forty times in a turn.
    if (elapsed < turnMs / 40) batch *= 2;
  }
  if (used !== runs) throw new Error('A candidate gave no result.');
  return (runs / elapsed) * 1000;
}

/** The middle one; the upper of two. NaN where there is none. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
