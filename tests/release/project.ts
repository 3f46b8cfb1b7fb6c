import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Registry } from './registry.ts';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../..');
const shell = process.platform === 'win32';

/** The compilers that public types are for: one of each major that is in use. */
export const compilers = {
  'TypeScript 5.9': 'typescript5',
  'TypeScript 6': 'typescript6',
  'TypeScript 7': 'typescript',
} as const;

/** A project of its own, away from this workspace, that takes our packages from the local registry. */
export class Project {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Makes a project without dependencies. */
  static async make(registry: string, manifest: Readonly<Record<string, unknown>> = {}): Promise<Project> {
    const project = new Project(await mkdtemp(join(tmpdir(), 'chatti-project-')));
    await project.write('.npmrc', Registry.npmrc(registry));
    await project.write(
      'package.json',
      JSON.stringify({ name: 'project', private: true, ...manifest }, null, 2),
    );
    return project;
  }

  /** Makes a project and installs its dependencies with npm. */
  static async install(
    manifest: Readonly<Record<string, unknown>> & { readonly dependencies: Readonly<Record<string, string>> },
    registry: string,
  ): Promise<Project> {
    const project = await Project.make(registry, manifest);
    try {
      await project.npm('install');
    } catch (error) {
      await project.remove();
      throw error;
    }
    return project;
  }

  /** Runs npm, which takes from its cache what it has there already. */
  npm(...args: readonly string[]): Promise<string> {
    const quiet = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
    return this.run('npm', [...args, ...quiet], { shell });
  }

  /** Writes a file. */
  async write(name: string, text: string): Promise<void> {
    const file = join(this.folder, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
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

  /** Runs a compiler of this workspace, the one that packages are built with unless another is named. */
  compile(compiler: (typeof compilers)[keyof typeof compilers], ...args: readonly string[]): Promise<string> {
    const tsc = resolve(import.meta.dirname, '../node_modules', compiler, 'bin/tsc');
    return this.run(process.execPath, [tsc, ...args]);
  }

  /** Removes it. */
  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
