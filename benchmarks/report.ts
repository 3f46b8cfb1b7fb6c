import { appendFileSync } from 'node:fs';

/** One of those that ran side by side. */
export interface Candidate {
  readonly name: string;
  /** In the unit of its {@link Comparison}. */
  readonly figure: number;
  /** How it stands to the base, where rounds were compared one by one. Left out: its figure by the base's. */
  readonly ratio?: number;
}

/** What a file defends: a figure, and what it must at least or at most be. */
export interface Claim {
  /** One sentence that is true where the aim is met. */
  readonly text: string;
  readonly figure: number;
  /** Of the figure; `×` by default. */
  readonly unit?: string;
  readonly aim: { readonly atMost: number } | { readonly atLeast: number };
}

/** Candidates that ran side by side in one run, and what is claimed of them. None where a claim has no peer. */
export interface Comparison {
  readonly title: string;
  /** Of the candidates' figures. */
  readonly unit: string;
  /** The candidate that the others are set against. */
  readonly base: string;
  readonly candidates: readonly Candidate[];
  readonly claims: readonly Claim[];
}

/** The variable that names the file to which a run of all benchmarks wants comparisons appended, one JSON line each. */
export const REPORT_FILE = 'CHATTI_BENCH_REPORT';

/**
 * Prints a comparison, hands it to the run of all benchmarks where there is one, and fails where an aim is missed.
 *
 * @throws `Error` where a figure is no number: then nothing was measured.
 */
export function report(comparison: Comparison): void {
  const { title, claims, candidates } = comparison;
  if (![...claims, ...candidates].every(({ figure }) => Number.isFinite(figure)))
    throw new Error(`${title}: a figure is no number.`);
  console.log(`\n${title}`);
  if (candidates.length > 0) printTable(comparison);
  for (const claim of claims) {
    console.log(`${isMet(claim) ? 'met' : 'NOT MET'}: ${claim.text}: ${inUnit(claim)} (${aimOf(claim)})`);
    if (!isMet(claim)) process.exitCode = 1;
  }
  const file = process.env[REPORT_FILE];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(comparison)}\n`);
}

function printTable(comparison: Comparison): void {
  const head = [comparison.unit, `× ${comparison.base}`];
  const rows = rowsOf(comparison).map(({ name, figure, ratio }) => [name, digits(figure), digits(ratio)]);
  const width = Math.max(28, ...rows.map(([name = '']) => name.length)) + 2;
  const [first = 0, second = 0] = head.map((title) => Math.max(12, title.length + 3));
  for (const [name = '', figure = '', ratio = ''] of [['', ...head], ...rows]) {
    console.log(name.padEnd(width) + figure.padStart(first) + ratio.padStart(second));
  }
}

/** The candidates with their ratios to the base. */
export function rowsOf({ candidates, base }: Comparison): Required<Candidate>[] {
  const figure = candidates.find(({ name }) => name === base)?.figure ?? Number.NaN;
  return candidates.map((one) => ({ ...one, ratio: one.ratio ?? one.figure / figure }));
}

/** Whether the figure is where it must be. */
export function isMet({ figure, aim }: Claim): boolean {
  return 'atMost' in aim ? figure <= aim.atMost : figure >= aim.atLeast;
}

/** The figure of a claim with its unit. */
export function inUnit({ figure, unit = '×' }: Claim): string {
  return `${digits(figure)} ${unit}`;
}

/** What a claim must reach. */
export function aimOf({ aim, unit = '×' }: Claim): string {
  return 'atMost' in aim ? `at most ${aim.atMost} ${unit}` : `at least ${aim.atLeast} ${unit}`;
}

/** A figure with about three digits that count. */
export function digits(figure: number): string {
  if (!Number.isFinite(figure)) return '–';
  const size = Math.abs(figure);
  if (size > 0 && size < 0.1) return figure.toPrecision(2);
  const places = size >= 100 || Number.isInteger(figure) ? 0 : size >= 10 ? 1 : 2;
  return figure.toLocaleString('en', { minimumFractionDigits: places, maximumFractionDigits: places });
}
