import { join } from 'node:path';
import { defineConfig } from 'vite';
import { documentIds } from './build/document-ids.ts';

/** The build of what the gateway renders pages with: one ES module, React inside; the caller gives `build.outDir`. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  logLevel: 'warn',
  plugins: [documentIds()],
  define: { 'process.env.NODE_ENV': '"production"' },
  // pdfkit reads files beside its own code.
  ssr: { noExternal: true, external: ['pdfkit'] },
  build: {
    ssr: join(import.meta.dirname, 'plain', 'render.ts'),
    outDir: join(import.meta.dirname, 'dist', 'render'),
    emptyOutDir: true,
    target: 'node20',
    minify: false,
    rolldownOptions: { output: { format: 'es', entryFileNames: 'render.js', codeSplitting: false } },
  },
});
