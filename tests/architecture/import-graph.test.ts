import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

interface Import {
  readonly from: string;
  readonly to: string;
}

/** Every source file of a folder, without its tests. */
function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx)$/.test(name) && !/\.(test|test-d|test-data)\.tsx?$/.test(name))
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

const importPattern =
  /(?:^|\n)\s*(?:import|export)\s(?:[^'"]*?\sfrom\s)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

/** The imports of a file: own files as paths from the project's root, everything else by its package name. */
function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
  return Array.from(text.matchAll(importPattern), ([, plain, dynamic]) => {
    const specifier = plain ?? dynamic ?? '';
    const to = specifier.startsWith('.')
      ? relative(root, resolve(dirname(file), specifier))
      : packageOf(specifier);
    return { from: relative(root, file), to };
  });
}

function packageOf(specifier: string): string {
  if (specifier.startsWith('node:') || specifier.startsWith('@chatti/')) return specifier;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

const inPackage = (name: string): Import[] => sources(join(root, 'packages', name, 'src')).flatMap(importsOf);
const core = inPackage('core');
const src = 'packages/core/src';

/** The room a file of core is in, and the floor the room is on. */
const floors: Readonly<Record<string, number>> = {
  errors: 0,
  rules: 0,
  contract: 1,
  client: 2,
  plugins: 2,
  webhooks: 2,
  openapi: 2,
};

function roomOf(path: string): string {
  return relative(src, path).split('/')[0] ?? '';
}

describe('core', () => {
  const inside = core.filter(({ to }) => to.startsWith(src));
  const outside = core.filter(({ to }) => !to.startsWith(src));
  const between = inside.filter(({ from, to }) => roomOf(from) !== roomOf(to) && roomOf(from) in floors);

  it('is read by this test at all', () => {
    expect(core.length).toBeGreaterThan(100);
    expect(new Set(core.map(({ from }) => roomOf(from)))).toContain('contract');
  });

  it('has only rooms that this test knows, and front doors', () => {
    const rooms = new Set(core.map(({ from }) => roomOf(from)).filter((room) => !room.endsWith('.ts')));
    expect([...rooms].filter((room) => !(room in floors))).toEqual([]);
  });

  it('imports only downwards, and rooms of one floor do not meet', () => {
    const upwards = between.filter(
      ({ from, to }) => (floors[roomOf(to)] ?? 9) >= (floors[roomOf(from)] ?? 0),
    );
    expect(
      upwards.filter(({ from, to }) => !(roomOf(from) === 'plugins' && roomOf(to) === 'client')),
    ).toEqual([]);
  });

  it('keeps rules and errors free of everything from outside', () => {
    expect(outside.filter(({ from }) => floors[roomOf(from)] === 0)).toEqual([]);
  });

  it('gives the contract valibot and nothing else', () => {
    const contract = outside.filter(({ from }) => roomOf(from) === 'contract');
    expect(new Set(contract.map(({ to }) => to))).toEqual(new Set(['valibot']));
  });

  it('lets only the transport know ky', () => {
    expect(core.filter(({ to }) => to === 'ky').map(({ from }) => from)).toEqual([
      `${src}/client/transport.ts`,
    ]);
  });

  it('lets only the OpenAPI room know the schema converter', () => {
    const users = core.filter(({ to }) => to === '@valibot/to-json-schema');
    expect(new Set(users.map(({ from }) => roomOf(from)))).toEqual(new Set(['openapi']));
  });

  it('uses no module of Node', () => {
    expect(core.filter(({ to }) => to.startsWith('node:'))).toEqual([]);
  });

  it('uses no package that it does not declare', () => {
    const { dependencies, peerDependencies } = JSON.parse(
      readFileSync(join(root, 'packages/core/package.json'), 'utf8'),
    ) as {
      dependencies: Record<string, string>;
      peerDependencies: Record<string, string>;
    };
    const declared = new Set([...Object.keys(dependencies), ...Object.keys(peerDependencies)]);
    expect(outside.filter(({ to }) => !declared.has(to))).toEqual([]);
  });
});

describe.each(['nest-module', 'express-middleware', 'sandbox'])('%s', (name) => {
  const imports = inPackage(name);

  it('stands on core alone, by its public doors', () => {
    const doors = Object.keys(
      (JSON.parse(readFileSync(join(root, 'packages/core/package.json'), 'utf8')) as { exports: object })
        .exports,
    ).map((door) => `@chatti/core${door.slice(1)}`);
    const ours = imports.filter(({ from, to }) => to.startsWith('@chatti/') && !from.includes('/testing'));
    expect(imports.length).toBeGreaterThan(0);
    expect(ours.filter(({ to }) => !doors.includes(to))).toEqual([]);
  });

  it('reaches into no other package', () => {
    expect(
      imports.filter(({ to }) => to.startsWith('packages/') && !to.startsWith(`packages/${name}/`)),
    ).toEqual([]);
  });
});
