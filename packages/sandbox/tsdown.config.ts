import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    bin: 'src/bin.ts',
  },
  format: 'esm',
  platform: 'node',
  target: 'es2023',
  fixedExtension: false,
  dts: { sourcemap: true },
  sourcemap: true,
  hash: false,
});
