import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // A machine with other work to do is slow, and not wrong.
    testTimeout: 30_000,
    include: ['src/**/*.test.ts'],
    // No test changes what another imports, and a process for each file would take three times as long.
    isolate: false,
    reporters: ['default', ['json', { outputFile: '.reports/vitest.json' }]],
  },
});
