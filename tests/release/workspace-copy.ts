import { execFile } from 'node:child_process';
import { appendFile, cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../..');
const shell = process.platform === 'win32';

/** What is not copied: it is big, or says where it was made. */
const left = new Set(['node_modules', '.turbo', '.reports', '.artefacts', 'CHANGELOG.md']);

/** Who makes the commits and tags of a rehearsal, on a machine that may have nobody. */
const author = {
  GIT_AUTHOR_NAME: 'rehearsal',
  GIT_AUTHOR_EMAIL: 'rehearsal@localhost',
  GIT_COMMITTER_NAME: 'rehearsal',
  GIT_COMMITTER_EMAIL: 'rehearsal@localhost',
};

/** Where each published package lies. */
export const places = {
  '@chatti/core': 'packages/core',
  '@chatti/sandbox': 'packages/sandbox',
  '@chatti/nest-module': 'packages/nest-module',
  '@chatti/express-middleware': 'packages/express-middleware',
  '@chatti/playground': 'apps/playground',
} as const satisfies Readonly<Record<string, string>>;

/** The packages that are never published, of which only the package.json matters here. */
const privatePlaces = {
  '@chatti/tests': 'tests',
  '@chatti/benchmarks': 'benchmarks',
  '@chatti/docs': 'docs',
};

/** The name of a published package. */
export type PackageName = keyof typeof places;

/** The names of all published packages. */
export const names = Object.keys(places) as readonly PackageName[];

/** What of a package.json matters here. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** A copy of this workspace, as it is built at this moment, to version and to publish from: the original is not touched. */
export class WorkspaceCopy {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Makes a copy with a history of its own. */
  static async make(from: string = root): Promise<WorkspaceCopy> {
    const copy = new WorkspaceCopy(await mkdtemp(join(tmpdir(), 'chatti-release-')));
    const filter = (path: string): boolean => !left.has(basename(path));
    for (const place of [
      'package.json',
      'pnpm-workspace.yaml',
      '.changeset',
      'scripts',
      ...Object.values(places),
    ]) {
      await cp(join(from, place), join(copy.folder, place), { recursive: true, filter });
    }
    for (const place of Object.values(privatePlaces)) {
      await mkdir(join(copy.folder, place), { recursive: true });
      await cp(join(from, place, 'package.json'), join(copy.folder, place, 'package.json'));
    }
    await copy.#linkPackages();
    await copy.#linkTools();
    await writeFile(join(copy.folder, '.gitignore'), 'node_modules\n.npmrc\n');
    await copy.#run('git', 'init', '--quiet', '--initial-branch=main');
    await copy.commit('What is to be released');
    return copy;
  }

  /** The package.json of a package as it stands here. */
  async manifest(name: PackageName): Promise<Manifest> {
    return JSON.parse(await readFile(join(this.folder, places[name], 'package.json'), 'utf8')) as Manifest;
  }

  /** Appends to a file of a package. */
  async append(name: PackageName, file: string, text: string): Promise<void> {
    await appendFile(join(this.folder, places[name], file), text);
  }

  /** Adds a changeset for one package. */
  async describe(name: PackageName, bump: 'minor' | 'patch', text: string): Promise<void> {
    const file = join(this.folder, '.changeset', `rehearsed-${basename(places[name])}.md`);
    await writeFile(file, `---\n'${name}': ${bump}\n---\n\n${text}\n`);
  }

  /** Spends the changesets: versions, ranges, changelogs, and the API that is now a version's. */
  async version(): Promise<void> {
    await this.#changeset('version');
    await this.api('--released');
    await this.commit('Versions');
  }

  /** Writes, checks or notes the public API of what is built here; gives its complaints. */
  async api(...mode: readonly string[]): Promise<string> {
    const told = this.#run(process.execPath, join(this.folder, 'scripts/api.ts'), ...mode);
    return told.catch((error: Error) => error.message);
  }

  /** Publishes every package whose version the registry does not have, and tags it. */
  async publish(registry: string): Promise<void> {
    const place = registry.replace(/^http:/, '');
    const npmrc = `registry=${registry}\n@chatti:registry=${registry}\n${place}:_authToken=rehearsal\n`;
    await writeFile(join(this.folder, '.npmrc'), npmrc);
    await this.#changeset('publish');
  }

  /** The tags of what was published. */
  async tags(): Promise<readonly string[]> {
    return (await this.#run('git', 'tag', '--list')).split('\n').filter((tag) => tag !== '');
  }

  /** Keeps what stands here in the copy's own history. */
  async commit(message: string): Promise<void> {
    await this.#run('git', 'add', '--all', '--force', '.changeset', 'packages', 'apps', 'package.json');
    await this.#run(
      'git',
      '-c',
      'commit.gpgsign=false',
      'commit',
      '--quiet',
      '--no-verify',
      '--message',
      message,
    );
  }

  /** Removes it. */
  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  /** pnpm reads the versions behind `workspace:` where a package's dependencies are linked. */
  async #linkPackages(): Promise<void> {
    for (const place of Object.values(places)) {
      const scope = join(this.folder, place, 'node_modules/@chatti');
      await mkdir(scope, { recursive: true });
      for (const [name, other] of Object.entries({ ...places, ...privatePlaces })) {
        if (other === place) continue;
        await symlink(join(this.folder, other), join(scope, basename(name)), shell ? 'junction' : 'dir');
      }
    }
  }

  /** The tools of the workspace, each by a link of its own: what a package manager changes here stays here. */
  async #linkTools(): Promise<void> {
    const from = join(root, 'node_modules');
    for (const entry of await readdir(from)) {
      if (entry.startsWith('.')) continue;
      const tools = entry.startsWith('@')
        ? (await readdir(join(from, entry))).map((name) => join(entry, name))
        : [entry];
      for (const tool of tools) {
        const link = join(this.folder, 'node_modules', tool);
        await mkdir(dirname(link), { recursive: true });
        await symlink(join(from, tool), link, shell ? 'junction' : 'dir');
      }
    }
  }

  #changeset(command: string): Promise<string> {
    return this.#run(process.execPath, join(root, 'node_modules/@changesets/cli/bin.js'), command);
  }

  async #run(program: string, ...args: readonly string[]): Promise<string> {
    const env = {
      ...process.env,
      ...author,
      CI: '1',
      npm_config_registry: undefined,
      // Nothing is installed here: the packages that are published are built already.
      pnpm_config_verify_deps_before_run: 'false',
    };
    try {
      const { stdout } = await run(program, args, { cwd: this.folder, env, encoding: 'utf8' });
      return stdout;
    } catch (error) {
      const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
      throw new Error(`${program} ${args.join(' ')}\n${stdout}\n${stderr}`, { cause: error });
    }
  }
}
