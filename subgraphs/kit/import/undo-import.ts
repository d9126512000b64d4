import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import { copyAge, judgeBatch, lockBatch, sourceTable } from './apply-batch.ts';
import { inBatches } from './batches.ts';
import type { ImportTable, ImportTarget } from './import-kind.ts';
import type { Progress } from './import-result.ts';
import { endRun, type ImportRun, readRun } from './import-runs.ts';
import { addTallies, emptyTally, type Tally } from './tally.ts';
import { matches } from './write-changed.ts';

/** How an undo ended. */
export type UndoResult =
  | { readonly kind: 'no-such-import' | 'already-undone' }
  | {
      readonly kind: 'undone';
      readonly run: ImportRun;
      readonly tally: Tally;
      /** Rows that a later import or a desk has changed since; they were left as they are. */
      readonly leftAlone: readonly LeftAlone[];
    };

/** A row that was left as it is. */
export interface LeftAlone {
  readonly studentId: string;
  readonly table: string;
}

/**
 * Makes the rows that an import changed what they were before it, in batches of students, and judges them: the verdicts
 * are those of before, their versions higher. After a crash the same call finishes.
 */
export async function undoImport(
  target: ImportTarget,
  n: number,
  onProgress: (progress: Progress) => void,
): Promise<UndoResult> {
  const { db, schema } = target;
  const run = await readRun(db, schema, n);
  if (!run) return { kind: 'no-such-import' };
  if (run.status === 'undone') return { kind: 'already-undone' };
  const { rows } = await sql<{ student_id: string }>`
    select distinct student_id from ${sql.table(`${schema}.import_change`)}
    where run_n = ${n} and not undone order by student_id`.execute(db);
  const ids = rows.map(({ student_id }) => student_id);
  const tally = await inBatches(ids, 'undo', onProgress, (batch) =>
    target.transaction((trx) => undoBatch(trx, target, run, batch)),
  );
  const leftAlone = await leftOf(target, n);
  await endRun(db, schema, n, { status: 'undone', tally, now: target.now() });
  return { kind: 'undone', run, tally, leftAlone };
}

async function undoBatch(
  trx: QueryExecutorProvider,
  target: ImportTarget,
  run: ImportRun,
  ids: readonly string[],
): Promise<Tally> {
  const { schema, verdicts, kinds } = target;
  await sql`set local time zone 'UTC'`.execute(trx);
  await lockBatch(trx, target, ids);
  const spokenOf = await notSpokenOfSince(trx, schema, run, ids);
  const students = new Set<string>();
  let tally = emptyTally;
  for (const table of kinds.find(({ file }) => file.name === run.kind)?.tables ?? []) {
    const restored = await restoreRows(trx, schema, table, run.n, spokenOf);
    for (const id of restored) students.add(id);
    tally = addTallies(tally, { updated: restored.length });
  }
  const aged = await restoreRows(trx, schema, sourceTable, run.n, spokenOf);
  if (!verdicts) return tally;
  await copyAge(trx, schema, aged);
  return addTallies(tally, await judgeBatch(trx, verdicts, students, aged, 'record'));
}

/** The students of whom no later export of the kind has spoken; what it confirmed is not undone. */
async function notSpokenOfSince(
  trx: QueryExecutorProvider,
  schema: string,
  run: ImportRun,
  ids: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ student_id: string }>`
    select i.student_id from unnest(${ids}::text[]) as i(student_id)
    where not exists (select 1 from ${sql.table(`${schema}.student_source`)} s
      where s.student_id = i.student_id and s.kind = ${run.kind} and s.as_of > ${run.asOf}::timestamptz)`.execute(
    trx,
  );
  return rows.map(({ student_id }) => student_id);
}

/** Puts the images of before in the place of rows that still are as the import left them. @returns their students */
async function restoreRows(
  trx: QueryExecutorProvider,
  schema: string,
  table: ImportTable,
  n: number,
  ids: readonly string[],
): Promise<string[]> {
  const target = sql.table(`${schema}.${table.name}`);
  const changes = sql.table(`${schema}.import_change`);
  const ofTable = sql`c.run_n = ${n} and c.table_name = ${table.name} and c.student_id = any(${ids}::text[])`;
  // Two statements, since one cannot delete a row and insert it again.
  const { rows } = await sql<{ student_id: string }>`
    with undone as (
      update ${changes} c set undone = true
      where ${ofTable} and not c.undone and ${sameAsAfter(target, table)}
      returning c.student_id, c.key, c.after
    ),
    removed as (delete from ${target} t using undone c where ${matches(table, 't', 'c')})
    select student_id from undone`.execute(trx);
  await sql`
    insert into ${target} select image.* from ${changes} c,
      jsonb_populate_record(null::${target}, c.before) as image
    where ${ofTable} and c.undone and c.before is not null
      and not exists (select 1 from ${target} t where ${matches(table, 't', 'c')})`.execute(trx);
  return rows.map(({ student_id }) => student_id);
}

/** The condition that the row is as the import left it: the same in every column, or absent. */
function sameAsAfter(target: RawBuilder<unknown>, table: ImportTable): RawBuilder<boolean> {
  return sql`(select to_jsonb(t) from ${target} t where ${matches(table, 't', 'c')}) is not distinct from c.after`;
}

async function leftOf({ db, schema, kinds }: ImportTarget, n: number): Promise<LeftAlone[]> {
  const tables = [...new Set(kinds.flatMap((kind) => kind.tables.map(({ name }) => name)))];
  const { rows } = await sql<LeftAlone>`
    select student_id as "studentId", table_name as "table" from ${sql.table(`${schema}.import_change`)}
    where run_n = ${n} and not undone and table_name = any(${tables}::text[]) order by 1, 2`.execute(db);
  return rows;
}
