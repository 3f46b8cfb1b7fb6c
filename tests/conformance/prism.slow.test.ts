import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { type AccountOptions, createSandbox, type Sandbox } from '@chatti/sandbox';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rawCall, type RowName, rowOf, type World } from './callers.ts';
import { type Input, inputOf, ROW_CASES } from './row-cases.table.ts';

interface Violation {
  readonly location: readonly string[];
  readonly message: string;
}

interface Case {
  readonly name: string;
  readonly row: RowName;
  readonly input: Input;
  /** The key of an account of the case's own. */
  readonly key: string;
  readonly account: AccountOptions;
}

// The table's own keys.
const rows = Object.entries(ROW_CASES) as [RowName, (typeof ROW_CASES)[RowName]][];

const good: Case[] = rows.flatMap(([row, { good: inputs }]) =>
  inputs.map((input, index) => ({
    name: `${row} succeeds ${index}`,
    row,
    input,
    key: `good-${row}-${index}`,
    account: {},
  })),
);
const bad: Case[] = rows.flatMap(([row, { problems, refused }]) => [
  ...problems.map(({ input, options, code }, index) => {
    return {
      name: `${row} ${code} ${index}`,
      row,
      input,
      key: `bad-${row}-${index}`,
      account: options?.account ?? {},
    };
  }),
  ...refused.map(([input, complaint], index) => {
    return { name: `${row} ${complaint}`, row, input, key: `refused-${row}-${index}`, account: {} };
  }),
]);

let sandbox: Sandbox;
let prism: ChildProcess;
let prismUrl = '';

/** A port that is free now. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on a port has an address with one.
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

beforeAll(async () => {
  const accounts = Object.fromEntries([...good, ...bad].map(({ key, account }) => [key, account]));
  sandbox = createSandbox({ clock: 'manual', startAt: new Date('2026-11-22T12:00:00Z'), accounts });
  await sandbox.listen({ port: 0 });
  const port = await freePort();
  const command = createRequire(import.meta.url).resolve('@stoplight/prism-cli');
  const document = resolve(import.meta.dirname, '../../docs/openapi.json');
  prism = spawn(process.execPath, [command, 'proxy', document, sandbox.baseUrl, '--port', String(port)]);
  prismUrl = `http://127.0.0.1:${port}`;
  // Read on and on, since a pipe that nobody reads fills up.
  prism.stderr?.resume();
  await new Promise<void>((ready, reject) => {
    prism.stdout?.on('data', (chunk) => {
      if (String(chunk).includes('is listening')) ready();
    });
    prism.once('exit', () => reject(new Error('Prism ended before it listened.')));
  });
});

afterAll(async () => {
  const gone = once(prism, 'exit');
  prism.kill();
  await Promise.all([gone, sandbox.close()]);
});

/** Makes the call through the proxy; gives what the proxy has against it and against its reply. */
async function violationsOf({ row, input, key }: Case): Promise<Violation[]> {
  const found: Violation[] = [];
  let asked = false;
  const watched = async (...args: Parameters<typeof fetch>) => {
    const response = await fetch(...args);
    const told = response.headers.get('sl-violations');
    if (asked && told !== null) found.push(...(JSON.parse(told) as Violation[]));
    return response;
  };
  const world: World = {
    sandbox,
    account: sandbox.account(key),
    call: rawCall(watched, () => prismUrl, key),
  };
  const given = await inputOf(input, world);
  asked = true;
  await world.call(row, given);
  return found;
}

const about = (part: string, violations: readonly Violation[]) =>
  violations.filter(({ location }) => location[0] === part);

it.each(good)('has nothing against a good call, nor its reply: $name', async (each) => {
  const violations = await violationsOf(each);
  expect(about('response', violations)).toEqual([]);
  expect(about('request', violations)).toEqual([]);
});

it.each(bad)('has nothing against the reply: $name', async (each) => {
  expect(about('response', await violationsOf(each))).toEqual([]);
});

it('does look: it finds fault with a request that breaks the document', async () => {
  const each = { name: '', row: 'messages.list', input: { page: 0 }, key: 'k', account: {} } as const;
  expect(about('request', await violationsOf(each))).toHaveLength(1);
  expect(rowOf('messages.list').path).toBe('/messages');
});
