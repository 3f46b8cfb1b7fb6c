import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: { main: 'src/server/main.ts' },
  outDir: 'dist/server',
  format: 'esm',
  platform: 'node',
  target: 'node22.13',
  fixedExtension: false,
  dts: false,
  sourcemap: true,
  hash: false,
});
