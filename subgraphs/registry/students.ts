import { type Kysely, sql } from 'kysely';
import { upsertRows } from '../kit/database/upsert-rows.ts';
import type { RegistryRecord } from './records.ts';
import type { RegistryTables } from './tables.ts';

/** Which students of the roster; every given field must match. */
export interface RosterFilter {
  readonly collegeCode: string | null;
  readonly classYear: number | null;
  readonly studyLevel: string | null;
  /** The number or the name begins with this. */
  readonly search: string | null;
}

type Row = RegistryTables['student'];

/** Reads students in one statement; those who are not registered are absent from the map. */
export async function readStudents(
  db: Kysely<RegistryTables>,
  ids: readonly string[],
): Promise<Map<string, RegistryRecord>> {
  const rows = await db
    .selectFrom('student')
    .selectAll()
    .where('student_id', '=', sql<string>`any(${ids}::text[])`)
    .execute();
  return new Map(rows.map((row) => [row.student_id, toRecord(row)]));
}

/** The class year of each registered student, null where they are on no class's roster; others are absent. */
export async function readClassYears(
  db: Kysely<RegistryTables>,
  ids: readonly string[],
): Promise<Map<string, number | null>> {
  const rows = await db
    .selectFrom('student')
    .select(['student_id', 'class_year'])
    .where('student_id', '=', sql<string>`any(${ids}::text[])`)
    .execute();
  return new Map(rows.map((row) => [row.student_id, row.class_year]));
}

/**
 * Reads a page of the roster in order of student number.
 *
 * @param limit rows at most; ask for one more than shown to learn whether there is a next page
 * @param after the last number of the page before, or null
 */
export async function readRoster(
  db: Kysely<RegistryTables>,
  filter: RosterFilter,
  limit: number,
  after: string | null,
): Promise<RegistryRecord[]> {
  let query = db.selectFrom('student').selectAll().orderBy('student_id').limit(limit);
  if (after !== null) query = query.where('student_id', '>', after);
  if (filter.collegeCode !== null) query = query.where('college_code', '=', filter.collegeCode);
  if (filter.classYear !== null) query = query.where('class_year', '=', filter.classYear);
  if (filter.studyLevel !== null) query = query.where(sql<boolean>`study_level = ${filter.studyLevel}`);
  if (filter.search !== null) {
    const beginning = `${filter.search.replace(/[\\%_]/g, '\\$&')}%`;
    query = query.where((eb) => eb.or([eb('student_id', 'like', beginning), eb('name', 'like', beginning)]));
  }
  return (await query.execute()).map(toRecord);
}

/** The columns of `registry.student` and their types. */
export const STUDENT_COLUMNS = {
  student_id: 'text',
  name: 'text',
  gender: 'text',
  grade: 'text',
  college: 'text',
  college_code: 'text',
  major: 'text',
  enrollment_date: 'date',
  leave_type: 'text',
  study_level: 'text',
  class_year: 'int',
};

/** Writes students, new or known, overwriting by number. */
export function loadStudentRecords(
  db: Kysely<RegistryTables>,
  records: readonly RegistryRecord[],
): Promise<void> {
  return upsertRows(db, 'registry.student', STUDENT_COLUMNS, ['student_id'], records.map(toRow));
}

/** The record as a row of `registry.student`. */
export function toRow(record: RegistryRecord): Row {
  const { studentId, collegeCode, enrollmentDate, leaveType, studyLevel, classYear, ...same } = record;
  return {
    ...same,
    student_id: studentId,
    college_code: collegeCode,
    enrollment_date: enrollmentDate,
    leave_type: leaveType,
    study_level: studyLevel,
    class_year: classYear,
  };
}

function toRecord(row: Row): RegistryRecord {
  const { student_id, college_code, enrollment_date, leave_type, study_level, class_year, ...same } = row;
  return {
    ...same,
    studentId: student_id,
    collegeCode: college_code,
    enrollmentDate: enrollment_date,
    leaveType: leave_type,
    studyLevel: study_level,
    classYear: class_year,
  };
}
