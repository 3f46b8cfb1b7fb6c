import { defineConfig } from 'tsdown';

/** One file for the code, not the types, of a room that so many entry points share. */
const shared = (room: string, minShareCount: number, priority: number) => ({
  name: `shared-${room}`,
  test: new RegExp(`[\\\\/]src[\\\\/]${room}[\\\\/].*(?<!\\.d)\\.ts$`),
  minShareCount,
  priority,
});

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
  outputOptions: {
    codeSplitting: {
      // Left alone it makes more than twenty small files, and each costs the start of a program a read of the disk. The
      // rules come first, so that their entry point reaches neither ky nor valibot; more of the contract in one file
      // would be more in a program that only verifies webhooks.
      groups: [shared('rules', 2, 3), shared('errors', 2, 2), shared('contract', 4, 1)],
    },
  },
});
