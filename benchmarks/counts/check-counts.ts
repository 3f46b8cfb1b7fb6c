import { countAllocations } from './count-allocations.ts';
import { countCommits } from './count-commits.ts';
import { countRequests } from './count-requests.ts';
import { countSizes } from './count-sizes.ts';
import { type CountName, COUNTS, type Limit } from './counts.table.ts';

const nodeMajor = Number.parseInt(process.versions.node, 10);

/** Counts everything of the table, prints it, and tells whether every limit is kept. */
export async function checkCounts(): Promise<boolean> {
  const counted: Partial<Record<CountName, number>> = {
    ...(await countRequests()),
    ...(await countCommits()),
    ...(await countAllocations()),
    ...(await countSizes()),
  };
  // The table's own keys.
  const names = Object.keys(COUNTS) as CountName[];
  const broken = names.filter((name) => !isKept(COUNTS[name], counted[name]));
  for (const name of names) {
    const mark = broken.includes(name) ? 'ABOVE' : '';
    const figure = counted[name]?.toLocaleString('en') ?? 'not counted';
    console.log(
      `${name.padEnd(60)} ${figure.padStart(8)}  ${inWords(COUNTS[name]).padEnd(17)} ${mark}`.trimEnd(),
    );
  }
  console.log(`${names.length} counts, ${broken.length} not as in benchmarks/counts/counts.table.ts`);
  return broken.length === 0;
}

function isKept(limit: Limit, figure: number | undefined): boolean {
  if (figure === undefined) return false;
  if (limit.node !== undefined && limit.node !== nodeMajor) return true;
  return 'exactly' in limit ? figure === limit.exactly : figure <= limit.atMost;
}

function inWords(limit: Limit): string {
  return 'exactly' in limit
    ? `exactly ${limit.exactly.toLocaleString('en')}`
    : `at most ${limit.atMost.toLocaleString('en')}`;
}
