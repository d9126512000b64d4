import { changeAtDesk } from '../kit/import/desk-writes.ts';
import type { ChangeResult } from '../kit/verdict/change-student.ts';
import type { DepartmentStore } from '../kit/verdict/department-store.ts';
import type { ArchivesFacts } from './facts.ts';
import type { ReasonCode } from './schema.generated.ts';
import type { ArchivesTables } from './tables.ts';

/** The archives' rows and rule. */
export type ArchivesStore = DepartmentStore<ArchivesTables, ArchivesFacts, ReasonCode>;

/**
 * Records the thesis's state.
 *
 * @param label trimmed; empty: not received. A label that differs from the stored one in outer space only is the same.
 */
export function recordThesis(
  store: ArchivesStore,
  studentId: string,
  label: string,
): Promise<ChangeResult<ArchivesFacts, 'recorded' | 'already-recorded'>> {
  return changeAtDesk(store, studentId, async (trx, facts) => {
    if ((facts.thesisLabel ?? '').trim() === label) return { kind: 'unchanged', result: 'already-recorded' };
    await trx
      .updateTable('thesis')
      .set({ label: label === '' ? null : label })
      .where('student_id', '=', studentId)
      .execute();
    return { kind: 'changed', result: 'recorded' };
  });
}
