// Writes the public API of each entry point to packages/*/api; with --check it says what is stale or lacks a changeset;
// with --released it notes that what is written is now a version.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type ApiState, bumpsOf, complaintsAbout } from './api-gate.ts';
import { publicApiOf } from './public-api.ts';

const root = resolve(import.meta.dirname, '..');
const ending = '.api.txt';
const packages = readdirSync(join(root, 'packages')).filter((name) =>
  existsSync(join(root, 'packages', name, 'package.json')),
);

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

function stateOf(folder: string): ApiState {
  const { name } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name: string };
  const place = join(folder, 'api');
  const files = existsSync(place) ? readdirSync(place).filter((file) => file.endsWith(ending)) : [];
  const written = files.map((file) => [
    file.slice(0, -ending.length),
    readFileSync(join(place, file), 'utf8').replaceAll('\r\n', '\n'),
  ]);
  const noted = join(place, 'released.json');
  return {
    name,
    built: Object.fromEntries(publicApiOf(folder).map(({ entry, text }) => [entry, text])),
    written: Object.fromEntries(written) as Record<string, string>,
    released: existsSync(noted)
      ? (JSON.parse(readFileSync(noted, 'utf8')) as Record<string, string>)
      : undefined,
  };
}

function write(folder: string, { built, written }: ApiState): void {
  const place = join(folder, 'api');
  mkdirSync(place, { recursive: true });
  for (const [entry, text] of Object.entries(built)) writeFileSync(join(place, entry + ending), text);
  for (const entry of Object.keys(written)) if (!(entry in built)) rmSync(join(place, entry + ending));
}

function check(states: readonly ApiState[]): void {
  const place = join(root, '.changeset');
  const changesets = readdirSync(place).filter((file) => file.endsWith('.md'));
  const bumps = changesets.flatMap((file) =>
    bumpsOf(readFileSync(join(place, file), 'utf8').replaceAll('\r\n', '\n')),
  );
  const complaints = states.flatMap((state) => complaintsAbout(state, bumps, digest));
  for (const complaint of complaints) console.error(complaint);
  if (complaints.length > 0) process.exitCode = 1;
}

const [mode] = process.argv.slice(2);
const states = packages.map((name) => ({
  folder: join(root, 'packages', name),
  state: stateOf(join(root, 'packages', name)),
}));
if (mode === '--check') {
  check(states.map(({ state }) => state));
} else if (mode === '--released') {
  for (const { folder, state } of states) {
    const digests = Object.fromEntries(
      Object.entries(state.built).map(([entry, text]) => [entry, digest(text)]),
    );
    writeFileSync(join(folder, 'api/released.json'), `${JSON.stringify(digests, null, 2)}\n`);
  }
} else {
  for (const { folder, state } of states) write(folder, state);
}
