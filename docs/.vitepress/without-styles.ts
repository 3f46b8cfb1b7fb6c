import type { MarkdownRenderer } from 'vitepress';

/** Drops the style attributes that tables get for their alignment: the policy of the server allows none. */
export function withoutStyles(markdown: MarkdownRenderer): void {
  markdown.core.ruler.push('chatti:without-styles', ({ tokens }) => {
    for (const token of tokens) {
      if (token.attrs) token.attrs = token.attrs.filter(([name]) => name !== 'style');
    }
  });
}
