import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A playground in a process of its own, as its command starts it. */
export interface RunningPlayground {
  /** Everything that it told in the terminal before it was ready. */
  readonly greeting: string;
  /** The address of the page. */
  readonly url: string;
  /** The sandbox's base URL. */
  readonly baseUrl: string;
  /** The ready-made key. */
  readonly apiKey: string;
  /** Stops it as Ctrl-C does, and gives its exit code. */
  stop(): Promise<number | null>;
}

const ready = 'Ctrl-C stops it.';

/** Starts the built playground with the given options, and waits until it says where it is. */
export async function runPlayground(...options: readonly string[]): Promise<RunningPlayground> {
  const child = spawn(process.execPath, [commandPath(), ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  // A suite that breaks off leaves nothing behind.
  process.once('exit', () => child.kill());
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const stop = (): Promise<number | null> => {
    child.kill('SIGINT');
    return ended;
  };
  const greeting = await said(child.stdout, child.stderr, ended);
  const told = (name: string): string => new RegExp(`^ *${name} +(\\S+)$`, 'm').exec(greeting)?.[1] ?? '';
  return { greeting, url: told('Playground'), baseUrl: told('Sandbox'), apiKey: told('Key'), stop };
}

/** Ports that nobody else uses. */
export const freePorts = ['--port', '0', '--sandbox-port', '0'] as const;

function commandPath(): string {
  const require = createRequire(import.meta.url);
  const manifest = require.resolve('@chatti/playground/package.json');
  const { bin } = require(manifest) as { bin: Record<string, string> };
  return join(dirname(manifest), bin['chatti-playground'] ?? '');
}

function said(
  out: NodeJS.ReadableStream,
  faults: NodeJS.ReadableStream,
  ended: Promise<unknown>,
): Promise<string> {
  let text = '';
  let complaints = '';
  faults.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  return new Promise((resolve, reject) => {
    out.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes(ready)) resolve(text);
    });
    void ended.then((code) => reject(new Error(`The playground ended with ${String(code)}: ${complaints}`)));
  });
}
