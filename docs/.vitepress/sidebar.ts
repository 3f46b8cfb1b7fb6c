import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { DefaultTheme } from 'vitepress';
import { ENTRY_POINTS, pageOf } from '../generator/entry-points.table.ts';
import { READMES } from '../generator/readmes.table.ts';
import { GUIDES } from './guides.table.ts';

type Item = DefaultTheme.SidebarItem;

/** What an entry point lists in the sidebar: what is called. Its page lists the rest. */
const kinds: Readonly<Record<string, string>> = { functions: 'Functions', classes: 'Classes' };

/** The guides by their titles, then what there is to read besides. */
export function guideSidebar(folder: URL): Item[] {
  const page = (link: string): Item => ({ text: titleOf(new URL(`.${link}.md`, folder)), link });
  const groups = Object.entries(GUIDES).map(([text, names]) => ({
    text,
    items: names
      .filter((name) => existsSync(new URL(`guides/${name}.md`, folder)))
      .map((name) => page(`/guides/${name}`)),
  }));
  const decisions = readdirSync(new URL('decisions', folder)).filter((name) => name.endsWith('.md'));
  return [
    ...groups,
    { text: 'Packages', items: READMES.map((source) => page(`/packages/${source.split('/').at(-2)}`)) },
    { text: 'The API', items: [page('/api/documented-and-chosen'), page('/api/documents')] },
    { text: 'The project', items: [page('/comparison'), page('/map'), page('/releasing')] },
    {
      text: 'Decisions',
      items: decisions.sort().map((name) => page(`/decisions/${name.replace(/\.md$/, '')}`)),
    },
  ];
}

/** For each entry point a sidebar of its own: its members, below them the other entry points. */
export function referenceSidebars(folder: URL): Record<string, Item[]> {
  const all = Object.keys(ENTRY_POINTS).map((name) => ({ text: name, link: pageOf(name) }));
  const entries = Object.keys(ENTRY_POINTS).map((name): [string, Item[]] => [
    pageOf(name),
    [
      { text: name, link: pageOf(name), items: members(folder, pageOf(name)) },
      { text: 'All entry points', items: all },
    ],
  ]);
  return { '/reference/': [{ text: 'Entry points', items: all }], ...Object.fromEntries(entries) };
}

function members(folder: URL, page: string): Item[] {
  return Object.entries(kinds).flatMap(([kind, text]) => {
    const place = new URL(`.${page}${kind}/`, folder);
    if (!existsSync(place)) return [];
    const names = readdirSync(place).map((name) => name.replace(/\.md$/, ''));
    const items = names.sort().map((name) => ({ text: name, link: `${page}${kind}/${name}` }));
    return [{ text, items }];
  });
}

function titleOf(file: URL): string {
  // What stands before a generated page may have comments of the same form.
  const text = readFileSync(file, 'utf8').replace(/^---\n[\s\S]*?\n---\n/, '');
  const [, title] = /^# (.+)$/m.exec(text) ?? [];
  if (title === undefined) throw new Error(`${file.pathname} has no title`);
  return title.replaceAll('`', '');
}
