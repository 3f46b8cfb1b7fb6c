import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../..');
const shell = process.platform === 'win32';

const places: Readonly<Record<string, string>> = {
  '@chatti/core': 'packages/core',
  '@chatti/sandbox': 'packages/sandbox',
  '@chatti/nest-module': 'packages/nest-module',
  '@chatti/express-middleware': 'packages/express-middleware',
  '@chatti/playground': 'apps/playground',
};
const names = Object.keys(places);

interface Manifest {
  readonly name: string;
  readonly license: string;
  readonly description: string;
  readonly exports: Readonly<Record<string, unknown>>;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** What the packages need of their users: each peer, at the version its own package is tested with. */
function peersOf({ peerDependencies = {}, devDependencies = {} }: Manifest): Record<string, string> {
  const outside = Object.keys(peerDependencies).filter((name) => !name.startsWith('@chatti/'));
  return Object.fromEntries(
    outside.map((name) => {
      const version = devDependencies[name] ?? '';
      return [name, /^\d/.test(version) ? version : (peerDependencies[name] ?? '')];
    }),
  );
}

let folder: string;
const tarballs: Record<string, string> = {};
const manifests: Record<string, Manifest> = {};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chatti-packed-'));
  for (const name of names) {
    const place = join(root, places[name] ?? '');
    const before = await readdir(folder);
    await run('pnpm', ['pack', '--pack-destination', folder], { cwd: place, shell });
    const [tarball = ''] = (await readdir(folder)).filter((file) => !before.includes(file));
    tarballs[name] = join(folder, tarball);
    manifests[name] = JSON.parse(await readFile(join(place, 'package.json'), 'utf8')) as Manifest;
  }
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe.each(names)('the tarball of %s', (name) => {
  it('has no complaint of publint', async () => {
    const tarball = await readFile(tarballs[name] ?? '');
    const { messages, pkg } = await publint({
      pack: { tarball: tarball.buffer.slice(tarball.byteOffset, tarball.byteOffset + tarball.byteLength) },
      strict: true,
    });
    expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
  });

  it('gives the right types to every way of resolving ESM', async () => {
    const attw = resolve(import.meta.dirname, '../node_modules/.bin/attw');
    const args = [tarballs[name] ?? '', '--profile', 'esm-only', '--format', 'json'];
    // Its exit code tells of problems; those of CommonJS types and Node 10 are left out by the profile.
    const { stdout } = await run(attw, args, { shell, maxBuffer: 16 * 1024 * 1024 });
    const { analysis } = JSON.parse(stdout) as { analysis: { types: unknown } };
    expect(analysis.types === false).toBe(name === '@chatti/playground');
  });

  it('holds its licence, its README and nothing of the tests', async () => {
    const { stdout } = await run('tar', ['-tzf', tarballs[name] ?? '']);
    const files = stdout.split('\n');
    expect(files).toContain('package/LICENSE');
    expect(files).toContain('package/README.md');
    expect(files.filter((file) => /\.test(-data|-d)?\.|vectors\//.test(file))).toEqual([]);
  });

  it('says that it is MIT, no official product, and runs nothing at install', () => {
    const { license, description, scripts = {} } = manifests[name] ?? ({} as Manifest);
    expect(license).toBe('MIT');
    expect(description).toMatch(/not an official product of Chatti/i);
    expect(Object.keys(scripts).filter((script) => /^(pre|post)?install$|^prepare$/.test(script))).toEqual(
      [],
    );
  });
});

describe('a clean project', () => {
  let project: string;

  const entries = (): string[] =>
    names.flatMap((name) =>
      Object.keys(manifests[name]?.exports ?? {})
        .filter((door) => !door.endsWith('.json'))
        .map((door) => `${name}${door.slice(1)}`),
    );

  beforeAll(async () => {
    project = await mkdtemp(join(tmpdir(), 'chatti-project-'));
    const ours = Object.fromEntries(names.map((name) => [name, `file:${tarballs[name]}`]));
    const peers = Object.assign({}, ...Object.values(manifests).map(peersOf)) as Record<string, string>;
    const manifest = { name: 'project', private: true, dependencies: { ...ours, ...peers }, overrides: ours };
    await writeFile(join(project, 'package.json'), JSON.stringify(manifest));
    await run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'], {
      cwd: project,
      shell,
    });
  });

  afterAll(async () => {
    await rm(project, { recursive: true, force: true });
  });

  const node = async (file: string, code: string): Promise<string> => {
    await writeFile(join(project, file), code);
    const { stdout, stderr } = await run(process.execPath, [file], { cwd: project });
    expect(stderr).toBe('');
    return stdout.trim();
  };

  it('imports every entry point from ESM', async () => {
    const code = entries().map(
      (entry) =>
        `if (Object.keys(await import('${entry}')).length === 0 && !'${entry}'.endsWith('/env')) throw new Error('${entry}');`,
    );
    expect(await node('all.mjs', `${code.join('\n')}\nconsole.log('all')`)).toBe('all');
  });

  it('requires every entry point from CommonJS', async () => {
    const code = entries().map(
      (entry) =>
        `if (Object.keys(require('${entry}')).length === 0 && !'${entry}'.endsWith('/env')) throw new Error('${entry}');`,
    );
    expect(await node('all.cjs', `${code.join('\n')}\nconsole.log('all')`)).toBe('all');
  });

  const sample = `
    const sandbox = createSandbox();
    const chatti = createChatti({ apiKey: sandbox.apiKey, baseUrl: sandbox.baseUrl, fetch: sandbox.fetch });
    const { id } = await chatti.messages.send({ to: '+447700900123', from: 'Acme Shoes', body: 'Your order is ready.' });
    const { total, data } = await chatti.messages.list();
    await sandbox.close();
    console.log(total === 1 && data[0].id === id ? 'sent' : 'lost');
  `;

  it('sends a message from ESM', async () => {
    const head = `import { createChatti } from '@chatti/core';\nimport { createSandbox } from '@chatti/sandbox';\n`;
    expect(await node('send.mjs', head + sample)).toBe('sent');
  });

  it('sends a message from CommonJS', async () => {
    const head = `const { createChatti } = require('@chatti/core');\nconst { createSandbox } = require('@chatti/sandbox');\n`;
    expect(await node('send.cjs', `${head}(async () => {${sample}})();`)).toBe('sent');
  });

  it('loads neither ky nor valibot for the rules', async () => {
    const { stdout } = await run(
      process.execPath,
      [
        '--input-type=module',
        '--import',
        'data:text/javascript,import{registerHooks}from"node:module";registerHooks({load(u,c,n){console.log(u);return n(u,c)}})',
        '-e',
        `import '@chatti/core/rules'`,
      ],
      { cwd: project },
    );
    expect(stdout).toContain('@chatti/core/dist/rules.js');
    expect(stdout).not.toMatch(/node_modules\/(ky|valibot)\//);
  });
});
