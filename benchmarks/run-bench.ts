import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench } from './benches.table.ts';
import { median } from './measure.ts';
import { type Comparison, REPORT_FILE, rowsOf } from './report.ts';

/** What came of a file of claims. */
export interface BenchResult {
  readonly bench: Bench;
  /** The median of all runs. Empty where the file reports nothing: then its output tells. */
  readonly comparisons: readonly Comparison[];
  /** What the last run printed. */
  readonly output: string;
  /**
   * `missed` for a file that ran and says that an aim was missed; `broken` for one that did not run to its end; `left out`
   * for one that cannot be run here.
   */
  readonly end: 'met' | 'missed' | 'broken' | 'left out';
}

interface Run {
  readonly comparisons: readonly Comparison[];
  readonly output: string;
  readonly end: BenchResult['end'];
}

/** Runs a file as often as it says and takes the median of its figures. A run that breaks is the last. */
export async function runBench(bench: Bench): Promise<BenchResult> {
  if (bench.needsBrowser && !existsSync(process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'))
    return { bench, comparisons: [], output: 'There is no Chromium here.', end: 'left out' };
  const runs: Run[] = [];
  for (let count = 0; count < bench.runs; count++) {
    const run = await runOnce(bench);
    runs.push(run);
    if (run.end === 'broken') break;
  }
  const [first] = runs;
  const last = runs.at(-1);
  if (!first || !last) throw new Error(`${bench.file} is to run no times.`);
  const comparisons = first.comparisons.map((comparison, index) =>
    together(
      comparison,
      runs.map((run) => run.comparisons[index] ?? comparison),
    ),
  );
  return { bench, comparisons, output: last.output, end: last.end };
}

async function runOnce({ file, nodeOptions = [] }: Bench): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'chatti-bench-'));
  const lines = join(folder, 'comparisons.jsonl');
  const child = spawn(process.execPath, [...nodeOptions, join(import.meta.dirname, file)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, [REPORT_FILE]: lines },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      process.stdout.write(text);
    });
  }
  const code = await new Promise<number | null>((ended) => void child.once('close', ended));
  const comparisons = read(lines);
  rmSync(folder, { recursive: true });
  return { comparisons, output: output.trim(), end: endOf(code, output) };
}

/** A missed aim ends a file with 1 and words of its own; so does an error, which has a stack. */
function endOf(code: number | null, output: string): BenchResult['end'] {
  if (code === 0) return 'met';
  return code === 1 && !/^Node\.js v\d/m.test(output) ? 'missed' : 'broken';
}

function read(file: string): Comparison[] {
  try {
    // Only report() writes it.
    return readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Comparison);
  } catch {
    return [];
  }
}

/** One comparison of several runs, figure by figure. */
function together(first: Comparison, runs: readonly Comparison[]): Comparison {
  const rows = runs.map(rowsOf);
  return {
    ...first,
    candidates: first.candidates.map(({ name }, index) => ({
      name,
      figure: median(rows.map((row) => row[index]?.figure ?? Number.NaN)),
      ratio: median(rows.map((row) => row[index]?.ratio ?? Number.NaN)),
    })),
    claims: first.claims.map((claim, index) => ({
      ...claim,
      figure: median(runs.map(({ claims }) => claims[index]?.figure ?? Number.NaN)),
    })),
  };
}
