import { type QueryExecutorProvider, sql } from 'kysely';

/** The table name of a staged mark: nothing of this student may be written or closed by the file. */
export const LEFT_ALONE = '';

/** Why a student is left alone; the key of the mark. */
export type Reason = 'rejected' | 'torn' | 'desk';

/** Which staged file. */
export interface StagedFile {
  readonly db: QueryExecutorProvider;
  readonly schema: string;
  readonly stageId: string;
}

/** Takes the students' rows out of the staged file and marks them. */
export async function leaveAlone(
  { db, schema, stageId }: StagedFile,
  ids: readonly string[],
  reason: Reason,
): Promise<void> {
  if (ids.length === 0) return;
  const rows = sql.table(`${schema}.import_row`);
  await sql`
    delete from ${rows} where stage_id = ${stageId} and student_id = any(${ids}::text[])`.execute(db);
  await sql`
    insert into ${rows} (stage_id, line, student_id, table_name, key, weak, values)
    select ${stageId}, 0, unnest(${ids}::text[]), ${LEFT_ALONE}, ${reason}, false, '{}'::jsonb`.execute(db);
}
