import '@fontsource-variable/inter';
import '@fontsource-variable/jetbrains-mono';
import type { Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme-without-fonts';
import { h, type VNode } from 'vue';
import './style.css';

/** The playground is outside the site, so the link has a target: the router then leaves it to the browser. */
function toPlayground(): VNode {
  return h('a', { class: 'to-playground', href: '/', target: '_self' }, 'Playground');
}

/** Whoever searches for a thing wants to read about it before its members. */
const searchOptions = { boostDocument: (id: string) => (id.includes('/reference/') ? 1 : 4) };

export default {
  extends: DefaultTheme,
  Layout: () =>
    h(DefaultTheme.Layout, null, {
      'nav-bar-content-after': toPlayground,
      'nav-screen-content-after': toPlayground,
    }),
  enhanceApp({ siteData }) {
    // Set here, since a function of the configuration would reach the page as text to be evaluated.
    siteData.value.themeConfig.search.options = { miniSearch: { searchOptions } };
  },
} satisfies Theme;
