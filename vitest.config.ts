import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Without this two copies of graphql are loaded and instanceof fails between them.
    experimental: { viteModuleRunner: false },
    testTimeout: 30_000,
    hookTimeout: 120_000,
    // Two cores: e2e files start whole graphs of processes.
    maxWorkers: 2,
  },
});
