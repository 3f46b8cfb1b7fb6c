#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { runCommand } from './command/run-command.ts';

const stop = new AbortController();
// The first asks, the second insists.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());

// The package's own file, which has a version.
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

void runCommand(process.argv.slice(2), {
  version,
  print: (text) => void process.stdout.write(text),
  complain: (text) => void process.stderr.write(text),
  colour: process.stdout.isTTY && process.stdout.hasColors() && process.env['NO_COLOR'] === undefined,
  stop: stop.signal,
}).then((code) => {
  process.exitCode = code;
});
