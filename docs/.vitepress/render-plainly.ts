import type { DefaultTheme } from 'vitepress';

type Render = NonNullable<DefaultTheme.LocalSearchOptions['_render']>;

/** A page without the colours of its code: the search needs none, and they take most of the time. */
export const renderPlainly: Render = (source, env, markdown) => {
  const { highlight = null } = markdown.options;
  markdown.options.highlight = null;
  try {
    return markdown.render(source, env);
  } finally {
    markdown.options.highlight = highlight;
  }
};
