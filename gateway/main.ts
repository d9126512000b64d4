import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// What Node compiled is kept beside the packages it is of: a later start takes half the time. Where nothing can be
// written it goes without. The import must wait until the cache is there.
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/node-compile'));
await import('./serve.ts');
