import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ts from 'typescript6';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { compilers, Project } from './project.ts';
import { type Manifest, names, type PackageName, WorkspaceCopy } from './workspace-copy.ts';

const release = inject('release');
const published = names.filter((name) => name !== '@chatti/playground');
const manifests = new Map<PackageName, Manifest>();
for (const name of published) manifests.set(name, await new WorkspaceCopy(release.workspace).manifest(name));

/** Every entry point of some packages, as it is imported. */
function entriesOf(packages: readonly PackageName[]): readonly string[] {
  return packages.flatMap((name) =>
    Object.keys(manifests.get(name)?.exports ?? {})
      .filter((door) => !door.endsWith('.json'))
      .map((door) => name + door.slice(1)),
  );
}

/** A file that makes a compiler read every declaration of some packages. */
function user(packages: readonly PackageName[]): string {
  const lines = entriesOf(packages).map(
    (entry, index) =>
      `import * as part${index} from '${entry}';\nexport type Part${index} = typeof part${index};`,
  );
  return `${lines.join('\n')}\n`;
}

const ours = Object.fromEntries(published.map((name) => [name, '0.1.0']));
const beside = { '@types/node': '24.10.1', 'reflect-metadata': '0.2.2', rxjs: '7.8.2' };
const optional = {
  '@opentelemetry/api': '1.9.1',
  '@valibot/to-json-schema': '1.8.0',
  '@fastify/busboy': '3.2.6',
  'file-type': '22.3.0',
};
const newest = {
  ...optional,
  '@nestjs/common': '12.5.1',
  '@nestjs/core': '12.5.1',
  '@nestjs/terminus': '12.1.0',
  '@types/express': '5.0.6',
  express: '5.3.0',
};
const oldest = {
  ...optional,
  '@nestjs/common': '11.2.10',
  '@nestjs/core': '11.2.10',
  '@nestjs/terminus': '11.1.1',
  '@types/express': '4.17.25',
  express: '4.22.3',
};

const strictest = {
  target: 'es2022',
  lib: ['es2023'],
  types: ['node'],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  noEmit: true,
};
const bundler = { module: 'esnext', moduleResolution: 'bundler' };
const node16 = { module: 'node16', moduleResolution: 'node16' };
const nodenext = { module: 'nodenext', moduleResolution: 'nodenext' };

const all = Object.entries(compilers).map(([compiler, name]) => ({ compiler, name }));

// The oldest and the newest: what differs between compilers has shown itself where all three were run.
const outer = all.filter(({ name }) => name !== 'typescript6');

/** Compiles a file, and gives the complaints. */
async function complaints(
  project: Project,
  compiler: (typeof all)[number]['name'],
  options: object,
  file: string,
): Promise<string> {
  const compilerOptions = { ...strictest, ...options };
  const config = `tsconfig.${compiler}.json`;
  await project.write(config, JSON.stringify({ compilerOptions, include: [file] }));
  return project.compile(compiler, '-p', config, '--pretty', 'false').catch((error: Error) => error.message);
}

describe('the public types beside Nest 12 and Express 5', () => {
  let project: Project;

  beforeAll(async () => {
    const dependencies = { ...ours, ...beside, ...newest };
    project = await Project.install({ type: 'module', dependencies }, release.registry);
    await project.write('user.ts', user(published));
    await project.write('user.cts', user(published));
    await project.write('core.ts', user(['@chatti/core']));
  });

  afterAll(() => project?.remove());

  it.each(all)('compile with $compiler for a bundler', async ({ name }) => {
    expect(await complaints(project, name, bundler, 'user.ts')).toBe('');
  });

  it.each(all.filter(({ name }) => name !== 'typescript6'))(
    'compile with $compiler as node16 has it',
    async ({ name }) => {
      expect(await complaints(project, name, node16, 'user.ts')).toBe('');
    },
  );

  it.each(all)('compile with $compiler as nodenext has it, from ESM and CommonJS', async ({ name }) => {
    expect(await complaints(project, name, nodenext, 'user.*ts')).toBe('');
  });

  it.each(all)(
    'compile with $compiler where core is in a browser, without the types of Node',
    async ({ name }) => {
      const options = { ...bundler, types: [], lib: ['es2023', 'dom', 'dom.iterable'] };
      expect(await complaints(project, name, options, 'core.ts')).toBe('');
    },
  );

  it.each(published)('of %s mention only what it depends on', async (name) => {
    const { dependencies = {}, peerDependencies = {} } = manifests.get(name) ?? ({} as Manifest);
    const known = [name, ...Object.keys(dependencies), ...Object.keys(peerDependencies)];
    const mentioned = await packagesMentioned(join(project.folder, 'node_modules', name, 'dist'));
    expect(mentioned.filter((one) => !known.includes(one))).toEqual([]);
  });
});

describe('the public types beside Nest 11 and Express 4', () => {
  let project: Project;

  beforeAll(async () => {
    const dependencies = { ...ours, ...beside, ...oldest };
    project = await Project.install({ type: 'module', dependencies }, release.registry);
    await project.write('user.ts', user(published));
  });

  afterAll(() => project?.remove());

  it.each(outer)('compile with $compiler', async ({ name }) => {
    expect(await complaints(project, name, nodenext, 'user.ts')).toBe('');
  });
});

/** The packages that the declarations in a folder import or refer to. Node's own modules are no package. */
async function packagesMentioned(folder: string): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const file of await readdir(folder, { recursive: true })) {
    if (!file.endsWith('.d.ts')) continue;
    const text = await readFile(join(folder, file), 'utf8');
    const {
      importedFiles,
      typeReferenceDirectives,
      ambientExternalModules = [],
    } = ts.preProcessFile(text, true, false);
    const specifiers = [
      ...[...importedFiles, ...typeReferenceDirectives].map(({ fileName }) => fileName),
      ...ambientExternalModules,
    ];
    for (const specifier of specifiers) {
      const [name = ''] = /^(?:@[^/]+\/)?[^/]+/.exec(specifier) ?? [];
      if (!/^(?:\.|node:)/.test(name)) found.add(name);
    }
  }
  return [...found];
}
