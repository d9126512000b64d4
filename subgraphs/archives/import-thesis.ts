import { sql } from 'kysely';
import { importKind } from '../kit/import/import-kind.ts';
import { readStudentsAfter } from '../kit/import/students-after.ts';
import { type ThesisLine, thesisFile } from './file-kinds.ts';

/** What lines of 论文提交状态 mean. A student whom a complete file lacks is unknown to the archives. */
export const thesisKind = importKind<ThesisLine>({
  file: thesisFile,
  tables: [{ name: 'thesis', keyColumn: null, columns: { label: 'text' } }],
  rowsOf: ({ thesisLabel }) => [{ table: 'thesis', key: '', values: { label: thesisLabel } }],
  vanishing: [{ table: 'thesis', open: sql`true`, close: 'delete' }],
  export: {
    page: (db, after, limit) =>
      readStudentsAfter(
        db,
        sql<ThesisLine>`select student_id as "studentId", label as "thesisLabel" from archives.thesis`,
        after,
        limit,
      ),
  },
});
