import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

const rounds = 25;
const callers = 16;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chatti-kill-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const bin = join(
  dirname(createRequire(import.meta.url).resolve('@chatti/sandbox/package.json')),
  'dist/bin.js',
);

interface Running {
  readonly baseUrl: string;
  /** Ends the process at once, with nothing said before. */
  kill(): Promise<void>;
}

async function start(file: string): Promise<Running> {
  const child = spawn(process.execPath, [bin, '--port', '0', '--db', file, '--quiet', '--latency', '5']);
  const gone = once(child, 'exit');
  let out = '';
  for await (const chunk of child.stdout) {
    out += String(chunk);
    if (out.includes('curl')) break;
  }
  const baseUrl = /Base URL\s+(\S+)/.exec(out)?.[1] ?? '';
  return {
    baseUrl,
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

const headers = { 'x-api-key': 'kill', 'content-type': 'application/json' };

interface Message {
  readonly id: string;
  readonly reference: string;
}

async function send(baseUrl: string, reference: string): Promise<Message> {
  const body = JSON.stringify({ to: '+447700900123', from: 'Acme', body: 'x', reference });
  const init = { method: 'POST', headers: { ...headers, 'idempotency-key': reference }, body };
  const response = await fetch(`${baseUrl}/messages`, init);
  if (response.status !== 200) throw new Error(`The send was answered ${response.status}.`);
  // What the sandbox answers to a send.
  return (await response.json()) as Message;
}

async function listAll(baseUrl: string): Promise<Message[]> {
  const all: Message[] = [];
  for (let page = 1; ; page++) {
    const response = await fetch(`${baseUrl}/messages?per_page=1000&page=${page}`, { headers });
    // What the sandbox answers to a list.
    const { data, next_page_url: next } = (await response.json()) as {
      data: Message[];
      next_page_url: string | null;
    };
    all.push(...data);
    if (next === null) return all;
  }
}

it(`loses nothing that was answered and keeps nothing twice, killed ${rounds} times under load`, async () => {
  const file = join(folder, 'sandbox.db');
  const answered = new Map<string, string>();
  let open = new Set<string>();
  for (let round = 0; round < rounds; round++) {
    const { baseUrl, kill } = await start(file);
    const there = await listAll(baseUrl);
    const ids = new Map(there.map(({ reference, id }) => [reference, id]));
    expect(ids.size).toBe(there.length);
    for (const [reference, id] of answered) expect(ids.get(reference)).toBe(id);

    // What was not answered is asked again with its key, as a client would.
    for (const reference of open) answered.set(reference, (await send(baseUrl, reference)).id);
    open = new Set();
    let killed = false;
    const work = async (caller: number) => {
      for (let count = 0; !killed; count++) {
        const reference = `${round}-${caller}-${count}`;
        open.add(reference);
        try {
          answered.set(reference, (await send(baseUrl, reference)).id);
          open.delete(reference);
        } catch {
          // Killed on the way: whether it was stored is not known.
          return;
        }
      }
    };
    const load = Promise.all(Array.from({ length: callers }, (_, caller) => work(caller)));
    const before = answered.size;
    // Killed in the middle of things, at another point each time.
    while (answered.size < before + 40 + ((round * 37) % 100)) await new Promise(setImmediate);
    await kill();
    killed = true;
    await load;
  }
  const { baseUrl, kill } = await start(file);
  const last = await listAll(baseUrl);
  await kill();
  const stored = new Map(last.map(({ reference, id }) => [reference, id]));
  expect(stored.size).toBe(last.length);
  for (const [reference, id] of answered) expect(stored.get(reference)).toBe(id);
  // Stored and never answered can be only what was on its way at the last kill.
  for (const reference of stored.keys()) if (!answered.has(reference)) expect(open).toContain(reference);
  expect(answered.size).toBeGreaterThan(rounds * 40);
});
