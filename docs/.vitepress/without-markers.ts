import type { MarkdownRenderer } from 'vitepress';

const marker = /^<!-- measured: (?:begin|end) -->$/gm;

/** Leaves out the marks between which a script writes its figures: markup is shown as text here. */
export function withoutMarkers(markdown: MarkdownRenderer): void {
  markdown.core.ruler.after('normalize', 'chatti:without-markers', (state) => {
    state.src = state.src.replaceAll(marker, '');
  });
}
