import { isStale, type Verdict, weigh } from '../kit/verdict/verdict.ts';
import { accountOf } from './account.ts';
import type { FinanceFacts } from './facts.ts';
import type { ReasonCode } from './schema.generated.ts';

/** What the rule needs beside the facts. */
export interface FinanceRuleInput {
  readonly maxAgeHours: number;
  readonly now: Date;
}

/**
 * The finance office passes a known account on which nothing is owed (guide 2.2.4, rules N1 and N2; requirements D7, D8).
 *
 * A row that carries another student number makes the account unknown (D33). The reason is the alarm: it goes out with
 * the verdict's outbox row, and no student number is written to a log.
 */
export function judgeFinance(
  facts: FinanceFacts,
  { maxAgeHours, now }: FinanceRuleInput,
): Verdict<ReasonCode> {
  const { charges, hasForeignRow } = accountOf(facts);
  const fails: ReasonCode[] = charges.length > 0 ? ['TUITION_OWED'] : [];
  const unknowns: ReasonCode[] = hasForeignRow ? ['IDENTITY_MISMATCH'] : [];
  if (isStale(facts.asOf, maxAgeHours, now)) unknowns.push('STALE');
  return weigh({ fails, unknowns });
}
