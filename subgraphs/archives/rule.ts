import { isStale, type Verdict, weigh } from '../kit/verdict/verdict.ts';
import type { ArchivesFacts } from './facts.ts';
import { thesisStatusOf } from './labels.ts';
import type { ReasonCode } from './schema.generated.ts';

/** What the rule needs beside the facts. */
export interface ArchivesRuleInput {
  readonly maxAgeHours: number;
  readonly now: Date;
}

/**
 * The archives pass iff the thesis's state is 已审核 (guide 2.2.2, rules A1 and A2). Every other text is a definite
 * fail, so no label here is ever unmapped (requirements D14).
 */
export function judgeArchives(
  facts: ArchivesFacts,
  { maxAgeHours, now }: ArchivesRuleInput,
): Verdict<ReasonCode> {
  const fails: ReasonCode[] = [];
  const unknowns: ReasonCode[] = [];
  const status = thesisStatusOf(facts.thesisLabel);
  if (status === 'NOT_RECEIVED') fails.push('ARCHIVES_THESIS_MISSING');
  if (status === 'OTHER') fails.push('ARCHIVES_THESIS_NOT_APPROVED');
  if (isStale(facts.asOf, maxAgeHours, now)) unknowns.push('STALE');
  return weigh({ fails, unknowns });
}
