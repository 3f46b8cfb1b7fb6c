import { build } from 'esbuild';

/** Everything that the bundles of these tests use of the package. */
const program = `
  export { createChatti, isDefinitelyNotSent } from '@chatti/core';
`;

/** Core and all that it needs as one plain script that sets the global \`core\`, without any name of Node. */
export async function bundleCore(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: import.meta.dirname, loader: 'js' },
    bundle: true,
    format: 'iife',
    globalName: 'core',
    platform: 'neutral',
    target: 'es2023',
    write: false,
  });
  const [file] = outputFiles;
  if (!file) throw new Error('no bundle was made');
  return file.text;
}
