import { createCssVariablesTheme, type ShikiTransformer, type ThemeRegistration } from 'shiki';

/** Colours by name; `theme/style.css` gives them their values. */
export const codeTheme: ThemeRegistration = createCssVariablesTheme({
  name: 'chatti',
  variablePrefix: '--code-',
  fontStyle: false,
});

/**
 * Puts a class in the place of each colour: the policy of the server allows no style attributes.
 * `color:var(--code-token-string)` becomes the class `code-token-string`.
 */
export const codeClasses: ShikiTransformer = {
  name: 'chatti:code-classes',
  root(root) {
    const colour = /^color:var\(--(code-[a-z-]+)\)$/;
    const walk = (nodes: typeof root.children): void => {
      for (const node of nodes) {
        if (node.type !== 'element') continue;
        const { style, ...rest } = node.properties;
        const [, name] = colour.exec(typeof style === 'string' ? style : '') ?? [];
        node.properties = name === undefined ? rest : { ...rest, class: name };
        walk(node.children);
      }
    };
    walk(root.children);
  },
};
