import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: { index: 'src/index.ts', terminus: 'src/terminus/index.ts', testing: 'src/testing/index.ts' },
  format: 'esm',
  platform: 'node',
  target: 'node22',
  fixedExtension: false,
  // The compiler writes the declarations: the fast mode loses the docstrings of decorated classes.
  dts: { sourcemap: true, oxc: false },
  sourcemap: true,
  hash: false,
});
