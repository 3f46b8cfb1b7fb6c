import { commandOf } from './benches.table.ts';
import { markdownTable } from './markdown-table.ts';
import { aimOf, digits, inUnit, isMet, rowsOf, type Comparison } from './report.ts';
import type { BenchResult } from './run-bench.ts';

/** What a page of results is written from. */
export interface Results {
  readonly date: Date;
  readonly machine: readonly (readonly [string, string])[];
  readonly versions: readonly (readonly [string, string])[];
  readonly results: readonly BenchResult[];
}

/** The page of results, in Markdown. */
export function resultsPage({ date, machine, versions, results }: Results): string {
  const parts = [
    '# Results',
    '<!-- Written by `npm run bench`. -->',
    `Measured on ${date.toISOString().slice(0, 10)} by \`npm run bench\`, which writes this page. Ratios are of candidates that ran in
turns in one process, or side by side, on the machine below: on another one the figures differ, and the ratios far less. A
claim whose aim was missed says so. A command alone needs \`pnpm -r build\` before.`,
    '## Machine',
    markdownTable([['', ''], ...machine]),
    '## Versions',
    markdownTable([['Package', 'Version'], ...versions]),
    '## Claims',
    markdownTable([['Claim', 'Measured', 'Aim', '', 'Command'], ...results.flatMap(claimRows)]),
    ...results.flatMap(section),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** Every claim with its figure, in short, for the end of a run. */
export function summary(results: readonly BenchResult[]): string {
  return results
    .flatMap(claimRows)
    .map(([claim = '', measured = '', aim = '', state = '']) => {
      const figures = measured === '' ? '' : `: ${measured}, ${aim}`;
      return `${state.replaceAll('*', '').padEnd(8)} ${claim}${figures}`;
    })
    .join('\n');
}

function claimRows({ bench, comparisons, end }: BenchResult): string[][] {
  const command = `\`${commandOf(bench)}\``;
  if (end === 'broken') return [[`${bench.heading}: did not run to its end`, '', '', '**broken**', command]];
  if (end === 'left out')
    return [[`${bench.heading}: not run, there was no Chromium`, '', '', '**not run**', command]];
  const claims = comparisons.flatMap((comparison) => comparison.claims);
  if (claims.length === 0)
    return [[`${bench.heading}: as printed below`, '', '', end === 'met' ? 'met' : '**not met**', command]];
  return claims.map((claim) => [
    claim.text,
    inUnit(claim),
    aimOf(claim),
    isMet(claim) ? 'met' : '**not met**',
    command,
  ]);
}

function section({ bench, comparisons, output, end }: BenchResult): string[] {
  const runs = bench.runs === 1 ? '' : ` Median of ${bench.runs} runs.`;
  const head = [`## ${bench.heading}`, `\`${commandOf(bench)}\`.${runs}`];
  // What an error prints names folders of the machine.
  if (end === 'broken') return [...head, 'It did not run to its end.'];
  if (comparisons.length === 0) return [...head, `\`\`\`text\n${output}\n\`\`\``];
  return [...head, ...comparisons.flatMap(tableOf)];
}

function tableOf(comparison: Comparison): string[] {
  const title = `**${comparison.title}**`;
  if (comparison.candidates.length === 0) {
    return [
      title,
      markdownTable([['', ''], ...comparison.claims.map((claim) => [claim.text, inUnit(claim)])], 1),
    ];
  }
  const rows = rowsOf(comparison).map(({ name, figure, ratio }) => [name, digits(figure), digits(ratio)]);
  return [title, markdownTable([['', comparison.unit, `× ${comparison.base}`], ...rows], 1)];
}
