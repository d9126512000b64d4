import type { Transaction } from 'kysely';
import { changeAtDesk } from '../kit/import/desk-writes.ts';
import type { Change, ChangeResult } from '../kit/verdict/change-student.ts';
import { accountOf, LARGEST_TOTAL_FEN } from './account.ts';
import { chargeKey } from './charge-key.ts';
import type { FinanceFacts } from './facts.ts';
import type { FinanceStore } from './store.ts';
import type { FinanceTables } from './tables.ts';

/** A charge as the desk records it. */
export interface NewCharge {
  /** 1950 to 2100; 2018 is 2018/19. */
  readonly academicYear: number;
  /** Trimmed, not empty. */
  readonly itemName: string;
  /** Hundredths of a yuan, at least 1. */
  readonly amountFen: number;
  /** Document number, unique within finance; trimmed. */
  readonly reference: string;
}

/** What became of a charge. */
export type NewChargeResult = 'recorded' | 'already-recorded' | 'reference-reused' | 'total-too-large';

/** Records a new charge on the student's account; idempotent by reference, also after it was paid. */
export function recordCharge(
  store: FinanceStore,
  studentId: string,
  charge: NewCharge,
): Promise<ChangeResult<FinanceFacts, NewChargeResult>> {
  return changeAtDesk(store, studentId, async (trx, facts): Promise<Change<NewChargeResult>> => {
    const before = await compareRecorded(trx, studentId, charge);
    if (before) return { kind: 'unchanged', result: before };
    if (accountOf(facts).totalFen + charge.amountFen > LARGEST_TOTAL_FEN)
      return { kind: 'unchanged', result: 'total-too-large' };
    const inserted = await trx
      .insertInto('charge')
      .values({
        student_id: studentId,
        source_key: chargeKey(charge.academicYear, charge.itemName, charge.reference),
        row_student_id: studentId,
        academic_year: charge.academicYear,
        item_name: charge.itemName,
        amount_fen: charge.amountFen,
        owed_fen: charge.amountFen,
        document_number: charge.reference,
      })
      .onConflict((conflict) => conflict.column('document_number').doNothing())
      .returning('charge_id')
      .executeTakeFirst();
    if (inserted) return { kind: 'changed', result: 'recorded' };
    // A charge of another student, whose lock is another one, took the reference in between.
    const taken = await compareRecorded(trx, studentId, charge);
    return { kind: 'unchanged', result: taken ?? 'reference-reused' };
  });
}

/** What the reference stands for, compared with this charge; null where it is free. */
async function compareRecorded(
  trx: Transaction<FinanceTables>,
  studentId: string,
  { academicYear, itemName, amountFen, reference }: NewCharge,
): Promise<'already-recorded' | 'reference-reused' | null> {
  const recorded = await trx
    .selectFrom('charge')
    .where('document_number', '=', reference)
    .selectAll()
    .executeTakeFirst();
  if (!recorded) return null;
  const same =
    recorded.student_id === studentId &&
    recorded.academic_year === academicYear &&
    recorded.item_name === itemName &&
    recorded.amount_fen === amountFen;
  return same ? 'already-recorded' : 'reference-reused';
}
