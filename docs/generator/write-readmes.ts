import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { READMES } from './readmes.table.ts';

const root = new URL('../../', import.meta.url);
const target = new URL('docs/packages/', root);

/** Writes docs/packages: the README of each package as a page, which knows where it came from. */
export async function writeReadmes(): Promise<void> {
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  for (const source of READMES) {
    const name = source.split('/').at(-2) ?? '';
    const text = await readFile(new URL(source, root), 'utf8');
    await writeFile(new URL(`${name}.md`, target), `---\nsource: ${source}\n---\n\n${text}`);
  }
}
