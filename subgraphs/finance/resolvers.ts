import { fault } from '../kit/graph/graph-errors.ts';
import { studentNotFound } from '../kit/graph/problem.ts';
import { createRequestLoader } from '../kit/graph/request-loader.ts';
import { scalars } from '../kit/graph/scalars.ts';
import { requireStaff, requireStudentNumber, visibleStudent } from '../kit/graph/viewer.ts';
import { toMoney } from '../kit/service/money.ts';
import { requireCharge, requirePayment } from './input.ts';
import type { PresentFinance } from './present.ts';
import { chargeNotFound, paymentExceedsCharge, referenceReused } from './problems.ts';
import { recordCharge } from './record-charge.ts';
import { recordPayment } from './record-payment.ts';
import type { MutationResolvers, Resolvers } from './schema.generated.ts';
import type { FinanceStore } from './store.ts';

/** The finance office's resolvers over its store. */
export function createFinanceResolvers(store: FinanceStore, present: PresentFinance): Resolvers {
  const factsOf = createRequestLoader((ids) => store.read(store.db, ids));
  return {
    ...scalars,
    Student: {
      __resolveReference: visibleStudent,
      finance: async ({ id }, _args, context) => present(await factsOf(context).load(id)),
    },
    Mutation: {
      recordPayment: createRecordPayment(store, present),
      recordCharge: createRecordCharge(store, present),
    },
  };
}

function createRecordPayment(
  store: FinanceStore,
  present: PresentFinance,
): NonNullable<MutationResolvers['recordPayment']> {
  return async (_parent, { input }, { viewer }) => {
    requireStaff(viewer, 'finance');
    const studentId = requireStudentNumber(input.studentId);
    const change = await recordPayment(store, studentId, requirePayment(input));
    if (change.kind === 'student-not-found') return studentNotFound();
    const { result } = change;
    switch (result.kind) {
      case 'charge-not-found':
        return { __typename: 'ChargeNotFound', ...chargeNotFound };
      case 'exceeds':
        return {
          __typename: 'PaymentExceedsCharge',
          ...paymentExceedsCharge,
          amountOwed: toMoney(result.owedFen),
        };
      case 'reference-reused':
        return { __typename: 'ReferenceReused', ...referenceReused };
      case 'recorded':
      case 'already-recorded':
        return {
          __typename: 'PaymentRecorded',
          finance: present(change.facts),
          alreadyRecorded: result.kind === 'already-recorded',
        };
      default:
        return result satisfies never;
    }
  };
}

function createRecordCharge(
  store: FinanceStore,
  present: PresentFinance,
): NonNullable<MutationResolvers['recordCharge']> {
  return async (_parent, { input }, { viewer }) => {
    requireStaff(viewer, 'finance');
    const studentId = requireStudentNumber(input.studentId);
    const change = await recordCharge(store, studentId, requireCharge(input));
    if (change.kind === 'student-not-found') return studentNotFound();
    switch (change.result) {
      case 'total-too-large':
        throw fault(
          'BAD_USER_INPUT',
          '总计欠款将超过 21474836.47 元，未登记。The total owed would exceed 21474836.47 yuan; nothing was recorded.',
        );
      case 'reference-reused':
        return { __typename: 'ReferenceReused', ...referenceReused };
      case 'recorded':
      case 'already-recorded':
        return {
          __typename: 'ChargeRecorded',
          finance: present(change.facts),
          alreadyRecorded: change.result === 'already-recorded',
        };
      default:
        return change.result satisfies never;
    }
  };
}
