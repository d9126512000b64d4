import { type QueryExecutorProvider, sql } from 'kysely';
import type { LeaveType, StudyLevel } from '../../schema.generated.ts';

/** A student as the registry has them. */
export interface RosterStudent {
  readonly studentId: string;
  readonly name: string | null;
  /** Null: on no class's roster. */
  readonly classYear: number | null;
  readonly collegeCode: string | null;
  readonly college: string | null;
  readonly major: string | null;
  readonly studyLevel: StudyLevel | null;
  readonly leaveType: LeaveType | null;
}

const columns = sql`name, class_year, college_code, college, major, study_level, leave_type`;
const theirs = sql`excluded.name, excluded.class_year, excluded.college_code, excluded.college, excluded.major,
  excluded.study_level, excluded.leave_type`;
const ours = sql`s.name, s.class_year, s.college_code, s.college, s.major, s.study_level, s.leave_type`;

/** Writes what the registry says of students; of the same again nothing changes. @returns rows that changed */
export async function applyRoster(
  trx: QueryExecutorProvider,
  students: readonly RosterStudent[],
  revision: number,
): Promise<number> {
  const json = JSON.stringify(students);
  const { numAffectedRows = 0n } = await sql`
    insert into clearance.report_student as s (student_id, ${columns}, revision)
    select "studentId", name, "classYear", "collegeCode", college, major, "studyLevel", "leaveType", ${revision}::bigint
    from jsonb_to_recordset(${json}::text::jsonb) as i("studentId" text, name text, "classYear" int,
      "collegeCode" text, college text, major text, "studyLevel" text, "leaveType" text)
    on conflict (student_id) do update
      set (${columns}) = row(${theirs}), revision = excluded.revision, updated_at = clearance.clearance_now()
    where (${theirs}) is distinct from (${ours})`.execute(trx);
  return Number(numAffectedRows);
}

/** Makes rows for students whom only a department has told of so far. @returns rows that are new */
export async function noteStudents(
  trx: QueryExecutorProvider,
  ids: readonly string[],
  revision: number,
): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    insert into clearance.report_student (student_id, revision)
    select distinct id, ${revision}::bigint from unnest(${ids}::text[]) as id
    on conflict (student_id) do nothing`.execute(trx);
  return Number(numAffectedRows);
}

/**
 * Takes students whom the registry does not list any more, in a range of numbers that was read whole, off their class.
 *
 * @param listed everybody it lists with numbers above `after`, up to `until`
 * @param until null: to the end
 * @returns rows that changed
 */
export async function applyAbsence(
  trx: QueryExecutorProvider,
  { after, until, listed }: { after: string; until: string | null; listed: readonly string[] },
  revision: number,
): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    update clearance.report_student
    set class_year = null, revision = ${revision}::bigint, updated_at = clearance.clearance_now()
    where student_id > ${after} and (${until}::text is null or student_id <= ${until})
      and class_year is not null and student_id <> all(${listed}::text[])`.execute(trx);
  return Number(numAffectedRows);
}
