import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A registry on this machine that has the packages of this workspace and nothing else. */
export class Registry {
  /** Where it answers, with a slash at its end. */
  readonly url: string;
  readonly #folder: string;
  readonly #server: ChildProcess;

  constructor(url: string, folder: string, server: ChildProcess) {
    this.url = url;
    this.#folder = folder;
    this.#server = server;
  }

  /** Opens one: empty, or with what is in the folder of another. */
  static async open(storage?: string): Promise<Registry> {
    const folder = await mkdtemp(join(tmpdir(), 'chatti-registry-'));
    if (storage !== undefined) await cp(storage, folder, { recursive: true });
    const server = spawn(process.execPath, [join(import.meta.dirname, 'serve-registry.ts'), folder], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const told: string[] = [];
    for await (const line of createInterface({ input: server.stdout })) {
      if (/^http:\/\/127\.0\.0\.1:\d+\/$/.test(line)) return new Registry(line, folder, server);
      told.push(line);
    }
    await rm(folder, { recursive: true, force: true });
    throw new Error(`The registry did not start.\n${told.join('\n')}`);
  }

  /** The folder with everything that was published. */
  get storage(): string {
    return this.#folder;
  }

  /** What npm reads as `.npmrc` to take our packages from here, and all others from where it takes them anyway. */
  static npmrc(url: string): string {
    return `@chatti:registry=${url}\n`;
  }

  /** The versions of a package, oldest first. */
  async versions(name: string): Promise<readonly string[]> {
    const reply = await fetch(new URL(encodeURIComponent(name), this.url));
    if (reply.status === 404) return [];
    const { versions } = (await reply.json()) as { versions: Readonly<Record<string, unknown>> };
    return Object.keys(versions);
  }

  /** Ends it, and forgets what was published. */
  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#server.once('exit', resolve));
    this.#server.stdin?.end();
    if (this.#server.exitCode === null) await ended;
    await rm(this.#folder, { recursive: true, force: true });
  }
}
