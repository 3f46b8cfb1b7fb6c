import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // A machine with other work to do is slow, and not wrong.
    testTimeout: 30_000,
    expect: { poll: { timeout: 20_000 } },
    include: ['src/**/*.test.ts'],
    reporters: ['default', ['json', { outputFile: '.reports/vitest.json' }]],
  },
});
