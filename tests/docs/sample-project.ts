import { execFile, spawn } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Sandbox } from '@chatti/sandbox';
import { asModule } from './as-module.ts';
import { root, type Sample } from './find-samples.ts';
import type { Ran, Run } from './run-samples.ts';

const run = promisify(execFile);
const folder = join(root, 'tests/.artefacts/samples');

/** A sample in the project of all samples. */
export interface Placed extends Sample {
  /** Its file without its ending, from the folder of sources or of compiled code. */
  readonly place: string;
  readonly module: string;
  /** Whether it registers tests with vitest, which then runs them. */
  readonly isTest: boolean;
  /** How many values in its comments are checked when it runs. */
  readonly checks: number;
  /** What it says that it prints, in order. */
  readonly prints: readonly string[];
}

/** Gives a sample its file: the name in its first line (`// app.ts`) where it has one, beside the others of its page. */
export function place(sample: Sample): Placed {
  const { code, checks, prints } = asModule(sample);
  const named = /^\/\/ ([\w.-]+)\.(?:m?[jt]s)\n/.exec(sample.code)?.[1];
  const name = named ?? `line-${sample.name.split(':')[1]}`;
  const isTest = code.includes(`from 'vitest'`);
  return {
    ...sample,
    module: code,
    isTest,
    checks,
    prints,
    place: `${sample.page.replaceAll('/', '-')}/${name}`,
  };
}

const compilerOptions = {
  noEmit: false,
  outDir: './out',
  rootDir: root,
  allowImportingTsExtensions: false,
  erasableSyntaxOnly: false,
  experimentalDecorators: true,
  allowJs: true,
};

/** Compiles all samples at once, as strictly as this project itself, and gives the compiler's complaints. */
export async function compile(samples: readonly Placed[]): Promise<string> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const { place, language, module } of samples) {
    const file = join(folder, 'src', `${place}.${language}`);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, module);
  }
  const config = { extends: '../../tsconfig.json', compilerOptions, include: ['src'], exclude: [] };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
  const tsc = join(root, 'tests/node_modules/typescript/bin/tsc');
  const { stdout } = await run(process.execPath, [tsc, '-p', folder, '--pretty', 'false'], {
    cwd: root,
  }).catch((error: { stdout: string }) => error);
  return stdout;
}

/** The compiled file of a sample. */
export function compiled({ place }: Placed): string {
  return join(folder, 'out/tests/.artefacts/samples/src', `${place}.js`);
}

/** Runs samples in one process, one after the other, against a sandbox. */
export async function runAll(samples: readonly Placed[], sandbox: Sandbox): Promise<Ran[]> {
  const runs: Run[] = samples.map((sample) => ({
    name: sample.name,
    file: pathToFileURL(compiled(sample)).href,
    apiKey: keyOf(sample),
  }));
  const env = { ...process.env, ...settingsFor(sandbox) };
  const program = join(import.meta.dirname, 'run-samples.ts');
  const { stdout } = await run(process.execPath, [program, JSON.stringify(runs)], { env, cwd: folder });
  // Written by that program.
  return JSON.parse(stdout) as Ran[];
}

/** What an application of a sample finds in its environment. */
function settingsFor({ baseUrl }: Sandbox): Readonly<Record<string, string>> {
  return { CHATTI_BASE_URL: baseUrl, CHATTI_WEBHOOK_SECRET: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' };
}

/** An account for each sample; those of docstrings have a default sender. */
export function keyOf({ name, inDocstring }: Sample): string {
  return inDocstring ? 'docstrings' : name.replaceAll(/[^\w]/g, '-');
}

/** A server that a sample starts. */
export interface Server extends AsyncDisposable {
  /** What it printed as its address. */
  readonly url: string;
}

/** The longest that a server may live, in ms. */
const patience = 25_000;

/** Starts a sample that listens, on any free port, and waits until it prints its address. */
export async function start(sample: Placed, sandbox: Sandbox): Promise<Server> {
  const env = {
    ...process.env,
    PORT: '0',
    NO_COLOR: '1',
    ...settingsFor(sandbox),
    CHATTI_API_KEY: keyOf(sample),
  };
  const program = spawn(process.execPath, [compiled(sample)], { env, cwd: folder });
  const ended = new Promise((resolve) => program.once('exit', resolve));
  const url = new Promise<string>((resolve, reject) => {
    let text = '';
    const read = (part: unknown): void => {
      text += String(part);
      const [found] = /http:\/\/\S+/.exec(text) ?? [];
      if (found !== undefined) resolve(found.replace('[::1]', 'localhost'));
    };
    program.stdout.on('data', read);
    program.stderr.on('data', (part) => (text += String(part)));
    program.once('exit', () => reject(new Error(text)));
    setTimeout(() => program.kill(), patience).unref();
  });
  const stop = async (): Promise<void> => {
    program.kill();
    await ended;
  };
  return { url: await url, [Symbol.asyncDispose]: stop };
}
