/** One file of claims, and how it is run. */
export interface Bench {
  readonly heading: string;
  /** The file, from this folder. */
  readonly file: string;
  /** Options of Node. */
  readonly nodeOptions?: readonly string[];
  /** How many processes are run, of which the median counts. One where the file starts its own, or takes a minute. */
  readonly runs: number;
  /** Whether it needs Chromium: `CHROMIUM_PATH`, else /usr/bin/chromium. */
  readonly needsBrowser?: boolean;
}

/** All of them, in the order in which they are run: about five minutes on two cores. */
export const BENCHES: readonly Bench[] = [
  { heading: 'The rules of SMS', file: 'rules/segments.bench.ts', runs: 3 },
  { heading: 'A call', file: 'client/calls.bench.ts', runs: 3 },
  { heading: 'From the start of a process', file: 'client/start.bench.ts', runs: 1 },
  { heading: 'Sizes', file: 'client/size.bench.ts', runs: 1 },
  { heading: 'Plugins', file: 'plugins/chain.bench.ts', runs: 3 },
  { heading: 'Webhooks', file: 'webhooks/verify.bench.ts', runs: 3 },
  { heading: 'The Express router', file: 'express/router.bench.ts', runs: 3 },
  { heading: 'The sandbox in a test', file: 'sandbox/in-process.bench.ts', runs: 1 },
  { heading: 'The sandbox over HTTP', file: 'sandbox/over-http.bench.ts', runs: 1 },
  {
    heading: 'A million messages',
    file: 'sandbox/pages.bench.ts',
    nodeOptions: ['--expose-gc'],
    runs: 1,
  },
  {
    heading: 'A hundred thousand messages in the playground',
    file: 'playground/scroll.bench.ts',
    runs: 1,
    needsBrowser: true,
  },
];

/** The command that runs a file alone, from the root of the repository. */
export function commandOf({ file, nodeOptions = [] }: Bench): string {
  return ['node', ...nodeOptions, `benchmarks/${file}`].join(' ');
}
