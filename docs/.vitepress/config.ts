import { defineConfig } from 'vitepress';
import { codeClasses, codeTheme } from './code-classes.ts';
import { fitPolicy } from './fit-policy.ts';

import { renderPlainly } from './render-plainly.ts';
import { guideSidebar, referenceSidebars } from './sidebar.ts';
import { linkWithinSite } from './site-links.ts';
import { withoutMarkers } from './without-markers.ts';
import { withoutStyles } from './without-styles.ts';

const folder = new URL('..', import.meta.url);
const policyFit = fitPolicy('/docs/');

export default defineConfig({
  title: 'Chatti for TypeScript',
  description: 'Guides and reference: a client that never sends twice, a sandbox, NestJS and Express.',
  lang: 'en',
  base: '/docs/',
  outDir: './dist',
  cacheDir: './node_modules/.vitepress',
  srcExclude: ['README.md'],
  cleanUrls: true,
  // The change of colours would otherwise go through a style element.
  appearance: { disableTransition: false },
  vite: { build: { assetsInlineLimit: 0, chunkSizeWarningLimit: 4000 }, logLevel: 'warn' },
  // What every page needs of the site stands in one file, and not inline in each page.
  metaChunk: true,
  head: [
    ['link', { rel: 'icon', type: 'image/svg+xml', href: '/docs/mark.svg' }],
    ['meta', { name: 'color-scheme', content: 'light dark' }],
  ],
  markdown: {
    // Docstrings hold `<T>` and `{OptOutURL}`: neither is markup here.
    html: false,
    attrs: { disable: true },
    theme: codeTheme,
    codeTransformers: [codeClasses],
    config(markdown) {
      withoutMarkers(markdown);
      withoutStyles(markdown);
      linkWithinSite(markdown);
    },
  },
  themeConfig: {
    logo: '/mark.svg',
    siteTitle: 'Chatti for TypeScript',
    nav: [
      { text: 'Guides', link: '/guides/getting-started', activeMatch: '^/(guides|decisions|map|api)' },
      { text: 'Reference', link: '/reference/', activeMatch: '^/reference/' },
    ],
    sidebar: { ...referenceSidebars(folder), '/': guideSidebar(folder) },
    outline: { level: [2, 3], label: 'On this page' },
    search: { provider: 'local', options: { _render: renderPlainly } },
    docFooter: { prev: 'Before', next: 'Next' },
    footer: { message: 'Not an official product of Chatti.' },
    externalLinkIcon: true,
    notFound: {
      title: 'There is no such page',
      quote: 'The search finds every guide and every name of the reference.',
      linkText: 'To the documentation',
    },
  },
  transformHtml: policyFit.transform,
  buildEnd: ({ outDir }) => policyFit.write(outDir),
});
