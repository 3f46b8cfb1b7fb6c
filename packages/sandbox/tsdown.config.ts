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
  // Else the declarations import @hono/node-server for nothing, and its users compile the types of hono.
  treeshake: { moduleSideEffects: 'no-external' },
  sourcemap: true,
  hash: false,
});
