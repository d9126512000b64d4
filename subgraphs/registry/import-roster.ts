import { sql } from 'kysely';
import { firstText } from '../kit/import/choice.ts';
import { importKind } from '../kit/import/import-kind.ts';
import { readStudentsAfter } from '../kit/import/students-after.ts';
import { genders, leaveTypes, rosterFile, studyLevels } from './file-kinds.ts';
import type { RegistryRecord } from './records.ts';
import { STUDENT_COLUMNS, toRow } from './students.ts';

const { student_id: _key, ...columns } = STUDENT_COLUMNS;

/**
 * What lines of 名册 mean. A student of one of the file's class years whom a complete file lacks is on no class's roster
 * any more; other classes are left alone.
 */
export const rosterKind = importKind<RegistryRecord>({
  file: rosterFile,
  tables: [{ name: 'student', keyColumn: null, columns }],
  rowsOf: (record) => {
    const { student_id: _studentId, ...values } = toRow(record);
    return [{ table: 'student', key: '', values }];
  },
  vanishing: [{ table: 'student', open: sql`t.class_year is not null`, close: () => ({ class_year: null }) }],
  covered: (staged) => sql`
    select student_id from registry.student where class_year in (
      select (values->>'class_year')::int from (${staged}) as staged where table_name = 'student')`,
  export: {
    page: (db, after, limit) =>
      readStudentsAfter(
        db,
        sql<RegistryRecord>`
          select student_id as "studentId", name, gender, grade, college, college_code as "collegeCode", major,
            enrollment_date as "enrollmentDate", leave_type as "leaveType", study_level as "studyLevel",
            class_year as "classYear"
          from registry.student`,
        after,
        limit,
      ),
    format: {
      gender: firstText(genders),
      leaveType: firstText(leaveTypes),
      studyLevel: firstText(studyLevels),
    },
  },
});
