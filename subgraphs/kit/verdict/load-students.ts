import type { Transaction } from 'kysely';
import { upsertRows } from '../database/upsert-rows.ts';
import type { DepartmentStore, StudentFacts } from './department-store.ts';
import { recordVerdicts } from './record-verdicts.ts';

const LOAD_CHUNK = 1_000;

/**
 * Writes whole students, new or known, and judges them: each chunk of 1,000 is one transaction.
 *
 * @param write stores the chunk's facts through `trx`, overwriting by key
 */
export async function loadStudents<
  Tables,
  Facts extends StudentFacts,
  Code extends string,
  Row extends { studentId: string; asOf: Date | null },
>(
  store: DepartmentStore<Tables, Facts, Code>,
  records: readonly Row[],
  write: (trx: Transaction<Tables>, chunk: readonly Row[]) => Promise<void>,
): Promise<void> {
  for (let start = 0; start < records.length; start += LOAD_CHUNK) {
    const chunk = records.slice(start, start + LOAD_CHUNK);
    const ids = chunk.map(({ studentId }) => studentId);
    await store.db.transaction().execute(async (trx) => {
      const rows = chunk.map(({ studentId, asOf }) => ({ student_id: studentId, as_of: asOf }));
      const columns = { student_id: 'text', as_of: 'timestamptz' };
      await upsertRows(trx, `${store.schema}.student_verdict`, columns, ['student_id'], rows);
      await write(trx, chunk);
      await recordVerdicts(store, trx, ids);
    });
  }
}
