import { defineConfig } from 'vitest/config';

// One suite for each gate. Every one writes its counts, so that a run which tested nothing is seen.
const gate = process.argv[process.argv.indexOf('--project') + 1] ?? 'all';

export default defineConfig({
  test: {
    reporters: ['default', ['json', { outputFile: `.reports/${gate}.json` }]],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A machine with other work to do is slow, and not wrong.
    expect: { poll: { timeout: 20_000 } },
    // Tests side by side start programs, and some machines have two processors.
    maxConcurrency: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'fast',
          include: ['**/*.test.ts'],
          exclude: [
            '**/node_modules/**',
            'browser/**',
            'packed/**',
            'release/**',
            'nest/**',
            '**/*.slow.test.ts',
          ],
        },
      },
      { extends: true, test: { name: 'browser', include: ['browser/**/*.test.ts'], fileParallelism: false } },
      {
        extends: true,
        test: {
          name: 'packed',
          include: ['packed/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'slow',
          include: ['**/*.slow.test.ts'],
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          // Everything is published once to a registry on this machine, and installed from there.
          name: 'release',
          include: ['release/**/*.test.ts', 'nest/**/*.test.ts'],
          globalSetup: ['release/set-up.ts'],
          sequence: { groupOrder: 1 },
          maxWorkers: 2,
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
