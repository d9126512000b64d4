import { workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';

// Runs initdb: see create-embedded.ts.
const pglite = await PGlite.create({ dataDir: String(workerData) });
await pglite.close();
