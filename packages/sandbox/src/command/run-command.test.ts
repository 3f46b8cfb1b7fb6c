import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCommandLine } from './command-options.ts';
import { formatRequestLine } from './request-line.ts';
import { runCommand } from './run-command.ts';

interface Ran {
  code: Promise<number>;
  out: () => string;
  err: () => string;
  stop: () => void;
  /** Resolves at the first output that holds `text`. */
  shows: (text: string) => Promise<string>;
}

function run(...args: string[]): Ran {
  let [out, err] = ['', ''];
  const waiting: { text: string; resolve: (out: string) => void }[] = [];
  const stop = new AbortController();
  const code = runCommand(args, {
    version: '1.2.3',
    print(text) {
      out += text;
      for (const { text: wanted, resolve } of waiting) if (out.includes(wanted)) resolve(out);
    },
    complain: (text) => void (err += text),
    colour: false,
    stop: stop.signal,
  });
  const shows = (text: string) => new Promise<string>((resolve) => void waiting.push({ text, resolve }));
  return { code, out: () => out, err: () => err, stop: () => stop.abort(), shows };
}

function baseUrlIn(text: string): string {
  return /Base URL\s+(\S+)/.exec(text)?.[1] ?? '';
}

it('prints where it listens and a curl line, a line per request, and stops with 0', async () => {
  const command = run('--port', '0', '--latency', '5', '--key', 'my-key');
  const baseUrl = baseUrlIn(await command.shows('curl'));
  expect(command.out()).toContain('my-key');
  expect((await fetch(`${baseUrl}/account`, { headers: { 'x-api-key': 'my-key' } })).status).toBe(200);
  expect(command.out()).toMatch(/^200 GET {4}\/v1\/account \d+\.\d ms$/m);
  command.stop();
  expect(await command.code).toBe(0);
  await expect(fetch(baseUrl)).rejects.toThrow();
});

it('prints a curl line that works when it is pasted', async () => {
  const command = run('--port', '0', '--quiet');
  const [, url = '', headers = '', data = ''] =
    /curl (\S+) (-H .*) -d '(.*)'/.exec(await command.shows('curl')) ?? [];
  const pairs = [...headers.matchAll(/-H '([^:]+): ([^']+)'/g)].map(
    ([, name = '', value = '']): [string, string] => [name, value],
  );
  expect((await fetch(url, { method: 'POST', headers: pairs, body: data })).status).toBe(200);
  expect(command.out()).not.toContain('POST');
  command.stop();
  await command.code;
});

it('applies its options to every account', async () => {
  const command = run(
    '--port',
    '0',
    '--rate-limit',
    '2',
    '--cors-origin',
    'http://localhost:5173',
    '--quiet',
  );
  const baseUrl = baseUrlIn(await command.shows('curl'));
  const response = await fetch(`${baseUrl}/account`, {
    headers: { 'x-api-key': 'any', origin: 'http://localhost:5173' },
  });
  expect(response.headers.get('access-control-allow-origin')).toBe('http://localhost:5173');
  expect(await response.json()).toMatchObject({ rate_limit: { limit: 2, period_s: 1 } });
  command.stop();
  await command.code;
});

it('explains itself', async () => {
  const help = run('--help');
  expect(await help.code).toBe(0);
  for (const flag of [
    'port',
    'db',
    'latency',
    'rate-limit',
    'cors-origin',
    'host',
    'allow-host',
    'key',
    'quiet',
  ]) {
    expect(help.out()).toContain(`--${flag}`);
  }
  const version = run('--version');
  expect([await version.code, version.out()]).toEqual([0, '1.2.3\n']);
});

it.each([
  [['--prot', '1'], '--prot'],
  [['--port', '65536'], '--port'],
  [['--port', 'x'], '--port'],
  [['--latency', '-1'], '--latency'],
  [['--rate-limit', '0'], '--rate-limit'],
  [['--cors-origin', '*'], 'corsOrigins'],
  [['--key', 'invalid'], 'apiKey'],
  [['file.db'], 'file.db'],
])('ends with 2 for the wrong options %j', async (args, named) => {
  const command = run(...args);
  expect(await command.code).toBe(2);
  expect(command.err()).toContain(named);
});

describe('where it cannot start', () => {
  it('ends with 1 and says that the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    // A server that listens on a port has an address with one.
    const { port } = other.address() as AddressInfo;
    const command = run('--port', String(port));
    expect(await command.code).toBe(1);
    expect(command.err()).toBe(`Port ${port} is taken. Choose another with --port.\n`);
    other.close();
  });

  it('ends with 1 and says that the file is no database', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'chatti-command-'));
    writeFileSync(join(folder, 'text'), 'This is no database. '.repeat(100));
    const command = run('--port', '0', '--db', join(folder, 'text'));
    expect(await command.code).toBe(1);
    expect(command.err()).toMatch(/^The file of --db cannot be used: /);
    rmSync(folder, { recursive: true });
  });
});

it('warns where it opens itself to the network', async () => {
  const command = run('--port', '0', '--host', '0.0.0.0', '--quiet');
  await command.shows('curl');
  expect(command.err()).toContain('Warning: with --host');
  command.stop();
  await command.code;
});

it('reads every option', () => {
  const line = readCommandLine([
    '--db',
    'a.db',
    '--host',
    '::',
    '--allow-host',
    'a',
    '--allow-host',
    'b',
    '--quiet',
  ]);
  expect(line).toMatchObject({
    kind: 'run',
    sandbox: { storage: { file: 'a.db' }, account: { corsOrigins: [] } },
    listen: { host: '::', allowHosts: ['a', 'b'] },
    quiet: true,
  });
});

it('colours the status on a terminal, and shows what broke', () => {
  const line = { method: 'GET', path: '/v1/account', status: 500, durationMs: 1.26, requestId: 'req_1' };
  expect(formatRequestLine(line, true)).toBe('\u001b[31m500\u001b[0m GET    /v1/account 1.3 ms\n');
  expect(formatRequestLine({ ...line, error: 'reason' }, false)).toBe(
    "500 GET    /v1/account 1.3 ms\n'reason'\n",
  );
});
