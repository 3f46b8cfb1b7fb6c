import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, cpus, loadavg, release, totalmem, type } from 'node:os';
import { dirname, join } from 'node:path';

/** Where and with what figures were taken, line by line. */
export function machine(): [string, string][] {
  const [first] = cpus();
  return [
    ['CPU', `${first?.model.trim() ?? 'unknown'}, ${cpus().length} cores seen by this process`],
    ['Memory', `${(totalmem() / 2 ** 30).toFixed(1)} GiB`],
    ['System', `${distribution()}${type()} ${release()}, ${arch()}`],
    ['Load at the start', loadavg()[0]?.toFixed(2) ?? 'unknown'],
    [
      'Node.js',
      `${process.version} (V8 ${process.versions.v8}, undici ${process.versions['undici']}, SQLite ${process.versions['sqlite']})`,
    ],
  ];
}

function distribution(): string {
  try {
    const [, name] = /^PRETTY_NAME="(.*)"$/m.exec(readFileSync('/etc/os-release', 'utf8')) ?? [];
    return name === undefined ? '' : `${name}, `;
  } catch {
    // No such file outside Linux.
    return '';
  }
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

const folder = import.meta.dirname;
const here = createRequire(import.meta.url);

function manifestAt(path: string): Manifest {
  return JSON.parse(readFileSync(path, 'utf8')) as Manifest;
}

/** The name and installed version of every package that the benchmarks use, ours first. */
export function versions(): [string, string][] {
  const names = Object.keys(manifestAt(join(folder, 'package.json')).dependencies);
  return names
    .map((name): [string, string] => [name, installedVersion(name)])
    .toSorted(
      ([a], [b]) => Number(b.startsWith('@chatti/')) - Number(a.startsWith('@chatti/')) || a.localeCompare(b),
    );
}

function installedVersion(name: string): string {
  // Looked up as a folder, since not every package lets its package.json be imported.
  for (const place of here.resolve.paths(name) ?? []) {
    try {
      return manifestAt(join(dirname(join(place, name, 'x')), 'package.json')).version;
    } catch {
      // Not in this one.
    }
  }
  return 'not installed';
}
