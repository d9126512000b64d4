import { type Clock, dayInShanghai } from '../kit/service/clock.ts';
import { contactOf } from '../kit/service/contact.ts';
import { noticesOf } from '../kit/service/notices.ts';
import type { ServiceProfile } from '../kit/service/profile.ts';
import { presentReason } from '../kit/verdict/reason-text.ts';
import { passedOf, type Verdict } from '../kit/verdict/verdict.ts';
import type { ArchivesFacts } from './facts.ts';
import { thesisStatusOf } from './labels.ts';
import { archivesReasons } from './reasons.ts';
import type { ArchivesClearance, ReasonCode } from './schema.generated.ts';

/** Turns facts into the graph's `ArchivesClearance`; null facts are a student whom the archives do not know. */
export type PresentArchives = (facts: ArchivesFacts | null) => ArchivesClearance;

/** Builds the presenter for a profile; `judge` is asked only about students the archives know. */
export function createArchivesPresenter(
  profile: ServiceProfile,
  now: Clock,
  judge: (facts: ArchivesFacts) => Verdict<ReasonCode>,
): PresentArchives {
  const contact = contactOf(profile, 'archives');
  return (facts) => {
    const verdict: Verdict<ReasonCode> = facts
      ? judge(facts)
      : { outcome: 'UNKNOWN', reasons: ['STUDENT_NOT_FOUND'] };
    const status = facts ? thesisStatusOf(facts.thesisLabel) : 'UNKNOWN';
    return {
      outcome: verdict.outcome,
      passed: passedOf(verdict.outcome),
      reasons: verdict.reasons.map((code) => presentReason(code, archivesReasons, contact)),
      version: facts?.version ?? '0.0',
      asOf: facts?.asOf ?? now(),
      contact,
      accountFound: facts !== null,
      notices: noticesOf(profile, 'archives', dayInShanghai(now())),
      thesisArchivesStatus: status,
      // The text as the archives wrote it (requirements D14); blank is shown as nothing handed in.
      thesisArchivesLabel: status === 'NOT_RECEIVED' ? null : (facts?.thesisLabel ?? null),
    };
  };
}
