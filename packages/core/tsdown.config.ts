import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    rules: 'src/rules/index.ts',
    contract: 'src/contract/index.ts',
    openapi: 'src/openapi/index.ts',
    plugins: 'src/plugins/index.ts',
    tracing: 'src/plugins/tracing.ts',
    webhooks: 'src/webhooks/index.ts',
  },
  format: 'esm',
  platform: 'neutral',
  target: 'es2023',
  fixedExtension: false,
  dts: { sourcemap: true },
  sourcemap: true,
  hash: false,
});
