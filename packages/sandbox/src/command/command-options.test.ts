import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { verifyWebhook } from '@chatti/core/webhooks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCommandLine } from './command-options.ts';
import { runCommand } from './run-command.ts';

/** Runs the command until it has greeted; gives what it printed. */
async function greet(...args: string[]): Promise<{ out: string; stop: () => Promise<number> }> {
  const stop = new AbortController();
  let out = '';
  const { promise, resolve } = Promise.withResolvers<void>();
  const code = runCommand(['--port', '0', ...args], {
    version: '1.2.3',
    print(text) {
      out += text;
      if (out.includes('curl')) resolve();
    },
    complain: (text) => void (out += text),
    colour: false,
    stop: stop.signal,
  });
  await Promise.race([promise, code]);
  return { out, stop: () => (stop.abort(), code) };
}

const secretIn = (text: string) => /Webhook secret\s+(whsec_\S+)/.exec(text)?.[1] ?? '';

describe('webhooks by command', () => {
  it('are signed by a secret that is the same at each start, and another for another key', async () => {
    const first = await greet();
    await first.stop();
    const second = await greet();
    await second.stop();
    const other = await greet('--key', 'other');
    await other.stop();
    expect(secretIn(first.out)).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(secretIn(second.out)).toBe(secretIn(first.out));
    expect(secretIn(other.out)).not.toBe(secretIn(first.out));
  });

  it('are posted to the URL that was named', async () => {
    const { promise, resolve } = Promise.withResolvers<{
      body: Buffer;
      headers: NodeJS.Dict<string | string[]>;
    }>();
    const server = createServer((request, response) => {
      void buffer(request).then((body) => resolve({ body, headers: request.headers }));
      response.end();
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    // A server that listens on a port has an address with one.
    const { port } = server.address() as AddressInfo;
    const command = await greet('--latency', '1', '--webhook', `http://127.0.0.1:${port}/`);
    const baseUrl = /Base URL\s+(\S+)/.exec(command.out)?.[1] ?? '';
    await fetch(`${baseUrl}/messages`, {
      method: 'POST',
      headers: { 'x-api-key': 'sandbox-key', 'content-type': 'application/json' },
      body: JSON.stringify({ to: '+447700900123', from: 'Acme', body: 'Hi' }),
    });
    const { body, headers } = await promise;
    const event = await verifyWebhook(body, headers, { secrets: secretIn(command.out) });
    expect(event.type).toBe('message.sent');
    await command.stop();
    server.close();
  });

  it('are refused where they would leave this machine', async () => {
    const command = await greet('--webhook', 'https://example.com/');
    expect(command.out).toContain('--webhook takes');
    expect(await command.stop()).toBe(2);
  });
});

describe('faults by command', () => {
  it('meet requests by chance', async () => {
    const command = await greet('--fault', '1:503');
    const baseUrl = /Base URL\s+(\S+)/.exec(command.out)?.[1] ?? '';
    expect((await fetch(`${baseUrl}/account`, { headers: { 'x-api-key': 'k' } })).status).toBe(503);
    await command.stop();
  });

  it.each(['503', '2:503', ':503', '0.1:boom', '-1:503', '0.1:'])('refuses %j', (risk) => {
    expect(readCommandLine(['--fault', risk])).toMatchObject({ kind: 'wrong' });
  });
});

describe('a recording by command', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'chatti-record-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Runs a command that ends by itself. */
  async function end(...args: string[]): Promise<{ code: number; out: string }> {
    let out = '';
    const note = (text: string): void => void (out += text);
    const world = {
      version: '1.2.3',
      print: note,
      complain: note,
      colour: false,
      stop: new AbortController().signal,
    };
    return { code: await runCommand(args, world), out };
  }

  it('is written at the end, replayed without a difference, and told where there is one', async () => {
    const file = join(folder, 'calls.json');
    const command = await greet('--record', file, '--latency', '1', '--quiet');
    const baseUrl = /Base URL\s+(\S+)/.exec(command.out)?.[1] ?? '';
    for (const body of ['One {OptOutURL}', 'Two', ''])
      await fetch(`${baseUrl}/messages`, {
        method: 'POST',
        headers: { 'x-api-key': 'sandbox-key', 'content-type': 'application/json' },
        body: JSON.stringify({ to: '+447700900123', from: 'Acme', body }),
      });
    expect(await command.stop()).toBe(0);
    expect(await end('replay', file)).toEqual({ code: 0, out: 'Requests: 3. Differences: 0.\n' });
    writeFileSync(file, readFileSync(file, 'utf8').replace('\\"segments\\":1', '\\"segments\\":2'));
    const { code, out } = await end('replay', file);
    expect(code).toBe(1);
    expect(out).toMatch(/^Step 2, POST \/v1\/messages: body\.segments is 1, and was 2\.$/m);
  });

  it('is refused where it is none', async () => {
    const file = join(folder, 'none.json');
    writeFileSync(file, '{"format":9}');
    expect(await end('replay', file)).toMatchObject({
      code: 2,
      out: expect.stringContaining('cannot be replayed'),
    });
    expect((await end('replay', join(folder, 'missing.json'))).code).toBe(2);
    expect((await end('replay')).code).toBe(2);
    expect((await end('--record', file, '--db', 'a.db')).code).toBe(2);
  });
});
