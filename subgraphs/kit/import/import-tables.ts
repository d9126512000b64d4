import { type Kysely, sql } from 'kysely';

/** Creates the tables that imports keep in the department's schema; part of each department's migration `002-import`. */
export async function createImportTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('import_run')
    .addColumn('n', 'bigint', (column) => column.generatedAlwaysAsIdentity().primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('file_name', 'text', (column) => column.notNull())
    .addColumn('file_hash', 'text', (column) => column.notNull())
    .addColumn('as_of', 'timestamptz', (column) => column.notNull())
    .addColumn('snapshot', 'boolean', (column) => column.notNull())
    .addColumn('status', 'text', (column) =>
      column.notNull().check(sql`status in ('running', 'done', 'undone')`),
    )
    .addColumn('started_at', 'timestamptz', (column) => column.notNull())
    .addColumn('finished_at', 'timestamptz')
    .addColumn('tally', 'jsonb')
    .execute();
  await createChangeTable(db);
  await db.schema
    .createTable('student_source')
    .addColumn('student_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('as_of', 'timestamptz', (column) => column.notNull())
    .addPrimaryKeyConstraint('student_source_pk', ['student_id', 'kind'])
    .execute();
  await db.schema
    .createTable('desk_write')
    .addColumn('student_id', 'text', (column) => column.primaryKey())
    .addColumn('at', 'timestamptz', (column) => column.notNull())
    .execute();
  await createStagingTable(db);
}

/** The journal: each row that an import changed, as it was (null: absent) and as it became (null: removed). */
async function createChangeTable(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('import_change')
    .addColumn('run_n', 'bigint', (column) => column.notNull())
    .addColumn('student_id', 'text', (column) => column.notNull())
    .addColumn('table_name', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('before', 'jsonb')
    .addColumn('after', 'jsonb')
    .addColumn('undone', 'boolean', (column) => column.notNull().defaultTo(false))
    .addPrimaryKeyConstraint('import_change_pk', ['run_n', 'student_id', 'table_name', 'key'])
    .execute();
}

/** Rows of files that are being imported; gone when the import ends. Not unlogged: a file that a crash of the server had emptied half-way would look like one from which everything vanished. */
async function createStagingTable(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('import_row')
    .addColumn('stage_id', 'text', (column) => column.notNull())
    .addColumn('line', 'integer', (column) => column.notNull())
    .addColumn('student_id', 'text', (column) => column.notNull())
    .addColumn('table_name', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('weak', 'boolean', (column) => column.notNull())
    .addColumn('values', 'jsonb', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('import_row_of_student')
    .on('import_row')
    .columns(['stage_id', 'student_id', 'table_name', 'key'])
    .execute();
}
