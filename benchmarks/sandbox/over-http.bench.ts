/**
 * The claims: over HTTP, with 16 callers at once, the sandbox checks, stores and flushes to the disk at least 3 times as many
 * messages as Prism's mock, silent, makes up replies; and at least 4 times as many as with one commit per request. Also:
 * the command listens within 200 ms.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { median } from '../measure.ts';
import { report } from '../report.ts';

const LEAST_OF_PRISM = 3;
const LEAST_OF_SINGLE = 4;
const MOST_START_MS = 200;

const callers = 16;
const turnMs = 700;
const rounds = 11;

const here = createRequire(import.meta.url);
const folder = mkdtempSync(join(tmpdir(), 'chatti-over-http-'));
const body = JSON.stringify({ to: '+447700900123', from: 'Acme Shoes', body: 'Your order is ready.' });
/** The bytes of a request, made once: the callers share two cores with the servers and must not be what is measured. */
function requestTo(url: URL): string {
  const head = [
    `POST ${url.pathname} HTTP/1.1`,
    `Host: ${url.host}`,
    'x-api-key: sandbox-key',
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}

interface Server {
  readonly name: string;
  readonly url: string;
  readonly child: ChildProcess;
  readonly speeds: number[];
}

/** Starts a process and waits for the line that holds `ready`. */
async function start(args: readonly string[], ready: RegExp): Promise<{ child: ChildProcess; line: string }> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const line = await new Promise<string>((found, lost) => {
    let out = '';
    child.stdout.on('data', (chunk) => {
      out += String(chunk);
      const [match] = ready.exec(out) ?? [];
      if (match !== undefined) found(match);
    });
    child.once('exit', () => lost(new Error(`${args.join(' ')} ended.`)));
  });
  return { child, line };
}

async function sandbox(name: string, commit: string): Promise<Server> {
  const script = join(import.meta.dirname, 'serve.ts');
  const { child, line } = await start([script, join(folder, `${commit}.db`), commit], /http:\S+/);
  return { name, url: `${line}/messages`, child, speeds: [] };
}

async function prism(): Promise<Server> {
  const command = here.resolve('@stoplight/prism-cli');
  const document = resolve(import.meta.dirname, '../../docs/openapi.json');
  const port = 40_000 + (process.pid % 20_000);
  const url = `http://127.0.0.1:${port}/messages`;
  const args = [command, 'mock', document, '--port', String(port), '--verboseLevel', 'silent'];
  const child = spawn(process.execPath, args, { stdio: 'ignore' });
  // It is silent, so it is asked until it answers.
  for (let isUp = false; !isUp;) {
    if (child.exitCode !== null) throw new Error('Prism ended.');
    isUp = await callerOf(url).then(
      (caller) => (caller.socket.destroy(), true),
      () => new Promise<boolean>((done) => setTimeout(done, 50, false)),
    );
  }
  return { name: 'Prism’s mock, silent, stores nothing', url, child, speeds: [] };
}

interface Caller {
  readonly socket: Socket;
  /** Posts once. */
  readonly post: () => Promise<void>;
}

/** A caller with a connection of its own, which reads as much of a reply as it takes to see its end. */
async function callerOf(address: string): Promise<Caller> {
  const url = new URL(address);
  const bytes = requestTo(url);
  const socket = connect(Number(url.port), url.hostname);
  await once(socket, 'connect');
  socket.setNoDelay(true);
  socket.setEncoding('latin1');
  let reply = '';
  let answered: ((reply: string) => void) | undefined;
  socket.on('data', (chunk: string) => {
    reply += chunk;
    const end = reply.indexOf('\r\n\r\n') + 4;
    const length = Number(/content-length: (\d+)/i.exec(reply)?.[1] ?? Number.NaN);
    if (end < 4 || reply.length < end + length) return;
    const whole = reply;
    reply = '';
    answered?.(whole);
  });
  return {
    socket,
    async post() {
      const whole = await new Promise<string>((done, failed) => {
        answered = done;
        socket.once('error', failed);
        socket.write(bytes);
      });
      socket.removeAllListeners('error');
      if (!whole.startsWith('HTTP/1.1 200')) throw new Error(`It was answered ${whole.slice(0, 20)}.`);
    },
  };
}

async function speedOf(url: string): Promise<number> {
  const lines = await Promise.all(Array.from({ length: callers }, () => callerOf(url)));
  const began = performance.now();
  let count = 0;
  const work = async ({ post }: Caller) => {
    while (performance.now() - began < turnMs) {
      await post();
      count++;
    }
  };
  await Promise.all(lines.map(work));
  const speed = (count / (performance.now() - began)) * 1000;
  for (const { socket } of lines) socket.destroy();
  return speed;
}

async function startTime(): Promise<number> {
  const bin = join(dirname(here.resolve('@chatti/sandbox/package.json')), 'dist/bin.js');
  const times: number[] = [];
  for (let round = 0; round < 7; round++) {
    const began = performance.now();
    const { child } = await start([bin, '--port', '0', '--quiet'], /Base URL/);
    times.push(performance.now() - began);
    child.kill();
    await once(child, 'exit');
  }
  return median(times);
}

const startMs = await startTime();
const servers = [
  await prism(),
  await sandbox('the sandbox, one commit per request', 'request'),
  await sandbox('the sandbox', 'turn'),
];
for (let round = -1; round < rounds; round++) {
  for (const { url, speeds } of servers) {
    const speed = await speedOf(url);
    if (round >= 0) speeds.push(speed);
  }
}
for (const { child } of servers) child.kill();
await Promise.all(servers.map(async ({ child }) => child.exitCode ?? once(child, 'exit')));
rmSync(folder, { recursive: true });

// Of speeds taken one after the other, since the machine may be busier at one time than at another.
const [mock, single, grouped] = servers.map(({ speeds }) => speeds);
const ratio = (peer: readonly number[] = []) =>
  median((grouped ?? []).map((speed, round) => speed / (peer[round] ?? 0)));
const [ofPrism, ofSingle] = [ratio(mock), ratio(single)];
report({
  title: `A POST over HTTP with a file, ${callers} callers, median of ${rounds} rounds of ${turnMs} ms`,
  unit: 'a second',
  base: servers[0]?.name ?? '',
  candidates: servers.map(({ name, speeds }) => ({
    name,
    figure: median(speeds),
    ratio: median(speeds.map((speed, round) => speed / (mock?.[round] ?? Number.NaN))),
  })),
  claims: [
    {
      text: 'The sandbox stores and flushes more messages than Prism’s mock makes up replies',
      figure: ofPrism,
      aim: { atLeast: LEAST_OF_PRISM },
    },
    {
      text: 'One commit for a turn of the event loop stores more than one for each request',
      figure: ofSingle,
      aim: { atLeast: LEAST_OF_SINGLE },
    },
    { text: 'The command listens at once', figure: startMs, unit: 'ms', aim: { atMost: MOST_START_MS } },
  ],
});
