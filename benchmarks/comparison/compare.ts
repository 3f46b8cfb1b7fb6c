/**
 * Installs the SDKs from the npm registry, measures them, and writes the tables of docs/comparison.md. What can be counted
 * is the same on every machine; the times are medians of several processes, the SDKs in turns.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { machine } from '../machine.ts';
import { markdownTable } from '../markdown-table.ts';
import { median } from '../measure.ts';
import { digits } from '../report.ts';
import { allBytes, bundle, staticBytes } from '../size/bundle.ts';
import type { Fault } from './faulty-server.ts';
import { arrivalsOf, startTimesOf, type StartTimes } from './run-program.ts';
import { installSdk, removeSdk, type SdkProject } from './sdk-project.ts';
import { SDKS } from './sdks.table.ts';

const page = join(import.meta.dirname, '../../docs/comparison.md');
const [begin, end] = ['<!-- measured: begin -->', '<!-- measured: end -->'];
const rounds = 9;
const faults: readonly Fault[] = ['reset', 'close', 408, 429, 500, 503];

const words: Readonly<Record<Fault, string>> = {
  reset: 'Reset after the request',
  close: 'Closed after the request',
  408: '408',
  429: '429',
  500: '500',
  503: '503',
};

const projects: SdkProject[] = [];
try {
  for (const sdk of SDKS) {
    console.log(`installing ${sdk.name}`);
    projects.push(await installSdk(sdk));
  }
  const text = await tables();
  console.log(text);
  const [before = '', rest = ''] = readFileSync(page, 'utf8').split(begin);
  const [, after] = rest.split(end);
  if (after === undefined) throw new Error('docs/comparison.md has no place for the tables.');
  writeFileSync(page, `${before}${begin}\n\n${text}\n\n${end}${after}`);
} finally {
  projects.forEach(removeSdk);
}

async function tables(): Promise<string> {
  const where = machine()
    .filter(([name]) => ['CPU', 'System', 'Node.js'].includes(name))
    .map(([, value]) => value);
  const date = new Date().toISOString().slice(0, 10);
  return [
    `Measured on ${date} with \`node benchmarks/comparison/compare.ts\`: ${where.join('; ')}.`,
    '### What it brings',
    markdownTable(await sizes(), 1),
    '### What it takes to start',
    markdownTable(await starts(), 1),
    '### How often one send reaches the server',
    markdownTable(await repeats(), 1),
  ].join('\n\n');
}

async function sizes(): Promise<string[][]> {
  const rows = [
    ['', 'Version', 'Packages', 'Installed, KiB', 'Send-only program, KiB', 'All in one file, KiB', 'Types'],
  ];
  for (const { sdk, version, hasTypes, installed, folder } of projects) {
    const files = await bundle(sdk.program, folder);
    const kib = [installed.bytes, staticBytes(files), allBytes(files)].map((bytes) => digits(bytes / 1024));
    const own = sdk.version === undefined ? 'this repository' : version;
    rows.push([sdk.name, own, String(installed.packages), ...kib, hasTypes ? 'yes' : 'no']);
  }
  return rows;
}

async function starts(): Promise<string[][]> {
  const times = projects.map((): StartTimes[] => []);
  for (let round = -1; round < rounds; round++) {
    for (const [index, project] of projects.entries()) {
      const own = await startTimesOf(project);
      // The first round fills the disk cache.
      if (round >= 0) times[index]?.push(own);
    }
  }
  const cells = (own: readonly number[], base: number): string[] => [
    digits(median(own)),
    digits(median(own) / base),
  ];
  const of = (measure: keyof StartTimes): number[][] => times.map((own) => own.map((one) => one[measure]));
  const [imported, replied] = [of('importedMs'), of('repliedMs')];
  const base = median(imported[0] ?? []);
  const head = ['', 'Import and client, ms', `× ${projects[0]?.sdk.name}`, 'First reply over loopback, ms'];
  return [
    head,
    ...projects.map(({ sdk }, index) => [
      sdk.name,
      ...cells(imported[index] ?? [], base),
      digits(median(replied[index] ?? [])),
    ]),
  ];
}

async function repeats(): Promise<string[][]> {
  const rows = [['', ...faults.map((fault) => words[fault])]];
  for (const project of projects) {
    const counts: string[] = [];
    for (const fault of faults) counts.push(String(await arrivalsOf(project, fault)));
    rows.push([project.sdk.name, ...counts]);
  }
  return rows;
}
