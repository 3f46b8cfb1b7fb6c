import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { CountName } from './counts.table.ts';

const run = promisify(execFile);

/** No optimizing compiler, and a young generation that is not collected while it is measured. */
const allocationOptions = [
  '--expose-gc',
  '--no-opt',
  '--no-maglev',
  '--no-sparkplug',
  '--min-semi-space-size=128',
  '--max-semi-space-size=128',
];

/** What a send allocates and leaves behind. */
export async function countAllocations(): Promise<Partial<Record<CountName, number>>> {
  const file = join(import.meta.dirname, 'allocations.ts');
  const { stdout } = await run(process.execPath, [...allocationOptions, file]);
  // Printed by that file alone.
  return JSON.parse(stdout) as Partial<Record<CountName, number>>;
}
