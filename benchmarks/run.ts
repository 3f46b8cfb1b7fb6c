/**
 * Runs the benchmarks and writes RESULTS.md: all of them, or those whose file holds one of the given words, which are
 * only printed. With `--short` it counts what does not depend on the machine, and fails where a count is above its limit.
 *
 * A missed aim is a result and is written down; the exit code tells only whether everything ran.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BENCHES } from './benches.table.ts';
import { checkCounts } from './counts/check-counts.ts';
import { machine, versions } from './machine.ts';
import { resultsPage, summary } from './results.ts';
import { type BenchResult, runBench } from './run-bench.ts';

const asked = process.argv.slice(2).filter((word) => word !== '--');

if (asked.includes('--short')) {
  if (!(await checkCounts())) process.exitCode = 1;
} else {
  await runAll(asked);
}

async function runAll(words: readonly string[]): Promise<void> {
  const benches = BENCHES.filter(
    ({ file }) => words.length === 0 || words.some((word) => file.includes(word)),
  );
  const page = { date: new Date(), machine: machine(), versions: versions() };
  const results: BenchResult[] = [];
  for (const bench of benches) {
    console.log(`\n== ${bench.heading}: ${bench.file}, ${bench.runs} ${bench.runs === 1 ? 'run' : 'runs'}`);
    results.push(await runBench(bench));
  }
  console.log(`\n== Claims\n${summary(results)}`);
  if (benches.length === BENCHES.length) {
    writeFileSync(join(import.meta.dirname, 'RESULTS.md'), resultsPage({ ...page, results }));
    console.log('\nWritten: benchmarks/RESULTS.md');
  }
  const broken = results.filter(({ end }) => end === 'broken');
  for (const { bench } of broken) console.error(`${bench.file} did not run to its end.`);
  if (broken.length > 0 || benches.length === 0) process.exitCode = 1;
}
