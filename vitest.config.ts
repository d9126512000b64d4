import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/kit/global-setup.ts'],
    reporters: ['default', './test/kit/closing-line-reporter.ts'],
    // Without this two copies of graphql are loaded, and instanceof fails between them.
    experimental: { viteModuleRunner: false },
    testTimeout: 30_000,
    hookTimeout: 120_000,
    // Files start whole graphs of processes; two at a time suit two cores.
    maxWorkers: 2,
  },
});
