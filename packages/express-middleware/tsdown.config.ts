import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    env: 'src/env.ts',
    upload: 'src/upload/index.ts',
  },
  format: 'esm',
  platform: 'node',
  target: 'node22',
  fixedExtension: false,
  dts: { sourcemap: true, oxc: false },
  sourcemap: true,
  hash: false,
});
