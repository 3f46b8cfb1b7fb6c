// Builds the whole site into dist: the reference out of the docstrings and the READMEs of the packages become pages,
// every page becomes HTML, and the API documents go beside them.
import { copyFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vitepress';
import { API_DOCUMENTS } from './generator/api-documents.table.ts';
import { writeReadmes } from './generator/write-readmes.ts';
import { writeReference } from './generator/write-reference.ts';

const here = fileURLToPath(new URL('.', import.meta.url));

await Promise.all([writeReference(), writeReadmes()]);
await build(here);
await Promise.all(API_DOCUMENTS.map((name) => copyFile(`${here}${name}`, `${here}dist/${name}`)));
