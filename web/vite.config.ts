import { join } from 'node:path';
import { defineConfig } from 'vite';

/** The build of the GraphiQL page; the caller gives `build.outDir` (web/build.ts stages it there). */
export default defineConfig({
  root: join(import.meta.dirname, 'graphiql'),
  // Relative, so that the page works under whatever path a server or a proxy gives it.
  base: './',
  publicDir: false,
  logLevel: 'warn',
  build: {
    outDir: join(import.meta.dirname, 'dist', 'graphiql'),
    emptyOutDir: true,
    target: 'es2023',
    // Monaco is one piece of 2.8 MB whatever we do; 4 MB would mean that a second editor came in.
    chunkSizeWarningLimit: 4096,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      onLog(level, log, report) {
        // "use client" in some sixty files of React libraries says nothing to a page without server components.
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') report(level, log);
      },
    },
  },
  worker: { format: 'es' },
});
