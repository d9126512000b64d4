import { type Generated, type Kysely, sql } from 'kysely';
import type { Migrations } from '../kit/database/migrate.ts';
import { createImportTables } from '../kit/import/import-tables.ts';
import { addSourceKey } from '../kit/import/source-key.ts';
import { createVerdictTables, type VerdictTables } from '../kit/verdict/verdict-tables.ts';

/** The finance office's tables. Amounts are hundredths of a yuan. */
export interface FinanceTables extends VerdictTables {
  /** The students whom the office knows. */
  account: { student_id: string };
  charge: {
    /** Made by the database for charges that the desk records. */
    charge_id: Generated<string>;
    /** The account that the row stands in. */
    student_id: string;
    /** Academic year, item, and document number where there is one: tells the account's rows apart in an export. */
    source_key: Generated<string>;
    /** The student number printed in the row. */
    row_student_id: string;
    academic_year: number;
    item_name: string;
    /** What was asked for at first; below zero is a credit. */
    amount_fen: number;
    /** What is still to be paid. */
    owed_fen: number;
    /** Reference of `recordCharge`; null for rows that came with an export. */
    document_number: string | null;
  };
  payment: {
    reference: string;
    charge_id: string;
    student_id: string;
    amount_fen: number;
    recorded_at: Date;
  };
}

/** The finance office's migrations, in order of name. */
export const financeMigrations: Migrations = {
  '001-tables': { up: createTables },
  '002-import': { up: prepareForImport },
};

async function createTables(db: Kysely<unknown>): Promise<void> {
  await createVerdictTables(db);
  await db.schema
    .createTable('charge')
    .addColumn('charge_id', 'text', (column) => column.primaryKey().defaultTo(sql`gen_random_uuid()::text`))
    .addColumn('student_id', 'text', (column) => column.notNull())
    .addColumn('row_student_id', 'text', (column) => column.notNull())
    .addColumn('academic_year', 'integer', (column) => column.notNull())
    .addColumn('item_name', 'text', (column) => column.notNull())
    .addColumn('amount_fen', 'integer', (column) => column.notNull())
    .addColumn('owed_fen', 'integer', (column) => column.notNull())
    .addColumn('document_number', 'text', (column) => column.unique())
    .execute();
  await db.schema.createIndex('charge_of_account').on('charge').column('student_id').execute();
  await db.schema
    .createTable('payment')
    .addColumn('reference', 'text', (column) => column.primaryKey())
    .addColumn('charge_id', 'text', (column) => column.notNull())
    .addColumn('student_id', 'text', (column) => column.notNull())
    .addColumn('amount_fen', 'integer', (column) => column.notNull().check(sql`amount_fen > 0`))
    .addColumn('recorded_at', 'timestamptz', (column) => column.notNull())
    .execute();
}

async function prepareForImport(db: Kysely<unknown>): Promise<void> {
  await createImportTables(db);
  await db.schema
    .createTable('account')
    .addColumn('student_id', 'text', (column) => column.primaryKey())
    .execute();
  // Until now every judged student was one with an account.
  await sql`insert into finance.account select student_id from finance.student_verdict`.execute(db);
  // As chargeKey writes it.
  const item = sql`concat(academic_year, '/', item_name, '#' || document_number)`;
  await addSourceKey(db, 'finance', 'charge', 'charge_id', item);
}
