import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vite';
import { documentIds } from './build/document-ids.ts';
import { documentTexts } from './build/document-texts.ts';
import { preloadChunks } from './build/preload-chunks.ts';

const entries = ['app', 'verify', 'desk', 'reports']
  .map((name) => join(import.meta.dirname, name, 'index.html'))
  .filter((file) => existsSync(file));

const EARLY =
  /web[\\/](graph\.generated|texts[\\/]language|app[\\/](first-asks|session|language|route|store|graph[\\/](ask|answer))\.ts)|vite[\\/]preload-helper|rolldown[\\/]runtime/;

/** The build of the pages that run in browsers, one HTML file each; the caller gives `build.outDir`. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  publicDir: false,
  logLevel: 'warn',
  plugins: [documentIds(), documentTexts(), preloadChunks({ '/app/index.html': ['app'] })],
  build: {
    outDir: join(import.meta.dirname, 'dist', 'pages'),
    emptyOutDir: true,
    // What is served under /assets/ has a digest in its name and may be kept for ever.
    assetsDir: 'assets',
    // A data: address would need a wider Content-Security-Policy.
    assetsInlineLimit: 0,
    target: ['chrome87', 'edge88', 'firefox84', 'safari14'],
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      input: entries,
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
            // What the first script needs, without React: requests are on their way while React arrives.
            { name: 'early', test: EARLY },
            // Otherwise each module that two pages share is a request of its own.
            { name: 'shared', minShareCount: 2, test: /web[\\/](app|show|texts|graph\.generated)[\\/]/ },
          ],
        },
      },
    },
  },
});
