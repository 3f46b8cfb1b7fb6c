/**
 * The claims, of the playground's inbox with 100 000 messages in a real Chromium: while a person drags through the whole list
 * no task blocks the page for long, only pages that somebody can read are asked for, and the document stays small. Needs
 * the playground built, and Chromium (`CHROMIUM_PATH`, else /usr/bin/chromium).
 */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { chromium } from 'playwright-core';
import { report } from '../report.ts';

const MOST_TASK_MS = 50;
const MOST_REQUESTS = 200;
const MOST_NODES = 2500;

const total = 100_000;
const perBatch = 1000;
/** A person drags from the newest to the oldest message, and then reads on from there at the pace of a wheel. */
const ways: Readonly<Record<'dragged' | 'read', Way>> = {
  dragged: { rows: total, durationMs: 20_000 },
  read: { rows: -3000, durationMs: 10_000 },
};

/** A way through the list: how many rows down (up where negative), and how long it takes. */
interface Way {
  readonly rows: number;
  readonly durationMs: number;
}

const require = createRequire(import.meta.url);
const manifest = require.resolve('@chatti/playground/package.json');
const command = join(dirname(manifest), 'dist/server/main.js');
const child = spawn(process.execPath, [command, '--port', '0', '--sandbox-port', '0'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
process.once('exit', () => child.kill());
const greeting = await new Promise<string>((resolve, reject) => {
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
    if (text.includes('Ctrl-C')) resolve(text);
  });
  child.once('exit', (code) => reject(new Error(`The playground ended with ${String(code)}.`)));
});
const told = (name: string): string => new RegExp(`^ *${name} +(\\S+)$`, 'm').exec(greeting)?.[1] ?? '';
const baseUrl = told('Sandbox');

async function ask(method: string, url: URL | string, body: unknown): Promise<unknown> {
  const headers = { 'x-api-key': told('Key'), 'content-type': 'application/json' };
  const reply = await fetch(url, { method, headers, body: method === 'GET' ? null : JSON.stringify(body) });
  if (!reply.ok) throw new Error(`${method} was answered ${reply.status}.`);
  return reply.status === 204 ? undefined : reply.json();
}

/** Fills the sandbox, and has everything delivered. Nobody is told of it: what is measured is the list. */
async function fill(): Promise<void> {
  const control = (path: string): URL => new URL(`/sandbox${path}`, baseUrl);
  const { data: webhooks } = (await ask('GET', `${baseUrl}/webhooks`, undefined)) as {
    data: { id: string }[];
  };
  for (const { id } of webhooks) await ask('DELETE', `${baseUrl}/webhooks/${id}`, {});
  await ask('PATCH', control('/settings'), { balance: '1000000', rate_limit: null });
  await ask('PUT', control('/clock'), { held: true });
  for (let sent = 0; sent < total; sent += perBatch) {
    const messages = Array.from({ length: perBatch }, (_, index) => ({
      to: `+4477009${String((sent + index) % 100_000).padStart(5, '0')}`,
      from: 'Acme Shoes',
      body: `Your order ${sent + index} is ready. We are open until eight, and on Saturdays until four.`,
    }));
    await ask('POST', `${baseUrl}/messages/batch`, { messages });
  }
  await ask('POST', control('/clock/advance'), { ms: 60_000 });
}

/** What a way through the list came to. */
interface Scrolled {
  readonly longestTaskMs: number;
  readonly frames: number;
  readonly slowFrames: number;
  readonly nodes: number;
  /** How often a screen showed a message whose text was not there yet. */
  readonly blankFrames: number;
  readonly isAtEnd: boolean;
}

/** Runs in the page: scrolls in even steps, frame by frame, and watches. */
async function scrollThrough({ rows, durationMs }: Way): Promise<Scrolled> {
  const scroller = document.querySelector('ol')?.parentElement;
  if (!scroller) throw new Error('There is no list.');
  const tasks: number[] = [];
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) tasks.push(entry.duration);
  });
  observer.observe({ type: 'longtask' });
  const gaps: number[] = [];
  let nodes = 0;
  let blankFrames = 0;
  const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
  const start = await frame();
  const from = scroller.scrollTop;
  const rowHeight = document.querySelector('ol > li')?.clientHeight ?? 0;
  for (let before = start; before - start < durationMs;) {
    const now = await frame();
    gaps.push(now - before);
    before = now;
    scroller.scrollTop = from + Math.min(1, (now - start) / durationMs) * rows * rowHeight;
    if (gaps.length % 20 === 0) {
      nodes = Math.max(nodes, document.querySelectorAll('*').length);
      if (scroller.textContent.includes('on its way')) blankFrames++;
    }
  }
  await new Promise((resolve) => setTimeout(resolve, 500));
  observer.disconnect();
  return {
    longestTaskMs: Math.max(0, ...tasks),
    frames: gaps.length,
    slowFrames: gaps.filter((gap) => gap > 50).length,
    nodes,
    blankFrames: blankFrames * 20,
    isAtEnd: scroller.scrollTop + scroller.clientHeight > scroller.scrollHeight - rowHeight,
  };
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** The time on the processor, in µs. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/**
 * The longest task of the page's main thread, in ms on the processor: what the page itself takes, also where the machine
 * has other work to do meanwhile. NaN where the trace tells of none.
 */
function longestTask(trace: Buffer): number {
  // As Chromium writes a trace.
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: readonly TraceEvent[] };
  const threadOf = ({ pid, tid }: TraceEvent): string => `${pid} ${tid}`;
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(threadOf),
  );
  const tasks = traceEvents.filter((event) => event.name === 'RunTask' && mains.has(threadOf(event)));
  if (tasks.length === 0) return Number.NaN;
  return tasks.reduce((most, { tdur = 0 }) => Math.max(most, tdur), 0) / 1000;
}

const filling = performance.now();
await fill();
console.log(`${total} messages sent and delivered in ${((performance.now() - filling) / 1000).toFixed(0)} s`);

const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu'],
});
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
let requests = 0;
await page.goto(`${told('Playground')}/inbox`);
await page.getByText(`Your order ${total - 1} is ready`).waitFor();
await page.waitForTimeout(1500);
page.on('request', (request) => {
  if (request.url().includes('/messages/list')) requests++;
});
await browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline'] });
const dragged = await page.evaluate(scrollThrough, ways.dragged);
if (!dragged.isAtEnd) throw new Error('The oldest message was not reached.');
await page.getByText('Your order 0 is ready').waitFor();
const read = await page.evaluate(scrollThrough, ways.read);
const longestOnCpu = longestTask(await browser.stopTracing());
await browser.close();
child.kill();

for (const [name, way] of Object.entries({ dragged, read })) {
  console.log(
    `${name}: longest task by the wall clock ${way.longestTaskMs.toFixed(0)} ms (0 where none is above 50 ms)`,
  );
  console.log(`${name}: ${way.slowFrames} of ${way.frames} frames took more than 50 ms`);
  console.log(`${name}: a row without its text in about ${way.blankFrames} of ${way.frames} frames`);
}
console.log(`load of the machine meanwhile: ${loadavg()[0]?.toFixed(1)}`);

report({
  title: `${total.toLocaleString('en')} messages dragged through in 20 s, and 3 000 of them read at the pace of a wheel`,
  unit: '',
  base: '',
  candidates: [],
  claims: [
    {
      text: 'The longest task of the page, on the processor',
      figure: longestOnCpu,
      unit: 'ms',
      aim: { atMost: MOST_TASK_MS },
    },
    { text: 'Pages that were asked for', figure: requests, unit: 'requests', aim: { atMost: MOST_REQUESTS } },
    {
      text: 'Elements in the document, at most',
      figure: Math.max(dragged.nodes, read.nodes),
      unit: 'elements',
      aim: { atMost: MOST_NODES },
    },
  ],
});
