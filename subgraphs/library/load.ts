import { upsertRows } from '../kit/database/upsert-rows.ts';
import { loadStudents } from '../kit/verdict/load-students.ts';
import type { LibraryRecord } from './records.ts';
import type { LibraryStore } from './writes.ts';

/** Writes whole readers, new or known, with their open loans and fees; every verdict is judged and published. */
export function loadLibrary(store: LibraryStore, records: readonly LibraryRecord[]): Promise<void> {
  return loadStudents(store, records, async (trx, chunk) => {
    await upsertRows(
      trx,
      'library.reader',
      { student_id: 'text', card_label: 'text', violation_label: 'text', thesis_label: 'text' },
      ['student_id'],
      chunk.map(({ studentId, cardLabel, violationLabel, thesisLabel }) => ({
        student_id: studentId,
        card_label: cardLabel,
        violation_label: violationLabel,
        thesis_label: thesisLabel,
      })),
    );
    await upsertRows(
      trx,
      'library.loan',
      { loan_id: 'text', student_id: 'text', source_key: 'text', title: 'text', due_on: 'date' },
      ['loan_id'],
      chunk.flatMap(({ studentId, loans }) =>
        loans.map(({ loanId, title, dueOn }) => ({
          loan_id: loanId,
          student_id: studentId,
          source_key: loanId,
          title,
          due_on: dueOn,
        })),
      ),
    );
    await upsertRows(
      trx,
      'library.fee',
      { fee_id: 'text', student_id: 'text', source_key: 'text', reason: 'text', amount_fen: 'int' },
      ['fee_id'],
      chunk.flatMap(({ studentId, fees }) =>
        fees.map(({ feeId, reason, amountFen }) => ({
          fee_id: feeId,
          student_id: studentId,
          source_key: feeId,
          reason,
          amount_fen: amountFen,
        })),
      ),
    );
  });
}
