import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../..');

const newRow = `
  /** Read one sender. */
  get: endpoint({
    method: 'GET',
    path: '/senders/{id}',
    input: f.closed({ id: f.id() }),
    output: senderSchema,
    status: 200,
    retry: 'safe',
  }),`;

let copy: string;

/** Runs a program in the copy; the text of a failure is a result as well. */
async function tell(
  program: string,
  ...args: string[]
): Promise<{ readonly ok: boolean; readonly text: string }> {
  try {
    const { stdout, stderr } = await run(program, args, { cwd: copy, maxBuffer: 64 * 1024 * 1024 });
    return { ok: true, text: stdout + stderr };
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    return { ok: false, text: stdout + stderr };
  }
}

/** The sources of a package, with the dependencies of the original. */
async function copyPackage(name: string): Promise<void> {
  const from = join(root, 'packages', name);
  const filter = (path: string): boolean =>
    !['node_modules', 'dist', '.turbo', '.reports'].includes(basename(path));
  await cp(from, join(copy, 'packages', name), { recursive: true, filter });
  await symlink(join(from, 'node_modules'), join(copy, 'packages', name, 'node_modules'));
}

const tsc = (project: string): ReturnType<typeof tell> =>
  tell(process.execPath, join(root, 'tests/node_modules/typescript/bin/tsc'), '-p', project);

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'chatti-row-'));
  for (const name of ['core', 'sandbox']) await copyPackage(name);
  for (const file of ['tsconfig.base.json', 'package.json']) await cp(join(root, file), join(copy, file));
  await cp(join(root, 'scripts'), join(copy, 'scripts'), { recursive: true });
  await cp(join(root, 'docs/openapi.json'), join(copy, 'docs/openapi.json'));
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
  const core = '../core/src';
  const config = {
    extends: './tsconfig.json',
    compilerOptions: {
      paths: {
        '@chatti/core': [`${core}/index.ts`],
        '@chatti/core/rules': [`${core}/rules/index.ts`],
        '@chatti/core/contract': [`${core}/contract/index.ts`],
      },
    },
    include: ['src'],
    exclude: ['src/**/*.test.ts'],
  };
  await writeFile(join(copy, 'packages/sandbox/tsconfig.row.json'), JSON.stringify(config));
});

afterAll(async () => {
  await rm(copy, { recursive: true, force: true });
});

describe('a new row of the contract', () => {
  it('starts from a house that compiles', async () => {
    expect(await tsc('packages/sandbox/tsconfig.row.json')).toEqual({ ok: true, text: '' });
  });

  it('keeps the sandbox from compiling until it has a handler', async () => {
    const file = join(copy, 'packages/core/src/contract/senders.ts');
    const text = await readFile(file, 'utf8');
    expect(text).toContain('export const senders = {');
    await writeFile(file, text.replace('export const senders = {', `export const senders = {${newRow}`));
    const { ok, text: complaint } = await tsc('packages/sandbox/tsconfig.row.json');
    expect(ok).toBe(false);
    expect(complaint).toMatch(/Property 'get' is missing/);
  });

  it('gives the client its method', async () => {
    const use = `import { createChatti } from './index.ts';\nexport const found: Promise<string> = createChatti().senders.get({ id: 's1' }).then(({ id }) => id);\n`;
    await writeFile(join(copy, 'packages/core/src/row.ts'), use);
    await writeFile(
      join(copy, 'packages/core/tsconfig.row.json'),
      JSON.stringify({ extends: './tsconfig.json', include: ['src/row.ts'] }),
    );
    expect(await tsc('packages/core/tsconfig.row.json')).toEqual({ ok: true, text: '' });
  });

  it('gives the OpenAPI document its operation', async () => {
    expect(await tell(process.execPath, 'scripts/openapi.ts', '--check')).toMatchObject({ ok: false });
    expect(await tell(process.execPath, 'scripts/openapi.ts')).toMatchObject({ ok: true });
    const { paths } = JSON.parse(await readFile(join(copy, 'docs/openapi.json'), 'utf8')) as {
      paths: Record<string, unknown>;
    };
    expect(paths['/senders/{id}']).toMatchObject({
      get: { operationId: 'senders.get', summary: 'Read one sender' },
    });
  });

  it('gives the reference its page', async () => {
    const typedoc = join(root, 'docs/node_modules/typedoc/bin/typedoc');
    const options = [
      '--tsconfig',
      'packages/core/tsconfig.json',
      '--readme',
      'none',
      '--disableGit',
      '--disableSources',
    ];
    const told = await tell(
      process.execPath,
      typedoc,
      ...options,
      '--out',
      'reference',
      'packages/core/src/index.ts',
    );
    expect(told.ok, told.text).toBe(true);
    const page = await readFile(join(copy, 'reference/interfaces/Senders.html'), 'utf8');
    expect(page).toContain('Read one sender.');
  });
});
