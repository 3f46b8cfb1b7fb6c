import { readFile, writeFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const place = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Writes a generated file, or with `--check` on the command line fails where it is not what would be written. */
export async function writeOrCheck(path: string, text: string): Promise<void> {
  if (!process.argv.includes('--check')) {
    await writeFile(place(path), text);
    console.log(path);
  } else if ((await readFile(place(path), 'utf8').catch(() => '')) !== text) {
    const [, script = ''] = process.argv;
    console.error(`${path} is stale. Run: node ${relative(place('.'), script)}`);
    process.exitCode = 1;
  }
}
