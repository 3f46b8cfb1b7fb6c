import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { findPages, root } from './find-samples.ts';

// Pages link to each other as files, so that a reader of the repository gets there as well as one of the docs site.

/** Pages that are written anew with each build of the docs site. */
const generated = /^docs\/(?:reference|packages)\//;

/** The links of a page to other files of the repository. */
function linksOf(page: string): string[] {
  const text = readFileSync(join(root, page), 'utf8').replaceAll(/^```[\s\S]*?^```$/gm, '');
  return Array.from(text.matchAll(/\]\(([^)\s]+)\)/g), ([, link = '']) => link).filter(
    (link) => !/^[a-z]+:/.test(link),
  );
}

/** The anchors of a page: its headings, as GitHub and VitePress write them. */
function anchorsOf(file: string): Set<string> {
  const headings = readFileSync(file, 'utf8').matchAll(/^#{1,6} (.+)$/gm);
  return new Set(
    Array.from(headings, ([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

function isBroken(page: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const file = path === '' ? join(root, page) : join(root, dirname(page), path);
  if (generated.test(file.slice(root.length + 1))) return false;
  return !existsSync(file) || (anchor !== undefined && !anchorsOf(file).has(anchor));
}

/** The Markdown files of a folder. */
function pagesIn(folder: string): string[] {
  const files = readdirSync(join(root, folder)).filter((file) => file.endsWith('.md'));
  return files.map((file) => join(folder, file));
}

const others = ['.', 'docs', 'docs/api', 'docs/decisions'].flatMap(pagesIn);

it.each([...new Set([...findPages(), ...others])])('%s has no broken link', (page) => {
  expect(linksOf(page).filter((link) => isBroken(page, link))).toEqual([]);
});

it('every guide ends with where to read on', () => {
  const guides = findPages().filter((page) => page.startsWith('docs/guides/'));
  const open = guides.filter((page) => !readFileSync(join(root, page), 'utf8').includes('\n## Read on\n'));
  expect(open).toEqual([]);
});
