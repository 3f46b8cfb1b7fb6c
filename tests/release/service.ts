import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { Project } from './project.ts';

/** A program in a project. */
export interface Command {
  readonly project: Project;
  /** The Node to run it with. */
  readonly node: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

/** A program that keeps running, started in a project that has what it needs. */
export class Service {
  /** What it printed until it was ready. */
  readonly told: string;
  readonly #process: ChildProcess;

  constructor(told: string, process: ChildProcess) {
    this.told = told;
    this.#process = process;
  }

  /** Starts it, and waits for a line that says that it is ready. */
  static async start({ project, node, args, env = process.env }: Command, ready: RegExp): Promise<Service> {
    const child = spawn(node, args, { cwd: project.folder, env, stdio: ['ignore', 'pipe', 'inherit'] });
    let told = '';
    for await (const line of createInterface({ input: child.stdout })) {
      told += `${line}\n`;
      if (ready.test(line)) {
        child.stdout.resume();
        return new Service(told, child);
      }
    }
    throw new Error(`${args.join(' ')} did not start.\n${told}`);
  }

  /** The part of what it printed that the expression's first group is. */
  find(part: RegExp): string {
    const [, found = ''] = part.exec(this.told) ?? [];
    return found;
  }

  /** Ends it. */
  async stop(): Promise<void> {
    if (this.#process.exitCode !== null) return;
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.kill();
    await ended;
  }
}

/** Starts the sandbox that the suites have in common, at a port of its own. */
export function startSandbox(tools: string): Promise<Service> {
  const args = ['node_modules/@chatti/sandbox/dist/bin.js', '--port', '0', '--latency', '1', '--quiet'];
  return Service.start({ project: new Project(tools), node: process.execPath, args }, /Try it/);
}
