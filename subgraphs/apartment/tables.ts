import { type Generated, type Kysely, sql } from 'kysely';
import type { Migrations } from '../kit/database/migrate.ts';
import { createImportTables } from '../kit/import/import-tables.ts';
import { addSourceKey } from '../kit/import/source-key.ts';
import { createVerdictTables, type VerdictTables } from '../kit/verdict/verdict-tables.ts';

/** The apartment office's tables. */
export interface ApartmentTables extends VerdictTables {
  /** One row per student; the label is 住宿情况 as written, null where the office makes no statement. */
  resident: { student_id: string; residency_label: string | null };
  /** One row per room of a student; ended once both date and handler are there. */
  stay: {
    stay_id: Generated<string>;
    student_id: string;
    /** Campus, compound, building and room: tells the student's rooms apart in an export. */
    source_key: Generated<string>;
    campus: string | null;
    compound: string | null;
    building: string | null;
    room: string | null;
    checkout_date: string | null;
    handler: string | null;
  };
}

/** The apartment office's migrations, in order of name. */
export const apartmentMigrations: Migrations = {
  '001-tables': { up: createTables },
  '002-import': { up: prepareForImport },
};

async function createTables(db: Kysely<unknown>): Promise<void> {
  await createVerdictTables(db);
  await db.schema
    .createTable('resident')
    .addColumn('student_id', 'text', (column) => column.primaryKey())
    .addColumn('residency_label', 'text')
    .execute();
  await db.schema
    .createTable('stay')
    .addColumn('stay_id', 'text', (column) => column.primaryKey())
    .addColumn('student_id', 'text', (column) => column.notNull())
    .addColumn('campus', 'text')
    .addColumn('compound', 'text')
    .addColumn('building', 'text')
    .addColumn('room', 'text')
    .addColumn('checkout_date', 'date')
    .addColumn('handler', 'text')
    .execute();
  await db.schema.createIndex('stay_of_student').on('stay').column('student_id').execute();
}

async function prepareForImport(db: Kysely<unknown>): Promise<void> {
  await createImportTables(db);
  // As stayKey writes it.
  const place = sql`concat(campus, '|', compound, '|', building, '|', room)`;
  await addSourceKey(db, 'apartment', 'stay', 'stay_id', place);
}
