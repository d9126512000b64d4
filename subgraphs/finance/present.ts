import { type Clock, dayInShanghai } from '../kit/service/clock.ts';
import { contactOf } from '../kit/service/contact.ts';
import { toMoney } from '../kit/service/money.ts';
import { noticesOf } from '../kit/service/notices.ts';
import type { ServiceProfile } from '../kit/service/profile.ts';
import { presentReason } from '../kit/verdict/reason-text.ts';
import { passedOf, type Verdict } from '../kit/verdict/verdict.ts';
import { type Account, accountOf } from './account.ts';
import type { ChargeFacts, FinanceFacts } from './facts.ts';
import { financeReasons } from './reasons.ts';
import type { FinanceCharge, FinanceClearance, ReasonCode } from './schema.generated.ts';

/** Turns facts into the graph's `FinanceClearance`; null facts are a student without an account. */
export type PresentFinance = (facts: FinanceFacts | null) => FinanceClearance;

const NO_ACCOUNT: Account = { charges: [], credits: [], totalFen: 0, hasForeignRow: false };

/** Builds the presenter for a profile; `judge` is asked only about students who have an account. */
export function createFinancePresenter(
  profile: ServiceProfile,
  now: Clock,
  judge: (facts: FinanceFacts) => Verdict<ReasonCode>,
): PresentFinance {
  const contact = contactOf(profile, 'finance');
  const { showZeroTotal } = profile.finance;
  return (facts) => {
    const verdict: Verdict<ReasonCode> = facts
      ? judge(facts)
      : { outcome: 'UNKNOWN', reasons: ['STUDENT_NOT_FOUND'] };
    const { charges, credits, totalFen } = facts ? accountOf(facts) : NO_ACCOUNT;
    const totalOwed = toMoney(totalFen);
    return {
      outcome: verdict.outcome,
      passed: passedOf(verdict.outcome),
      reasons: verdict.reasons.map((code) => presentReason(code, financeReasons, contact)),
      version: facts?.version ?? '0.0',
      asOf: facts?.asOf ?? now(),
      contact,
      accountFound: facts !== null,
      notices: noticesOf(profile, 'finance', dayInShanghai(now())),
      charges: charges.map(presentCharge),
      credits: credits.map(presentCharge),
      totalOwed,
      // The guide's figures 4 and 11 leave the cell blank (requirements D9).
      totalOwedText: totalFen === 0 && !showZeroTotal ? '' : totalOwed.yuan,
    };
  };
}

function presentCharge({
  chargeId,
  rowStudentId,
  academicYear,
  itemName,
  owedFen,
}: ChargeFacts): FinanceCharge {
  return {
    id: chargeId,
    studentId: rowStudentId,
    academicYear,
    chargeItemName: itemName,
    amountOwed: toMoney(owedFen),
  };
}
