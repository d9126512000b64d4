import type { Labels } from '../kit/service/profile-schema.ts';
import { isStale, type Verdict, weigh } from '../kit/verdict/verdict.ts';
import type { LibraryFacts } from './facts.ts';
import { cardStatusOf, thesisStatusOf, violationCountOf } from './labels.ts';
import type { ReasonCode } from './schema.generated.ts';

/** What the rule needs beside the facts. */
export interface LibraryRuleInput {
  readonly labels: Labels;
  readonly maxAgeHours: number;
  readonly now: Date;
}

/**
 * The library passes iff no book is out, no fee is owed, no violation is open, the card is cancelled and the thesis
 * is approved (guide 2.2.1, rules L1 and L2). A label that is not configured is UNKNOWN unless something definitely fails.
 */
export function judgeLibrary(
  facts: LibraryFacts,
  { labels, maxAgeHours, now }: LibraryRuleInput,
): Verdict<ReasonCode> {
  const fails: ReasonCode[] = openItemsOf(facts);
  const unknowns: ReasonCode[] = [];
  const card = cardStatusOf(facts.cardLabel, labels);
  const thesis = thesisStatusOf(facts.thesisLabel, labels);
  if (card === 'ACTIVE') fails.push('CARD_NOT_CANCELLED');
  if (thesis !== 'APPROVED' && thesis !== 'UNKNOWN') fails.push('THESIS_NOT_APPROVED');
  if (card === 'UNKNOWN' || thesis === 'UNKNOWN' || violationCountOf(facts.violationLabel) === null) {
    unknowns.push('LABEL_UNMAPPED');
  }
  if (isStale(facts.asOf, maxAgeHours, now)) unknowns.push('STALE');
  return weigh({ fails, unknowns });
}

/** Which of books, fee and violations are definitely open. */
function openItemsOf(facts: LibraryFacts): ReasonCode[] {
  const open: ReasonCode[] = [];
  if (facts.unreturnedBooks > 0) open.push('BOOKS_OUTSTANDING');
  if (facts.feeFen > 0) open.push('LIBRARY_FEE_OWED');
  if ((violationCountOf(facts.violationLabel) ?? 0) > 0) open.push('LIBRARY_VIOLATION');
  return open;
}

/**
 * What stands in the way of 注销 (rules L3 and L4): open items, or a state that cannot be read. The thesis does not.
 *
 * Empty where nothing is open and everything could be read, whether the card is active or cancelled.
 */
export function cancelBlockersOf(facts: LibraryFacts, labels: Labels): ReasonCode[] {
  const unreadable =
    cardStatusOf(facts.cardLabel, labels) === 'UNKNOWN' || violationCountOf(facts.violationLabel) === null;
  return unreadable ? [...openItemsOf(facts), 'LABEL_UNMAPPED'] : openItemsOf(facts);
}
