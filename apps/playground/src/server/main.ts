#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { greeting } from './greeting.ts';
import { startPlayground } from './start-playground.ts';

const help = `Usage: chatti-playground [--port <port>] [--sandbox-port <port>]

  --port          the page's port: default PORT, else 4000; 0 for any free one
  --sandbox-port  the sandbox's port: default 4010; 0 for any free one`;

/** Starts the playground, says where it is, and stops it when asked to. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      'sandbox-port': { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    console.log(help);
    return;
  }
  const playground = await startPlayground({
    port: portFrom('--port', values.port ?? process.env['PORT'] ?? '4000'),
    sandboxPort: portFrom('--sandbox-port', values['sandbox-port'] ?? '4010'),
  });
  stopWith(() => playground.close());
  console.log(greeting(playground));
}

function portFrom(option: string, text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new Error(`${option} is a number from 0 to 65535.`);
  return port;
}

/** How long the stop may take before it is cut short, in ms. */
const stopLimit = 5000;

/** The first signal stops everything. Others are expected: a terminal and npm both send theirs for one Ctrl-C. */
function stopWith(close: () => Promise<void>): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), stopLimit).unref();
    close().then(() => process.exit(0), fail);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

function fail(error: unknown): void {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

main().catch(fail);
