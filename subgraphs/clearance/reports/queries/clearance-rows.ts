import { type Kysely, sql } from 'kysely';
import type { ServiceProfile } from '../../../kit/service/profile.ts';
import type { ReportTables } from '../../database/reports/create-report-tables.ts';
import type { ClearanceTables } from '../../database/tables.ts';
import type { ClearanceRow, ClearanceRowDepartment } from '../../schema.generated.ts';
import { createColumns, outcomes } from '../figures/columns.ts';
import { setStudent, setVerdict } from '../figures/load-columns.ts';
import { createStandings, judgeStudent, stepOf } from '../figures/standings.ts';

type StudentRow = ReportTables['report_student'];
type VerdictRow = ReportTables['report_verdict'];

/** A row of a student as it is presented; the student itself is asked of the graph only where a query wants it. */
export type PlainClearanceRow = Omit<ClearanceRow, 'student'>;

/**
 * Rows of these students, in the order given; those that the model does not have are left out. Two statements.
 *
 * @param reasonsOf departments whose reasons may be told
 */
export async function readClearanceRows(
  db: Kysely<ClearanceTables>,
  { classes }: Pick<ServiceProfile, 'classes'>,
  ids: readonly string[],
  reasonsOf: readonly string[],
): Promise<PlainClearanceRow[]> {
  const [students, verdicts] = await Promise.all([
    sql<StudentRow>`select * from clearance.report_student where student_id = any(${ids}::text[])`.execute(
      db,
    ),
    sql<VerdictRow>`select * from clearance.report_verdict where student_id = any(${ids}::text[])`.execute(
      db,
    ),
  ]);
  const said = Map.groupBy(verdicts.rows, ({ student_id }) => student_id);
  // Judged by the same rule as what is counted, over columns of these students alone.
  const columns = createColumns();
  const standings = createStandings(classes);
  const rows = new Map(
    students.rows.map((row) => {
      const index = setStudent(columns, row);
      const own = said.get(row.student_id) ?? [];
      for (const verdict of own) setVerdict(columns, verdict);
      judgeStudent(standings, columns, index);
      const required = standings.rules[standings.rule[index] ?? -1]?.requires ?? [];
      const standing = {
        ...stepOf(standings.step[index] ?? 0),
        outcome: outcomes[standings.outcome[index] ?? 2] ?? 'UNKNOWN',
      };
      const departments = required.map((code) => presentDepartment(code, own, reasonsOf));
      return [row.student_id, { ...presentStudent(row, own), ...standing, departments }];
    }),
  );
  return ids.flatMap((id) => rows.get(id) ?? []);
}

function presentStudent(row: StudentRow, own: readonly VerdictRow[]) {
  const updated = [row, ...own].map(({ updated_at }) => updated_at.getTime());
  return {
    studentId: row.student_id,
    name: row.name,
    classYear: row.class_year,
    collegeCode: row.college_code,
    college: row.college,
    major: row.major,
    studyLevel: row.study_level,
    leaveType: row.leave_type,
    submittedAt: row.submitted_at,
    handedOverAt: row.handed_over_at,
    updatedAt: new Date(Math.max(...updated)),
  };
}

function presentDepartment(
  code: string,
  verdicts: readonly VerdictRow[],
  reasonsOf: readonly string[],
): ClearanceRowDepartment {
  const verdict = verdicts.find(({ department }) => department === code);
  const reasons = verdict?.reasons ?? [];
  return {
    code,
    outcome: verdict?.outcome ?? 'UNKNOWN',
    reasons: reasonsOf.includes(code) ? reasons : null,
    version: verdict ? `${verdict.epoch}.${verdict.n}` : null,
    asOf: verdict?.as_of ?? null,
    since: verdict?.since ?? null,
  };
}
