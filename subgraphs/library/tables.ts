import { type Generated, type Kysely, sql } from 'kysely';
import type { Migrations } from '../kit/database/migrate.ts';
import { createImportTables } from '../kit/import/import-tables.ts';
import { addSourceKey } from '../kit/import/source-key.ts';
import { createVerdictTables, type VerdictTables } from '../kit/verdict/verdict-tables.ts';

/** The library's tables. */
export interface LibraryTables extends VerdictTables {
  reader: {
    student_id: string;
    card_label: string | null;
    violation_label: string | null;
    thesis_label: string | null;
    /** 未还册数 and 欠款金额 as the library's own export sums them up; null where it does not say. */
    stated_books: Generated<number | null>;
    stated_fee_fen: Generated<number | null>;
  };
  loan: {
    loan_id: Generated<string>;
    student_id: string;
    /** 条码号: tells the student's loans apart in an export. */
    source_key: Generated<string>;
    title: string;
    due_on: string;
    returned_on: string | null;
  };
  fee: {
    fee_id: Generated<string>;
    student_id: string;
    /** 单号: tells the student's fees apart in an export. */
    source_key: Generated<string>;
    reason: string;
    amount_fen: number;
    paid_on: string | null;
  };
}

/** The library's migrations, in order of name. */
export const libraryMigrations: Migrations = {
  '001-tables': { up: createTables },
  '002-import': { up: prepareForImport },
};

async function createTables(db: Kysely<unknown>): Promise<void> {
  await createVerdictTables(db);
  await db.schema
    .createTable('reader')
    .addColumn('student_id', 'text', (column) => column.primaryKey())
    .addColumn('card_label', 'text')
    .addColumn('violation_label', 'text')
    .addColumn('thesis_label', 'text')
    .execute();
  await db.schema
    .createTable('loan')
    .addColumn('loan_id', 'text', (column) => column.primaryKey())
    .addColumn('student_id', 'text', (column) => column.notNull())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('due_on', 'date', (column) => column.notNull())
    .addColumn('returned_on', 'date')
    .execute();
  await db.schema
    .createTable('fee')
    .addColumn('fee_id', 'text', (column) => column.primaryKey())
    .addColumn('student_id', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('amount_fen', 'integer', (column) => column.notNull())
    .addColumn('paid_on', 'date')
    .execute();
  // Only open rows are ever looked up by student.
  await db.schema
    .createIndex('loan_open')
    .on('loan')
    .column('student_id')
    .where(sql.ref('returned_on'), 'is', null)
    .execute();
  await db.schema
    .createIndex('fee_open')
    .on('fee')
    .column('student_id')
    .where(sql.ref('paid_on'), 'is', null)
    .execute();
}

async function prepareForImport(db: Kysely<unknown>): Promise<void> {
  await createImportTables(db);
  await db.schema.alterTable('reader').addColumn('stated_books', 'integer').execute();
  await db.schema.alterTable('reader').addColumn('stated_fee_fen', 'integer').execute();
  await addSourceKey(db, 'library', 'loan', 'loan_id');
  await addSourceKey(db, 'library', 'fee', 'fee_id');
}
