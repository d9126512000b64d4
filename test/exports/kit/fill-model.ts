import { type Kysely, sql } from 'kysely';
import type { ClearanceTables } from '../../../subgraphs/clearance/database/tables.ts';

/** As a sweep writes them: a page of students is a revision. */
const STUDENTS_TOGETHER = 500;

/**
 * Fills the read model with a class of 2020: `E000001` and so on. Of each department every fifth student does not pass, each
 * department's own fifth; the reason is `<DEPARTMENT>_OPEN`.
 */
export async function fillModel(db: Kysely<ClearanceTables>, students: number): Promise<void> {
  const revisionOf = sql`(select revision from clearance.report_model) + 1 + i / ${STUDENTS_TOGETHER}::int`;
  await sql`
    insert into clearance.report_student
      (student_id, name, class_year, college_code, college, major, study_level, leave_type, revision)
    select 'E' || lpad(i::text, 6, '0'), '学生' || i, 2020, 'C' || i % 20, '第' || i % 20 || '学院', '专业' || i % 7,
      'MASTER', 'GRADUATION', ${revisionOf}
    from generate_series(1, ${students}::int) as i`.execute(db);
  await sql`
    insert into clearance.report_verdict
      (student_id, department, outcome, reasons, epoch, n, as_of, since, revision)
    select 'E' || lpad(i::text, 6, '0'), code, case when open then 'NOT_PASSED' else 'PASSED' end,
      case when open then array[upper(code) || '_OPEN'] else '{}' end, 1, 1, '2020-06-15', '2020-06-15',
      ${revisionOf}
    from generate_series(1, ${students}::int) as i,
      unnest(array['library', 'archives', 'apartment', 'finance']) with ordinality as d(code, place),
      lateral (select (i + place) % 5 = 0 as open) o`.execute(db);
  await sql`update clearance.report_model set revision = revision + 1 + ${students}::int / ${STUDENTS_TOGETHER}::int`.execute(
    db,
  );
}

/** The number of a student of `fillModel`. */
export function studentAt(index: number): string {
  return `E${String(index).padStart(6, '0')}`;
}

/** Puts a student of the read model, who may be new, into a class, beside what feeds the model; null: into none. */
export async function putIntoClass(
  db: Kysely<ClearanceTables>,
  studentId: string,
  classYear: number | null,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`update clearance.report_model set revision = revision + 1`.execute(trx);
    await sql`
      insert into clearance.report_student (student_id, class_year, revision)
      values (${studentId}, ${classYear}::int, (select revision from clearance.report_model))
      on conflict (student_id) do update set class_year = excluded.class_year, revision = excluded.revision`.execute(
      trx,
    );
  });
}
