import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// The gateway: node gateway/main.ts [--supergraph FILE] [--port N] [--open]
// What Node compiled is kept beside the packages it is of: a later start takes half the time. Where nothing can be
// written it goes without. The import must wait until the cache is there.
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/node-compile'));
const { serve } = await import('./serve.ts');
await serve(process.env, process.argv.slice(2));
