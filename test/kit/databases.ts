import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '../../subgraphs/kit/database/open-database.ts';
import { createDatabase } from './postgres.ts';

/** A fresh, empty database of one kind. */
export interface TestDatabase {
  readonly database: Database;
  readonly dispose: () => Promise<void>;
}

/** Both kinds that the product runs on; repository tests run on each: `describe.each(databaseKinds)`. */
export const databaseKinds = [
  { kind: 'PGlite', open: openEmbedded },
  { kind: 'PostgreSQL', open: openPostgres },
] as const;

async function openEmbedded(): Promise<TestDatabase> {
  const directory = mkdtempSync(join(tmpdir(), 'clearance-pglite-'));
  const database = openDatabase({ kind: 'embedded', directory });
  return {
    database,
    dispose: async () => {
      await database.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function openPostgres(): Promise<TestDatabase> {
  const database = openDatabase({ kind: 'postgres', url: await newPostgresUrl() });
  return { database, dispose: () => database.close() };
}

/** Address of a new, empty database on the PostgreSQL that the test run started. */
export async function newPostgresUrl(): Promise<string> {
  // Only here, so that the benchmarks, which run without vitest, can use the rest.
  const { inject } = await import('vitest');
  return createDatabase(inject('postgresUrl'), `test_${crypto.randomUUID().replaceAll('-', '')}`);
}
