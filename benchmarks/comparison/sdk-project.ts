import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bytesIn, type Installed } from '../size/installed.ts';
import type { Sdk } from './sdks.table.ts';

const run = promisify(execFile);
const shell = process.platform === 'win32';
const core = join(import.meta.dirname, '../../packages/core');

/** A project with one SDK, installed by npm as anyone would, and its program. */
export interface SdkProject {
  readonly sdk: Sdk;
  readonly folder: string;
  /** The version that was installed. */
  readonly version: string;
  readonly hasTypes: boolean;
  readonly installed: Installed;
}

interface Manifest {
  readonly version: string;
  readonly types?: string;
  readonly typings?: string;
  readonly exports?: unknown;
}

/** Installs an SDK from the npm registry, or ours from its tarball, into a folder of its own. */
export async function installSdk(sdk: Sdk): Promise<SdkProject> {
  const folder = mkdtempSync(join(tmpdir(), 'chatti-comparison-'));
  const wanted = sdk.version === undefined ? await packCore(folder) : `${sdk.name}@${sdk.version}`;
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  writeFileSync(join(folder, 'program.mjs'), sdk.program);
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  await run('npm', ['install', ...options, wanted], { cwd: folder, shell });
  // A package that npm installed has one.
  const manifest = readJson(join(folder, 'node_modules', sdk.name, 'package.json')) as Manifest;
  return {
    sdk,
    folder,
    version: manifest.version,
    hasTypes: hasTypes(manifest, join(folder, 'node_modules', sdk.name)),
    installed: installedIn(folder),
  };
}

/** Removes what {@link installSdk} made. */
export function removeSdk({ folder }: SdkProject): void {
  rmSync(folder, { recursive: true });
}

async function packCore(folder: string): Promise<string> {
  await run('pnpm', ['pack', '--pack-destination', folder], { cwd: core, shell });
  const [tarball = ''] = readdirSync(folder).filter((file) => file.endsWith('.tgz'));
  return `./${tarball}`;
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function hasTypes({ types, typings, exports }: Manifest, folder: string): boolean {
  return (
    types !== undefined ||
    typings !== undefined ||
    JSON.stringify(exports ?? null).includes('"types"') ||
    // Without a word in the manifest TypeScript looks beside the JavaScript.
    readdirSync(join(folder, 'dist')).some((file) => /\.d\.[cm]?ts$/.test(file))
  );
}

/** What npm installed, by its own list. */
function installedIn(folder: string): Installed {
  const list = readJson(join(folder, 'node_modules/.package-lock.json')) as {
    packages: Readonly<Record<string, unknown>>;
  };
  const places = Object.keys(list.packages);
  const bytes = places.reduce((sum, place) => sum + bytesIn(join(folder, place)), 0);
  return { bytes, packages: places.length };
}
