import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENTRY_POINTS, pageOf } from '../../docs/generator/entry-points.table.ts';
import { GUIDES } from '../../docs/.vitepress/guides.table.ts';
import { freePorts, runPlayground, type RunningPlayground } from '../playground/run-playground.ts';
import { root } from './find-samples.ts';

// The documentation as the playground brings it along.

const site = join(root, 'apps/playground/dist/docs');
const files = new Set(
  readdirSync(site, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(site.length)),
);
const pages = [...files]
  .filter((file) => file.endsWith('.html'))
  .map((file) => ({ file, html: readFileSync(join(site, file), 'utf8') }));
const guides = readdirSync(join(root, 'docs/guides')).map((name) => name.replace(/\.md$/, ''));

/** Whether the server has something at an address below `/docs/`. */
function isThere(path: string): boolean {
  const [bare = ''] = path.split(/[?#]/);
  return [bare, `${bare}.html`, `${bare}index.html`, `${bare}/index.html`].some((file) => files.has(file));
}

/** What the packages export, as an import names it. */
function exported(): string[] {
  return readdirSync(join(root, 'packages')).flatMap((folder) => {
    const manifest = join(root, 'packages', folder, 'package.json');
    if (!existsSync(manifest)) return [];
    // Written by hand and read by every tool.
    const { name, exports } = JSON.parse(readFileSync(manifest, 'utf8')) as { name: string; exports: object };
    const keys = Object.keys(exports).filter((key) => key !== './package.json');
    return keys.map((key) => name + key.slice(1));
  });
}

describe('the site', () => {
  it('has a page for every guide, and each in its sidebar', () => {
    expect(guides.filter((name) => !files.has(`/guides/${name}.html`))).toEqual([]);
    expect(Object.values(GUIDES).flat().sort()).toEqual(guides.sort());
  });

  it('names each page of the sidebar as the page names itself', () => {
    const html = pages.find(({ file }) => file === '/guides/getting-started.html')?.html ?? '';
    const links = Array.from(
      html.matchAll(/href="\/docs(\/[^"]+)" data-v-\w+><!--\[--><p class="text" data-v-\w+>([^<]+)<\/p>/g),
      ([, path = '', name = '']) => ({ path, name }),
    ).filter(({ path }) => path.startsWith('/api/') || path.startsWith('/guides/'));
    expect(links.length).toBeGreaterThan(guides.length);
    const titles = links.map(({ path }) => {
      const page = pages.find(({ file }) => file === `${path}.html`)?.html ?? '';
      return /<h1[^>]*>([^<]+?) <a/.exec(page)?.[1];
    });
    expect(links.map(({ name }) => name)).toEqual(titles);
  });

  it('has a page for every entry point of every package', () => {
    expect(Object.keys(ENTRY_POINTS).sort()).toEqual(exported().sort());
    const missing = Object.keys(ENTRY_POINTS).filter((name) => !files.has(`${pageOf(name)}index.html`));
    expect(missing).toEqual([]);
  });

  it('has no link within itself that leads nowhere', () => {
    const links = pages.flatMap(({ file, html }) =>
      Array.from(html.matchAll(/ (?:href|src)="\/docs([^"]*)"/g), ([, path = '']) => ({ file, path })),
    );
    expect(links.length).toBeGreaterThan(1000);
    expect(links.filter(({ path }) => !isThere(path))).toEqual([]);
  });

  it('has neither an inline script nor a style attribute', () => {
    const inline = /<script(?![^>]*\ssrc=)|<style[\s>]|<[a-z][^<>]*\s(?:style|on[a-z]+)="/;
    expect(pages.filter(({ html }) => inline.test(html)).map(({ file }) => file)).toEqual([]);
  });

  it('loads nothing from another origin', () => {
    const loaded = pages.flatMap(({ html }) =>
      Array.from(html.matchAll(/<(?:script|link|img)[^>]*\s(?:src|href)="([^"]*)"/g), ([, url = '']) => url),
    );
    expect([...new Set(loaded)].filter((url) => !url.startsWith('/docs/'))).toEqual([]);
    const styles = [...files].filter((file) => file.endsWith('.css'));
    for (const file of styles)
      expect(readFileSync(join(site, file), 'utf8')).not.toMatch(/url\(["']?https?:/);
  });

  it('tells how to import what a page of the reference describes', () => {
    const { html = '' } = pages.find(({ file }) => file.endsWith('/functions/countSegments.html')) ?? {};
    expect(html.replaceAll(/<[^>]+>/g, '')).toMatch(
      /import \{ countSegments \} from \S+@chatti\/core\/rules/,
    );
    expect(html).toContain('none ends inside an escape pair');
  });
});

/** The part of a MiniSearch index that says where a word is. */
interface SearchIndex {
  readonly documentIds: Readonly<Record<string, string>>;
  readonly index: readonly (readonly [
    word: string,
    fields: Readonly<Record<string, Readonly<Record<string, number>>>>,
  ])[];
}

describe('the search', () => {
  let index: SearchIndex;

  beforeAll(async () => {
    const chunk = [...files].find((file) => file.includes('@localSearchIndex')) ?? '';
    const { default: text } = (await import(join(site, chunk))) as { default: string };
    index = JSON.parse(text) as SearchIndex;
  });

  /** The sections that hold a word. */
  function sectionsWith(word: string): string[] {
    const [, fields = {}] = index.index.find(([found]) => found === word) ?? [];
    return Object.values(fields).flatMap((hits) =>
      Object.keys(hits).map((id) => index.documentIds[id] ?? ''),
    );
  }

  it('finds a word in the guides and in the reference alike', () => {
    const found = sectionsWith('outcome');
    expect(found.some((id) => id.startsWith('/docs/guides/'))).toBe(true);
    expect(found.some((id) => id.startsWith('/docs/reference/'))).toBe(true);
  });

  it.each(Object.keys(ENTRY_POINTS))('knows the page of %s', (name) => {
    const known = Object.values(index.documentIds);
    expect(known.some((id) => id.startsWith(`/docs${pageOf(name)}`))).toBe(true);
  });
});

describe('the playground', () => {
  let playground: RunningPlayground;

  beforeAll(async () => {
    playground = await runPlayground(...freePorts);
  });

  afterAll(() => playground?.stop());

  it.each([
    '/docs/',
    '/docs/guides/getting-started',
    '/docs/reference/core/',
    '/docs/api/documented-and-chosen',
  ])('serves %s under a policy without exceptions', async (path) => {
    const reply = await fetch(playground.url + path);
    expect(reply.status).toBe(200);
    expect(reply.headers.get('content-type')).toMatch(/^text\/html/);
    const policy = reply.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  });

  it('says so where there is no page, and shows no room of its own', async () => {
    const reply = await fetch(`${playground.url}/docs/guides/no-such-guide`);
    expect(reply.status).toBe(404);
    expect(await reply.text()).toContain('Chatti for TypeScript');
  });

  it.each(['openapi.json', 'sandbox-openapi.json', 'chatti.postman_collection.json'])(
    'hands out %s as it stands in the repository',
    async (name) => {
      const reply = await fetch(`${playground.url}/docs/${name}`);
      expect(await reply.text()).toBe(readFileSync(join(root, 'docs', name), 'utf8'));
    },
  );
});
