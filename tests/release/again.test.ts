import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { Project } from './project.ts';
import { Registry } from './registry.ts';
import { names, type PackageName, WorkspaceCopy } from './workspace-copy.ts';

const release = inject('release');

let workspace: WorkspaceCopy;
let registry: Registry;
let project: Project;

/** The versions of all packages that the registry has. */
async function published(): Promise<readonly string[]> {
  const all = await Promise.all(
    names.map(async (name) => (await registry.versions(name)).map((version) => `${name}@${version}`)),
  );
  return all.flat();
}

/** Changes one package, publishes what follows from it, and tells what is new. */
async function change(name: PackageName, bump: 'minor' | 'patch', file: string): Promise<readonly string[]> {
  const before = await published();
  await workspace.append(name, file, '\nexport const rehearsed = true;\n');
  await workspace.describe(name, bump, 'A change of the rehearsal.');
  await workspace.version();
  await workspace.publish(registry.url);
  return (await published()).filter((one) => !before.includes(one));
}

beforeAll(async () => {
  workspace = await WorkspaceCopy.make(release.workspace);
  registry = await Registry.open(release.storage);
  const dependencies = {
    '@chatti/nest-module': '^0.1.0',
    '@chatti/sandbox': '^0.1.0',
    '@nestjs/common': '12.5.1',
    '@nestjs/core': '12.5.1',
    'reflect-metadata': '0.2.2',
    rxjs: '7.8.2',
  };
  project = await Project.install({ type: 'module', dependencies }, registry.url);
});

afterAll(async () => {
  await registry?.close();
  await workspace?.remove();
  await project?.remove();
});

describe('the first publication', () => {
  it('has every package once, at its own version', async () => {
    expect(await published()).toEqual(names.map((name) => `${name}@0.1.0`));
  });

  it('names the others by ranges that a registry knows', async () => {
    for (const name of names) {
      const { dependencies = {}, peerDependencies = {} } = await manifestOf(name, '0.1.0');
      const ours = (all: object): unknown[] =>
        Object.entries(all).flatMap(([one, range]) => (one.startsWith('@chatti/') ? [range] : []));
      expect(ours(dependencies).filter((range) => range !== '^0.1.0')).toEqual([]);
      expect(ours(peerDependencies)).toEqual(name === '@chatti/nest-module' ? ['0.x'] : []);
    }
  });
});

describe('a change of one package', () => {
  it('that fits the ranges of its dependants publishes it alone', async () => {
    expect(await change('@chatti/express-middleware', 'patch', 'dist/index.js')).toEqual([
      '@chatti/express-middleware@0.1.1',
    ]);
  });

  it('that does not fit them publishes it and its dependants, and nothing else', async () => {
    expect(await change('@chatti/sandbox', 'minor', 'dist/index.js')).toEqual([
      '@chatti/sandbox@0.2.0',
      '@chatti/playground@0.1.1',
    ]);
  });

  it('reaches a project that has the package beside one whose optional peer it is', async () => {
    await project.npm('update');
    await project.npm('install', '@chatti/sandbox@latest');
    const code = `import '@chatti/nest-module/testing'; import { rehearsed } from '@chatti/sandbox'; console.log(rehearsed);`;
    const told = await project.run(process.execPath, ['--input-type=module', '-e', code]);
    expect(told.trim()).toBe('true');
  });

  it('leaves nothing to be published and every package with its tag', async () => {
    const before = await published();
    await workspace.publish(registry.url);
    expect(await published()).toEqual(before);
    expect(await workspace.tags()).toEqual(
      expect.arrayContaining(['@chatti/sandbox@0.2.0', '@chatti/playground@0.1.1']),
    );
  });
});

describe('a change of the public API', () => {
  it('is stopped until a changeset speaks of it', async () => {
    await workspace.append(
      '@chatti/nest-module',
      'dist/index.d.ts',
      '\nexport declare const rehearsed: true;\n',
    );
    await workspace.api();
    expect(await workspace.api('--check')).toContain(
      '@chatti/nest-module: the public API of "index" is not that of the latest version',
    );
    await workspace.describe('@chatti/nest-module', 'minor', 'One more constant.');
    expect(await workspace.api('--check')).toBe('');
  });
});

/** The package.json of a version as the registry has it. */
async function manifestOf(
  name: PackageName,
  version: string,
): Promise<{
  readonly dependencies?: Record<string, string>;
  readonly peerDependencies?: Record<string, string>;
}> {
  const reply = await fetch(new URL(`${encodeURIComponent(name)}/${version}`, registry.url));
  return (await reply.json()) as { dependencies?: Record<string, string> };
}
