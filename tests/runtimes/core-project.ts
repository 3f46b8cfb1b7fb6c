import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';

const execute = promisify(execFile);
const shell = process.platform === 'win32';
const core = resolve(import.meta.dirname, '../../packages/core');
const npmInstall = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];

/** The file of the program in the project: it imports core by its name. */
const programFile = 'program.mjs';

/** A project away from this workspace, with core installed from its tarball, and the program in it. */
export class CoreProject {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** Packs core, as it would be published, and installs it with npm. */
  static async create(): Promise<CoreProject> {
    const project = new CoreProject(await mkdtemp(join(tmpdir(), 'chatti-runtimes-')));
    const { folder } = project;
    try {
      await execute('pnpm', ['pack', '--pack-destination', folder], { cwd: core, shell });
      const [tarball = ''] = (await readdir(folder)).filter((file) => file.endsWith('.tgz'));
      const manifest = {
        private: true,
        type: 'module',
        dependencies: { '@chatti/core': `file:./${tarball}` },
      };
      await project.write('package.json', JSON.stringify(manifest));
      await execute('npm', npmInstall, { cwd: folder, shell });
      // Only its types are taken away: the runtime, or the bundler below, finds core itself.
      await build({
        entryPoints: [join(import.meta.dirname, 'program.ts')],
        outfile: join(folder, programFile),
      });
    } catch (error) {
      await project.remove();
      throw error;
    }
    return project;
  }

  /** Installs a package beside. Resolves with why it cannot be, where the registry does not give it. */
  async add(name: string, version: string): Promise<string | undefined> {
    try {
      await execute('npm', [...npmInstall, '--no-save', `${name}@${version}`], { cwd: this.folder, shell });
      return undefined;
    } catch (error) {
      const { stderr } = error as { stderr?: string };
      return `npm cannot install ${name}@${version}: ${stderr?.split('\n')[0] ?? 'no reason given'}`;
    }
  }

  /** Writes a file and gives its path. */
  async write(name: string, text: string): Promise<string> {
    const path = join(this.folder, name);
    await writeFile(path, text);
    return path;
  }

  /** The program and core in one text: a module, or a plain script that sets the global `program`. */
  async bundle(format: 'esm' | 'iife'): Promise<string> {
    const { outputFiles } = await build({
      entryPoints: [join(this.folder, programFile)],
      bundle: true,
      format,
      globalName: 'program',
      platform: 'neutral',
      target: 'es2023',
      write: false,
    });
    const [file] = outputFiles;
    if (!file) throw new Error('no bundle was made');
    return file.text;
  }

  /** Removes it. */
  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
