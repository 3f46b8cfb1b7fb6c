import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of an installed package, seen from another one. */
function folderOf(name: string, from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(candidate)) return realpathSync(candidate);
    if (folder === dirname(folder)) return undefined;
  }
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly files?: readonly string[];
}

/** What a package brings into node_modules. */
export interface Installed {
  readonly bytes: number;
  readonly packages: number;
}

/** Sums up the files of a package as it is installed, and of all its dependencies, each once. */
export function installed(name: string, from: string, seen = new Set<string>()): Installed {
  const folder = folderOf(name, from);
  if (!folder || seen.has(folder)) return { bytes: 0, packages: 0 };
  seen.add(folder);
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  // A package of this workspace lies there with its tests and tools: only what is published counts.
  const roots = folder.includes('node_modules')
    ? [folder]
    : (manifest.files ?? []).filter((file) => !file.startsWith('!')).map((file) => join(folder, file));
  let bytes = roots.reduce((sum, root) => sum + bytesIn(root), 0);
  let packages = 1;
  for (const dependency of Object.keys(manifest.dependencies ?? {})) {
    const inner = installed(dependency, folder, seen);
    bytes += inner.bytes;
    packages += inner.packages;
  }
  return { bytes, packages };
}

/** The bytes of a file or of all files of a folder, tests and packages inside left out. */
export function bytesIn(path: string): number {
  const stat = statSync(path);
  if (stat.isFile()) return /\.test(?:-d|-data)?\.ts$/.test(path) ? 0 : stat.size;
  return readdirSync(path).reduce(
    (sum, name) => sum + (name === 'node_modules' ? 0 : bytesIn(join(path, name))),
    0,
  );
}
