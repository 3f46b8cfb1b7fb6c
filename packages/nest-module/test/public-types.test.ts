import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const root = new URL('..', import.meta.url);

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta: Readonly<Record<string, { readonly optional: boolean }>>;
}

// As it is published with this name.
const manifest = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as Manifest;
const optional = Object.keys(manifest.peerDependenciesMeta);

/** The packages that a declaration file or a module of the build mentions, with those of its own chunks. */
function packagesOf(file: string): Set<string> {
  const text = readFileSync(new URL(`dist/${file}`, root), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
  const found = new Set<string>();
  for (const [, specifier = ''] of text.matchAll(/(?:from|import)\s*\(?\s*["']([^"']+)["']/g)) {
    if (specifier.startsWith('.')) {
      const chunk = specifier.slice(2);
      for (const one of packagesOf(file.endsWith('.d.ts') ? chunk.replace(/\.js$/, '.d.ts') : chunk))
        found.add(one);
    } else if (!specifier.startsWith('node:')) {
      found.add(
        specifier
          .split('/')
          .slice(0, specifier.startsWith('@') ? 2 : 1)
          .join('/'),
      );
    }
  }
  return found;
}

it('depends on core alone', () => {
  expect(Object.keys(manifest.dependencies)).toEqual(['@chatti/core']);
});

it('the build and its types mention nothing but dependencies and peers', () => {
  const files = readdirSync(new URL('dist/', root)).filter((file) => /\.(js|d\.ts)$/.test(file));
  const mentioned = new Set(files.flatMap((file) => [...packagesOf(file)]));
  const declared = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.peerDependencies)];
  expect(mentioned.size).toBeGreaterThan(3);
  expect([...mentioned].filter((name) => !declared.includes(name))).toEqual([]);
});

it.each([
  ['index', []],
  ['terminus', ['@nestjs/terminus']],
  ['testing', ['@chatti/sandbox']],
])('the entry %s mentions no optional peer but %j', (entry, allowed) => {
  for (const file of [`${entry}.js`, `${entry}.d.ts`]) {
    const mentioned = [...packagesOf(file)].filter((name) => optional.includes(name));
    expect(mentioned).toEqual(allowed);
  }
});
