import { type Clock, dayInShanghai } from '../kit/service/clock.ts';
import { type Contact, contactOf } from '../kit/service/contact.ts';
import { toMoney } from '../kit/service/money.ts';
import { noticesOf } from '../kit/service/notices.ts';
import type { ServiceProfile } from '../kit/service/profile.ts';
import { presentReason } from '../kit/verdict/reason-text.ts';
import { passedOf, type Verdict } from '../kit/verdict/verdict.ts';
import type { LibraryFacts } from './facts.ts';
import { cardStatusOf, thesisStatusOf, violationCountOf } from './labels.ts';
import { cardGuidance, libraryReasons } from './reasons.ts';
import { cancelBlockersOf } from './rule.ts';
import type { LibraryClearance, ReasonCode, VerdictReason } from './schema.generated.ts';

/** Turns facts into the graph's `LibraryClearance`; null facts are a student whom the library does not know. */
export type PresentLibrary = (facts: LibraryFacts | null) => LibraryClearance;

/** Parts that refusals show, too. */
export interface LibraryPresenter {
  readonly contact: Contact;
  readonly present: PresentLibrary;
  readonly presentReasons: (codes: readonly ReasonCode[]) => VerdictReason[];
}

const ABSENT: Omit<LibraryFacts, 'studentId'> = {
  version: '0.0',
  asOf: null,
  cardLabel: null,
  violationLabel: null,
  thesisLabel: null,
  unreturnedBooks: 0,
  feeFen: 0,
};

/** Builds the presenter for a profile; `judge` is asked only about students the library knows. */
export function createLibraryPresenter(
  profile: ServiceProfile,
  now: Clock,
  judge: (facts: LibraryFacts) => Verdict<ReasonCode>,
): LibraryPresenter {
  const contact = contactOf(profile, 'library');
  const presentReasons = (codes: readonly ReasonCode[]) =>
    codes.map((code) => presentReason(code, libraryReasons, contact));
  const present: PresentLibrary = (found) => {
    const facts = found ?? { ...ABSENT, studentId: '' };
    const verdict: Verdict<ReasonCode> = found
      ? judge(found)
      : { outcome: 'UNKNOWN', reasons: ['STUDENT_NOT_FOUND'] };
    const blockers = found ? cancelBlockersOf(found, profile.labels) : [];
    const cardStatus = cardStatusOf(facts.cardLabel, profile.labels);
    return {
      outcome: verdict.outcome,
      passed: passedOf(verdict.outcome),
      reasons: presentReasons(verdict.reasons),
      version: facts.version,
      asOf: facts.asOf ?? now(),
      contact,
      accountFound: found !== null,
      notices: noticesOf(profile, 'library', dayInShanghai(now())),
      unreturnedBookCount: facts.unreturnedBooks,
      feeOwed: toMoney(facts.feeFen),
      violationCount: violationCountOf(facts.violationLabel),
      violationLabel: facts.violationLabel,
      cardStatus,
      cardStatusLabel: facts.cardLabel,
      canCancelCard: cardStatus === 'ACTIVE' && blockers.length === 0,
      cancelBlockers: presentReasons(blockers),
      thesisDepositStatus: found ? thesisStatusOf(facts.thesisLabel, profile.labels) : 'UNKNOWN',
      thesisDepositLabel: facts.thesisLabel,
      guidance: cardGuidance,
    };
  };
  return { contact, present, presentReasons };
}
