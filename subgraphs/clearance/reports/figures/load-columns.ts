import { type Kysely, sql } from 'kysely';
import type { ReportTables } from '../../database/reports/create-report-tables.ts';
import type { ClearanceTables } from '../../database/tables.ts';
import { readRevision } from '../model/next-revision.ts';
import { type Columns, columnsOfDepartment, indexOfStudent, outcomes, reasonSetOf } from './columns.ts';

type StudentRow = ReportTables['report_student'];
type VerdictRow = ReportTables['report_verdict'];

const CHUNK = 20_000;

/**
 * Brings columns up to the model's present revision: reads what was written since theirs.
 *
 * @returns indices of the students that were touched; empty where the revision is theirs
 */
export async function refreshColumns(
  db: Kysely<ClearanceTables>,
  columns: Columns,
): Promise<ReadonlySet<number>> {
  const touched = new Set<number>();
  const target = await readRevision(db);
  if (target === columns.revision) return touched;
  await eachChunk<StudentRow>(db, 'report_student', columns.revision, target, (row) =>
    touched.add(setStudent(columns, row)),
  );
  await eachChunk<VerdictRow>(db, 'report_verdict', columns.revision, target, (row) =>
    touched.add(setVerdict(columns, row)),
  );
  columns.revision = target;
  return touched;
}

/** Whole revisions at a time, so that none is read in part; a chunk is as large as its last revision makes it. */
async function eachChunk<Row>(
  db: Kysely<ClearanceTables>,
  table: 'report_student' | 'report_verdict',
  after: number,
  until: number,
  handle: (row: Row) => void,
): Promise<void> {
  for (let from = after; ; ) {
    const { rows } = await sql<Row & { revision: number }>`
      select * from ${sql.table(`clearance.${table}`)}
      where revision > ${from}::bigint and revision <= least(${until}::bigint, (
        select max(revision) from (
          select revision from ${sql.table(`clearance.${table}`)} where revision > ${from}::bigint
          order by revision limit ${CHUNK}) ahead))
      order by revision`.execute(db);
    for (const row of rows) handle(row);
    const last = rows.at(-1);
    if (!last) return;
    from = last.revision;
  }
}

/** Writes a student's row into the columns. @returns their index */
export function setStudent(columns: Columns, row: StudentRow): number {
  const index = indexOfStudent(columns, row.student_id);
  const collegeCode = row.college_code ?? '';
  columns.classYear[index] = row.class_year ?? 0;
  columns.college[index] = columns.colleges.codeOf(collegeCode);
  columns.collegeNames.set(collegeCode, row.college ?? collegeCode);
  columns.major[index] = columns.majors.codeOf(`${collegeCode}|${row.major ?? ''}`);
  columns.level[index] = columns.levels.codeOf(row.study_level ?? '');
  columns.leave[index] = columns.leaves.codeOf(row.leave_type ?? '');
  columns.submitted[index] = row.submitted_at?.getTime() ?? Number.NaN;
  columns.handedOver[index] = row.handed_over_at?.getTime() ?? Number.NaN;
  return index;
}

/** Writes a department's verdict into the columns. @returns the student's index */
export function setVerdict(columns: Columns, row: VerdictRow): number {
  const index = indexOfStudent(columns, row.student_id);
  const department = columnsOfDepartment(columns, row.department);
  department.outcome[index] = outcomes.indexOf(row.outcome) + 1;
  department.reasons[index] = reasonSetOf(columns, row.reasons);
  department.since[index] = row.since.getTime();
  department.opened[index] = row.opened_at?.getTime() ?? Number.NaN;
  department.passed[index] = row.passed_at?.getTime() ?? Number.NaN;
  return index;
}
