import { upsertRows } from '../kit/database/upsert-rows.ts';
import { loadStudents } from '../kit/verdict/load-students.ts';
import type { ArchivesRecord } from './records.ts';
import type { ArchivesStore } from './writes.ts';

/** Writes whole students, new or known; every verdict is judged and published. */
export function loadArchives(store: ArchivesStore, records: readonly ArchivesRecord[]): Promise<void> {
  return loadStudents(store, records, (trx, chunk) =>
    upsertRows(
      trx,
      'archives.thesis',
      { student_id: 'text', label: 'text' },
      ['student_id'],
      chunk.map(({ studentId, thesisLabel }) => ({ student_id: studentId, label: thesisLabel })),
    ),
  );
}
