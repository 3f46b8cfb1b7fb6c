import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const require = createRequire(import.meta.url);

/** The look of the page, under names that a document outside the build can know. */
const look = {
  'tokens.css': '@chatti/docs/tokens.css',
  'inter.woff2': '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  'jetbrains-mono.woff2': '@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2',
};

const target = fileURLToPath(new URL('dist/page/scalar', import.meta.url));

/** Puts the viewer of the API reference beside the page, as its package builds it: the browser loads only what it shows. */
export function scalarViewer(): Plugin {
  return {
    name: 'scalar-viewer',
    apply: 'build',
    async closeBundle() {
      const built = join(dirname(require.resolve('@scalar/api-reference')), 'browser');
      const chunks = await readdir(join(built, 'chunks'));
      const files = ['standalone.esm.js', ...chunks.map((name) => join('chunks', name))];
      await mkdir(join(target, 'chunks'), { recursive: true });
      await Promise.all(
        Object.entries(look).map(([name, file]) => copyFile(require.resolve(file), join(target, name))),
      );
      await Promise.all(
        files
          .filter((name) => name.endsWith('.js'))
          .map((name) => copyFile(join(built, name), join(target, name))),
      );
    },
  };
}
