import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { createSandbox } from '@chatti/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../..');

/** The TypeScript samples of a page, each with the line it begins at. */
async function samplesOf(page: string): Promise<{ readonly name: string; readonly code: string }[]> {
  const text = await readFile(join(root, page), 'utf8');
  return Array.from(text.matchAll(/^```ts\n([\s\S]*?)^```$/gm), ({ 1: code = '', index }) => ({
    name: `${page}:${text.slice(0, index).split('\n').length + 1}`,
    code,
  }));
}

const pages = ['README.md', 'packages/core/README.md', 'docs/guides/writing-a-plugin.md'];
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(import.meta.dirname, '.samples-'));
  await symlink(join(root, 'tests/node_modules'), join(folder, 'node_modules'));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** A sample as a module of its own. A page's later samples may go on with the client of an earlier one. */
function asModule(code: string): string {
  const client = `const chatti = (await import('@chatti/core')).createChatti();\n`;
  const needsClient = /\bchatti\./.test(code) && !/\bconst chatti\b/.test(code);
  return `${needsClient ? client : ''}${code}\nexport {};\n`;
}

describe.each(pages)('the samples of %s', (page) => {
  it('compile', async () => {
    const samples = await samplesOf(page);
    expect(samples.length).toBeGreaterThan(0);
    const names = await Promise.all(
      samples.map(async ({ code }, index) => {
        const name = `${page.replaceAll('/', '-')}-${index}.ts`;
        await writeFile(join(folder, name), asModule(code));
        return name;
      }),
    );
    const config = { extends: '../../tsconfig.json', include: names.map((name) => `./${name}`), exclude: [] };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
    const tsc = join(root, 'tests/node_modules/typescript/bin/tsc');
    const { stdout } = await run(process.execPath, [tsc, '-p', folder]).catch(
      (error: { stdout: string }) => error,
    );
    expect(stdout).toBe('');
  });

  it('run as written against a sandbox', async () => {
    const sandbox = createSandbox();
    const { baseUrl } = await sandbox.listen({ port: 0 });
    try {
      for (const [index, { name, code }] of (await samplesOf(page)).entries()) {
        const file = join(folder, `${page.replaceAll('/', '-')}-run-${index}.ts`);
        await writeFile(file, asModule(code));
        const env = { ...process.env, CHATTI_API_KEY: sandbox.apiKey, CHATTI_BASE_URL: baseUrl };
        const { stderr } = await run(process.execPath, [file], { env }).catch(
          (error: { stderr: string }) => error,
        );
        expect(stderr, name).toBe('');
      }
    } finally {
      await sandbox.close();
    }
  });
});
