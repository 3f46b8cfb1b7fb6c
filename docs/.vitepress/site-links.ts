import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path/posix';
import { fileURLToPath } from 'node:url';
import type { MarkdownRenderer } from 'vitepress';

type Token = ReturnType<MarkdownRenderer['parse']>[number];

const root = fileURLToPath(new URL('../..', import.meta.url)).replaceAll('\\', '/');

/** What a page knows of itself while it is rendered. */
interface PageEnv {
  readonly relativePath?: string;
  readonly frontmatter?: { readonly source?: string };
}

/**
 * Where a link between files of the repository leads in the site: the path of a page, or undefined where the site has
 * none, as for a licence or a source file.
 *
 * @param file The file that holds the link, from the repository's root.
 */
export function siteLink(href: string, file: string): string | undefined {
  const [path = '', anchor] = href.split('#');
  const place = join(dirname(file), path).replace(/\/$/, '');
  const [, readme] = /^(?:packages|apps)\/([\w-]+)(?:\/README\.md)?$/.exec(place) ?? [];
  const [, page] = /^docs\/(.+\.(?:md|json))$/.exec(place) ?? [];
  const found = readme === undefined ? page : `packages/${readme}.md`;
  if (place === 'README.md') return '/';
  return found === undefined ? undefined : `/${found}${anchor === undefined ? '' : `#${anchor}`}`;
}

/** Lets links and images that are right in the repository be right in the site. What the site lacks stays as text. */
export function linkWithinSite(markdown: MarkdownRenderer): void {
  markdown.core.ruler.push('chatti:site-links', ({ tokens, env }) => {
    const { relativePath = '', frontmatter }: PageEnv = env;
    const page = `docs/${relativePath}`;
    const file = frontmatter?.source ?? page;
    for (const token of tokens) {
      if (!token.children) continue;
      for (const child of token.children) placeImage(child, page, file);
      token.children = linked(token.children, file);
    }
  });
}

/** Whether an address is one within the repository. */
function isWithin(address: string): boolean {
  return !/^(?:[a-z]+:|[#/])/i.test(address);
}

/** An image of the repository as its page reaches it; its words where it is not there. */
function placeImage(token: Token, page: string, file: string): void {
  const src = token.type === 'image' ? token.attrGet('src') : null;
  if (src === null || !isWithin(src)) return;
  const place = join(dirname(file), src);
  if (existsSync(join(root, place))) token.attrSet('src', relative(dirname(page), place));
  else token.type = 'text';
}

function linked(tokens: readonly Token[], file: string): Token[] {
  let dropped = false;
  return tokens.filter((token) => {
    if (token.type === 'link_close' && dropped) {
      dropped = false;
      return false;
    }
    const href = token.type === 'link_open' ? token.attrGet('href') : null;
    if (href === null || !isWithin(href)) return true;
    const link = siteLink(href, file);
    if (link !== undefined) token.attrSet('href', link);
    dropped = link === undefined;
    return !dropped;
  });
}
