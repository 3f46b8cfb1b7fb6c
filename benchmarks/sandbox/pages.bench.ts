/**
 * The claims, of an account with 1 000 000 messages in a file: any page of 50, with or without `after` and `before`, with its
 * exact total, takes at most 1 ms, the slowest at most twice the quickest; OFFSET, the usual way, takes tens of
 * milliseconds at the end. And the sandbox's memory does not grow with the messages.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSandbox } from '@chatti/sandbox';
import { median } from '../measure.ts';
import { report } from '../report.ts';

const MOST_MS = 1;
const MOST_RATIO = 2;
const MOST_GROWTH_MB = 100;

const total = 1_000_000;
const perBatch = 1000;
const folder = mkdtempSync(join(tmpdir(), 'chatti-pages-'));
const file = join(folder, 'sandbox.db');
const startAt = new Date('2026-01-01T00:00:00Z');

const sandbox = createSandbox({
  clock: 'manual',
  startAt,
  storage: { file },
  account: { balance: '10000000000' },
});
const headers = { 'x-api-key': sandbox.apiKey, 'content-type': 'application/json' };

async function call(method: string, path: string, body?: string): Promise<unknown> {
  const response = await sandbox.fetch(`${sandbox.baseUrl}${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
  });
  if (response.status !== 200) throw new Error(`It was answered ${response.status}.`);
  return response.json();
}

const messages = Array.from({ length: perBatch }, (_, index) => ({
  to: `+4477009${String(index).padStart(5, '0')}`,
  from: 'Acme Shoes',
  body: 'Your order is ready. We are open until eight, and on Saturdays until four.',
}));
const batch = JSON.stringify({ messages });

function heapMb(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6 + process.memoryUsage().external / 1e6;
}

const filling = performance.now();
let before = 0;
for (let stored = 0; stored < total; stored += perBatch) {
  await call('POST', '/messages/batch', batch);
  await sandbox.clock.advance(1000);
  if (stored === 100_000) before = heapMb();
}
const growth = heapMb() - before;
console.log(
  `${total} messages stored and delivered in ${((performance.now() - filling) / 1000).toFixed(0)} s`,
);

/** The time of a page, in ms. */
async function timeOf(query: string, wanted: number): Promise<number> {
  const start = performance.now();
  const page = (await call('GET', `/messages${query}`)) as { total: number };
  const took = performance.now() - start;
  if (page.total !== wanted) throw new Error(`${query} has the total ${page.total}, not ${wanted}.`);
  return took;
}

const at = (second: number) => new Date(startAt.getTime() + second * 1000).toISOString();
const asked: readonly (readonly [string, number])[] = [
  ['?page=1', total],
  ['?page=2', total],
  ['?page=1000', total],
  ['?page=10000', total],
  ['?page=19999', total],
  ['?page=20000', total],
  [`?after=${at(100)}`, 900_000],
  [`?page=17999&after=${at(100)}`, 900_000],
  [`?page=9000&before=${at(500)}`, 500_000],
  [`?page=1&after=${at(250)}&before=${at(750)}`, 500_000],
  [`?page=9999&after=${at(250)}&before=${at(750)}`, 500_000],
];
const byIndex = ['?to=%2B447700900007', 1000] as const;

// In turns, so that a machine that grows busy slows all of them alike. The first rounds only warm up.
const durations = new Map<string, number[]>();
for (let round = -5; round < 60; round++) {
  for (const [query, wanted] of [...asked, byIndex]) {
    const took = await timeOf(query, wanted);
    if (round >= 0) durations.set(query, [...(durations.get(query) ?? []), took]);
  }
}
const figureOf = (query: string): number => median(durations.get(query) ?? []);
const times = asked.map(([name]) => ({ name, figure: figureOf(name) }));
const filtered = figureOf(byIndex[0]);
await sandbox.close();

const db = new DatabaseSync(file, { readOnly: true });
const usual = db.prepare('SELECT * FROM messages ORDER BY place DESC LIMIT 50 OFFSET ?');
// Warm, as the sandbox was.
usual.all(total - 50);
const start = performance.now();
usual.all(total - 50);
const offset = performance.now() - start;
db.close();
rmSync(folder, { recursive: true });

const slowest = Math.max(...times.map(({ figure }) => figure));
const quickest = Math.min(...times.map(({ figure }) => figure));
const usualName = 'for comparison, OFFSET at the end';
report({
  title: `A page of 50 of ${total.toLocaleString('en')} messages in a file, with its exact total, median of 60`,
  unit: 'ms',
  base: usualName,
  candidates: [
    ...times,
    { name: '?to=… (1000 of them, by index)', figure: filtered },
    { name: usualName, figure: offset },
  ],
  claims: [
    {
      text: 'Any page of a million messages comes at once',
      figure: slowest,
      unit: 'ms',
      aim: { atMost: MOST_MS },
    },
    {
      text: 'The slowest page takes hardly longer than the quickest',
      figure: slowest / quickest,
      aim: { atMost: MOST_RATIO },
    },
    {
      text: 'Memory does not grow with the messages, from 100 000 to 1 000 000 of them',
      figure: growth,
      unit: 'MB',
      aim: { atMost: MOST_GROWTH_MB },
    },
  ],
});
