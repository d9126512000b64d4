import { type Kysely, sql } from 'kysely';
import type { Migrations } from '../kit/database/migrate.ts';
import { createVerdictTables, type VerdictTables } from '../kit/verdict/verdict-tables.ts';

/** The library's tables. */
export interface LibraryTables extends VerdictTables {
  reader: {
    student_id: string;
    card_label: string | null;
    violation_label: string | null;
    thesis_label: string | null;
  };
  loan: { loan_id: string; student_id: string; title: string; due_on: string; returned_on: string | null };
  fee: { fee_id: string; student_id: string; reason: string; amount_fen: number; paid_on: string | null };
}

/** The library's migrations, in order of name. */
export const libraryMigrations: Migrations = {
  '001-tables': { up: createTables },
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
