import { defineConfig } from 'vitest/config';

// Whole graphs of processes, some of them stopped or killed: alone on the machine, or a healthy one looks slow.
const processes = [
  'test/e2e/**/*.test.ts',
  'test/submission/**/*.test.ts',
  'test/faults/**/*.test.ts',
  'test/hostile/**/*.test.ts',
  'test/web/journey/**/*.test.ts',
];

const shared = {
  globalSetup: ['test/kit/global-setup.ts'],
  // Without this two copies of graphql are loaded, and instanceof fails between them.
  experimental: { viteModuleRunner: false },
  // Generous: a loaded machine starts a whole graph slowly, and nothing here asserts speed.
  testTimeout: 120_000,
  hookTimeout: 180_000,
  expect: { poll: { timeout: 30_000, interval: 50 } },
};

export default defineConfig({
  test: {
    reporters: ['default', './test/kit/closing-line-reporter.ts'],
    projects: [
      {
        test: {
          ...shared,
          name: 'parts',
          include: ['test/**/*.test.ts'],
          exclude: processes,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...shared,
          name: 'processes',
          include: processes,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
