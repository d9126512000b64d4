import { type Clock, dayInShanghai } from '../kit/service/clock.ts';
import { contactOf } from '../kit/service/contact.ts';
import { noticesOf } from '../kit/service/notices.ts';
import type { ServiceProfile } from '../kit/service/profile.ts';
import { presentReason } from '../kit/verdict/reason-text.ts';
import { passedOf, type Verdict } from '../kit/verdict/verdict.ts';
import type { ApartmentFacts, StayFacts } from './facts.ts';
import { residencyOf } from './labels.ts';
import { apartmentReasons } from './reasons.ts';
import type { ApartmentClearance, ApartmentStay, ReasonCode, Residency } from './schema.generated.ts';
import { handlerOf } from './stay-state.ts';

/** Turns facts into the graph's `ApartmentClearance`; null facts are a student whom the office does not know. */
export type PresentApartment = (facts: ApartmentFacts | null) => ApartmentClearance;

/** Builds the presenter for a profile; `judge` is asked only about students the office knows. */
export function createApartmentPresenter(
  profile: ServiceProfile,
  now: Clock,
  judge: (facts: ApartmentFacts) => Verdict<ReasonCode>,
): PresentApartment {
  const contact = contactOf(profile, 'apartment');
  return (facts) => {
    const verdict: Verdict<ReasonCode> = facts
      ? judge(facts)
      : { outcome: 'UNKNOWN', reasons: ['STUDENT_NOT_FOUND'] };
    return {
      outcome: verdict.outcome,
      passed: passedOf(verdict.outcome),
      reasons: verdict.reasons.map((code) => presentReason(code, apartmentReasons, contact)),
      version: facts?.version ?? '0.0',
      asOf: facts?.asOf ?? now(),
      contact,
      accountFound: facts !== null,
      notices: noticesOf(profile, 'apartment', dayInShanghai(now())),
      residency: presentResidency(residencyOf(facts?.residencyLabel ?? null, profile.labels)),
      residencyLabel: facts?.residencyLabel ?? null,
      stays: facts?.stays.map(presentStay) ?? [],
    };
  };
}

/** One room as the graph shows it. */
export function presentStay(stay: StayFacts): ApartmentStay {
  const { stayId, campus, compound, building, room, checkoutDate } = stay;
  const name = handlerOf(stay);
  return {
    id: stayId,
    campus,
    compound,
    building,
    room,
    checkoutDate,
    checkoutHandler: name === null ? null : { name },
  };
}

function presentResidency(residency: ReturnType<typeof residencyOf>): Residency {
  return residency === 'NOT_STATED' || residency === 'UNMAPPED' ? 'UNKNOWN' : residency;
}
