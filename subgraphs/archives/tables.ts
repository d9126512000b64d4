import type { Kysely } from 'kysely';
import type { Migrations } from '../kit/database/migrate.ts';
import { createImportTables } from '../kit/import/import-tables.ts';
import { createVerdictTables, type VerdictTables } from '../kit/verdict/verdict-tables.ts';

/** The archives' tables. */
export interface ArchivesTables extends VerdictTables {
  /** One row per student; the label is as the archives write it, null where nothing was handed in. */
  thesis: { student_id: string; label: string | null };
}

/** The archives' migrations, in order of name. */
export const archivesMigrations: Migrations = {
  '001-tables': { up: createTables },
  '002-import': { up: createImportTables },
};

async function createTables(db: Kysely<unknown>): Promise<void> {
  await createVerdictTables(db);
  await db.schema
    .createTable('thesis')
    .addColumn('student_id', 'text', (column) => column.primaryKey())
    .addColumn('label', 'text')
    .execute();
}
