import { upsertRows } from '../kit/database/upsert-rows.ts';
import { numberRepeats } from '../kit/import/source-key.ts';
import { loadStudents } from '../kit/verdict/load-students.ts';
import { chargeKey } from './charge-key.ts';
import type { ChargeRecord, FinanceRecord } from './records.ts';
import type { FinanceStore } from './store.ts';

const CHARGE_COLUMNS = {
  charge_id: 'text',
  student_id: 'text',
  source_key: 'text',
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
  return loadStudents(store, records, async (trx, chunk) => {
    await upsertRows(
      trx,
      'finance.account',
      { student_id: 'text' },
      ['student_id'],
      chunk.map(({ studentId }) => ({ student_id: studentId })),
    );
    await upsertRows(
      trx,
      'finance.charge',
      CHARGE_COLUMNS,
      ['charge_id'],
      chunk.flatMap(({ studentId, charges }) =>
        numberRepeats(charges, keyOf).map(([charge, sourceKey]) => ({
          charge_id: charge.chargeId,
          student_id: studentId,
          source_key: sourceKey,
          row_student_id: charge.rowStudentId,
          academic_year: charge.academicYear,
          item_name: charge.chargeItemName,
          amount_fen: charge.amountFen,
          owed_fen: charge.amountFen,
        })),
      ),
    );
  });
}

function keyOf({ academicYear, chargeItemName }: ChargeRecord): string {
  return chargeKey(academicYear, chargeItemName, null);
}
