import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../..');
const shell = process.platform === 'win32';

const packed = ['core', 'sandbox', 'nest-module'];

/** Tarballs by the name of their package. */
export type Tarballs = Readonly<Record<string, string>>;

/** Packs what a Nest app installs into a new folder, as it would be published. */
export async function pack(): Promise<{ readonly tarballs: Tarballs; readonly folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'chatti-nest-tarballs-'));
  const tarballs: Record<string, string> = {};
  for (const name of packed) {
    const before = await readdir(folder);
    await run('pnpm', ['pack', '--pack-destination', folder], { cwd: join(root, 'packages', name), shell });
    const [tarball = ''] = (await readdir(folder)).filter((file) => !before.includes(file));
    tarballs[`@chatti/${name}`] = join(folder, tarball);
  }
  return { tarballs, folder };
}

/** A project of its own, away from this workspace. */
export class Project {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Makes a project and installs its dependencies and the tarballs from the registry, with npm. */
  static async install(
    manifest: Readonly<Record<string, unknown>> & { readonly dependencies: Readonly<Record<string, string>> },
    tarballs: Tarballs,
  ): Promise<Project> {
    const folder = await mkdtemp(join(tmpdir(), 'chatti-nest-project-'));
    const ours = Object.fromEntries(Object.entries(tarballs).map(([name, path]) => [name, `file:${path}`]));
    const whole = {
      ...manifest,
      private: true,
      dependencies: { ...ours, ...manifest.dependencies },
      overrides: ours,
    };
    await writeFile(join(folder, 'package.json'), JSON.stringify(whole, null, 2));
    const project = new Project(folder);
    try {
      await project.run(
        'npm',
        ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'],
        {
          shell,
        },
      );
    } catch (error) {
      await project.remove();
      throw error;
    }
    return project;
  }

  /** Writes a file. */
  async write(name: string, text: string): Promise<void> {
    await writeFile(join(this.folder, name), text);
  }

  /** Copies files of the workspace. */
  async copy(from: string, to: string): Promise<void> {
    await cp(join(root, from), join(this.folder, to), { recursive: true });
  }

  /** Runs a program in it. What it printed is in the error where it fails. */
  async run(program: string, args: readonly string[], options: object = {}): Promise<string> {
    try {
      const { stdout } = await run(program, args, { cwd: this.folder, encoding: 'utf8', ...options });
      return stdout;
    } catch (error) {
      const { stdout, stderr } = error as { stdout?: string; stderr?: string };
      throw new Error(`${program} ${args.join(' ')}\n${stdout ?? ''}\n${stderr ?? ''}`, { cause: error });
    }
  }

  /** Runs the compiler of this workspace. */
  compile(...args: readonly string[]): Promise<string> {
    const compiler = resolve(import.meta.dirname, '../node_modules/typescript/bin/tsc');
    return this.run(process.execPath, [compiler, ...args]);
  }

  /** Removes it. */
  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
