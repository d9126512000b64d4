import { sql } from 'kysely';
import type { LocalizedText } from '../service/contact.ts';
import { changedAtDeskSince } from './desk-writes.ts';
import type { ImportKind } from './import-kind.ts';
import { LEFT_ALONE, leaveAlone, type Reason, type StagedFile } from './leave-alone.ts';
import type { OpenedExport } from './reading/export-file.ts';
import type { RejectsWriter } from './reading/rejects-file.ts';
import { rawOf } from './reject-rows.ts';

/** How the file is meant. */
export interface Meaning {
  readonly kind: ImportKind;
  readonly asOf: Date;
  readonly snapshot: boolean;
}

/**
 * Leaves one staged row a key: a stated one before a weak one.
 *
 * A student is taken whole or not at all: where one of their lines was rejected, or two state different things of the same
 * row (such as two 住宿情况), the other lines are rejected, too. Half an account could look settled. So are the lines of
 * students whom a desk has changed since the export was made.
 *
 * @returns how many lines were rejected
 */
export async function settleStage(
  file: StagedFile,
  { kind, asOf, snapshot }: Meaning,
  opened: OpenedExport<ImportKind['file']>,
  rejects: RejectsWriter,
): Promise<number> {
  const { db, schema, stageId } = file;
  const rows = sql.table(`${schema}.import_row`);
  await sql`
    delete from ${rows} r where r.stage_id = ${stageId} and r.weak and exists (
      select 1 from ${rows} o where o.stage_id = r.stage_id and o.student_id = r.student_id
        and o.table_name = r.table_name and o.key = r.key and not o.weak)`.execute(db);
  const refused = new Map<string, Reason>();
  const refuse = async (reason: Reason, ids: readonly string[]) => {
    await leaveAlone(file, ids, reason);
    for (const id of ids) refused.set(id, reason);
  };
  await refuse('torn', await tornStudents(file));
  await refuse('rejected', await faultyStudents(file));
  const among = sql<boolean>`student_id in (select student_id from ${rows} where stage_id = ${stageId})`;
  await refuse('desk', await changedAtDeskSince(db, schema, asOf, snapshot ? sql`true` : among));
  await sql`
    delete from ${rows} r using ${rows} o where r.stage_id = ${stageId} and o.stage_id = ${stageId}
      and o.student_id = r.student_id and o.table_name = r.table_name and o.key = r.key and o.line < r.line`.execute(
    db,
  );
  return refused.size === 0 ? 0 : rejectLines(refused, kind, opened, rejects);
}

/** Students whose lines state different things of one row. */
async function tornStudents({ db, schema, stageId }: StagedFile): Promise<string[]> {
  const { rows } = await sql<{ student_id: string }>`
    select distinct student_id from (
      select student_id from ${sql.table(`${schema}.import_row`)}
      where stage_id = ${stageId} and table_name <> ${LEFT_ALONE}
      group by student_id, table_name, key having min(values::text) <> max(values::text)) as torn`.execute(
    db,
  );
  return rows.map(({ student_id }) => student_id);
}

/** Students of whom some lines were rejected and others not. */
async function faultyStudents({ db, schema, stageId }: StagedFile): Promise<string[]> {
  const { rows } = await sql<{ student_id: string }>`
    select student_id from ${sql.table(`${schema}.import_row`)} where stage_id = ${stageId}
    group by student_id having bool_or(table_name = ${LEFT_ALONE}) and bool_or(table_name <> ${LEFT_ALONE})`.execute(
    db,
  );
  return rows.map(({ student_id }) => student_id);
}

/** Reads the file again, since a rejects file repeats the lines. */
async function rejectLines(
  refused: ReadonlyMap<string, Reason>,
  kind: ImportKind,
  opened: OpenedExport<ImportKind['file']>,
  rejects: RejectsWriter,
): Promise<number> {
  let rejected = 0;
  for await (const item of opened.rows()) {
    if (item.kind !== 'row') continue;
    const values = item.values as unknown as { readonly studentId: string };
    const reason = refused.get(values.studentId);
    if (reason === undefined) continue;
    rejected += 1;
    await rejects.write({
      kind: 'rejected',
      line: item.line,
      column: null,
      found: values.studentId,
      reason: TEXTS[reason](values.studentId),
      raw: rawOf(values, opened.header, kind),
    });
  }
  return rejected;
}

const TEXTS: Readonly<Record<Reason, (studentId: string) => LocalizedText>> = {
  torn: (id) => ({
    zh: `学号 ${id} 的各行互相矛盾，均未导入。请在部门系统中改正后重新导出。`,
    en: `The lines of student ${id} contradict each other, so none was taken. Correct them and export again.`,
  }),
  rejected: (id) => ({
    zh: `学号 ${id} 的另一行有误，为避免只导入一部分，该行也未导入。请改正那一行后一并导入。`,
    en: `Another line of student ${id} is at fault, and students are taken whole. Correct it and import both.`,
  }),
  desk: (id) => ({
    zh: `学号 ${id} 在该文件导出之后已在本系统中登记过变更，为避免覆盖，该行未导入。请重新导出后再导入。`,
    en: `Student ${id} was changed here after the file was exported, and the change is kept. Export again and import that.`,
  }),
};
