import type { Transaction } from 'kysely';
import { changeAtDesk } from '../kit/import/desk-writes.ts';
import type { Change, ChangeResult } from '../kit/verdict/change-student.ts';
import type { FinanceFacts } from './facts.ts';
import type { FinanceStore } from './store.ts';
import type { FinanceTables } from './tables.ts';

/** A payment as the desk records it. */
export interface Payment {
  readonly chargeId: string;
  /** Hundredths of a yuan, at least 1. */
  readonly amountFen: number;
  /** Receipt number, unique within finance; trimmed. */
  readonly reference: string;
}

/** What became of a payment; `exceeds` carries what is owed. */
export type PaymentResult =
  | { readonly kind: 'recorded' | 'already-recorded' | 'charge-not-found' | 'reference-reused' }
  | { readonly kind: 'exceeds'; readonly owedFen: number };

/** Records a payment against one charge of the student's own; idempotent by reference. */
export function recordPayment(
  store: FinanceStore,
  studentId: string,
  payment: Payment,
): Promise<ChangeResult<FinanceFacts, PaymentResult>> {
  const { chargeId, amountFen, reference } = payment;
  return changeAtDesk(store, studentId, async (trx, facts) => {
    // First, since a repeated payment finds its charge settled.
    const before = await compareRecorded(trx, studentId, payment);
    if (before) return unchanged(before);
    const charge = facts.rows.find((row) => row.chargeId === chargeId && row.rowStudentId === studentId);
    if (!charge || charge.owedFen < 0) return unchanged({ kind: 'charge-not-found' });
    if (amountFen > charge.owedFen) return unchanged({ kind: 'exceeds', owedFen: charge.owedFen });
    const inserted = await trx
      .insertInto('payment')
      .values({
        reference,
        charge_id: chargeId,
        student_id: studentId,
        amount_fen: amountFen,
        recorded_at: store.now(),
      })
      .onConflict((conflict) => conflict.column('reference').doNothing())
      .returning('reference')
      .executeTakeFirst();
    if (!inserted) {
      // A payment of another student, whose lock is another one, took the reference in between.
      return unchanged((await compareRecorded(trx, studentId, payment)) ?? { kind: 'reference-reused' });
    }
    await trx
      .updateTable('charge')
      .set((eb) => ({ owed_fen: eb('owed_fen', '-', amountFen) }))
      .where('charge_id', '=', chargeId)
      .execute();
    return { kind: 'changed', result: { kind: 'recorded' } };
  });
}

function unchanged(result: PaymentResult): Change<PaymentResult> {
  return { kind: 'unchanged', result };
}

/** What the reference stands for, compared with this payment; null where it is free. */
async function compareRecorded(
  trx: Transaction<FinanceTables>,
  studentId: string,
  { reference, chargeId, amountFen }: Payment,
): Promise<PaymentResult | null> {
  const recorded = await trx
    .selectFrom('payment')
    .where('reference', '=', reference)
    .selectAll()
    .executeTakeFirst();
  if (!recorded) return null;
  const same =
    recorded.student_id === studentId && recorded.charge_id === chargeId && recorded.amount_fen === amountFen;
  return { kind: same ? 'already-recorded' : 'reference-reused' };
}
