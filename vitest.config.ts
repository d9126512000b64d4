import { defineConfig } from 'vitest/config';

// Whole graphs of processes, some of them stopped or killed: alone on the machine, or a healthy one looks slow.
const processes = [
  'test/e2e/**/*.test.ts',
  'test/submission/**/*.test.ts',
  'test/faults/**/*.test.ts',
  'test/hostile/**/*.test.ts',
  'test/web/journey/**/*.test.ts',
];

// Queries, mutations and authorization, once more on the engine that ours is compared with.
const onBothEngines = [
  'test/e2e/{all-back,conditions-changed,golden-cases,login,payment-visible,profiles}.test.ts',
  'test/e2e/{department-down,department-flapping,department-lies,department-slow,department-writes}.test.ts',
  'test/e2e/{redis-down,rolling-restart,trusted-documents}.test.ts',
  'test/submission/submits-once.test.ts',
  'test/hostile/**/*.test.ts',
  'test/roles/**/*.test.ts',
  'test/gateway/*.test.ts',
  'test/gateway/authorization/**/*.test.ts',
  'test/gateway/cache/engine.test.ts',
];
// These name the engine that they are about, as test/e2e/{live,registry-down}.test.ts do.
const aboutOneEngine = [
  'test/gateway/{direct-lane,live-prepare,live-stream,planned-ahead,prepared-documents,told-fetches}.test.ts',
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
      {
        test: {
          ...shared,
          name: 'reference',
          include: onBothEngines,
          exclude: aboutOneEngine,
          env: { ENGINE: 'apollo' },
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
