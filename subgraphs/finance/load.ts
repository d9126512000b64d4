import { upsertRows } from '../kit/database/upsert-rows.ts';
import { loadStudents } from '../kit/verdict/load-students.ts';
import type { FinanceRecord } from './records.ts';
import type { FinanceStore } from './store.ts';

const CHARGE_COLUMNS = {
  charge_id: 'text',
  student_id: 'text',
  row_student_id: 'text',
  academic_year: 'int',
  item_name: 'text',
  amount_fen: 'int',
  owed_fen: 'int',
};

/**
 * Writes whole accounts, new or known, with their charges; every verdict is judged and published.
 *
 * An export says what is owed now, so it outranks payments that were recorded here before.
 */
export function loadFinance(store: FinanceStore, records: readonly FinanceRecord[]): Promise<void> {
  return loadStudents(store, records, (trx, chunk) =>
    upsertRows(
      trx,
      'finance.charge',
      CHARGE_COLUMNS,
      ['charge_id'],
      chunk.flatMap(({ studentId, charges }) =>
        charges.map(({ chargeId, rowStudentId, academicYear, chargeItemName, amountFen }) => ({
          charge_id: chargeId,
          student_id: studentId,
          row_student_id: rowStudentId,
          academic_year: academicYear,
          item_name: chargeItemName,
          amount_fen: amountFen,
          owed_fen: amountFen,
        })),
      ),
    ),
  );
}
