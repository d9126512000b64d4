import { dayInShanghai } from '../kit/service/clock.ts';
import type { Labels } from '../kit/service/profile-schema.ts';
import { type Findings, isStale, type Verdict, weigh } from '../kit/verdict/verdict.ts';
import type { ApartmentFacts } from './facts.ts';
import { residencyOf } from './labels.ts';
import type { ReasonCode } from './schema.generated.ts';
import { type StayState, stayStateOf } from './stay-state.ts';

/** What the rule needs beside the facts. */
export interface ApartmentRuleInput {
  readonly labels: Labels;
  readonly maxAgeHours: number;
  readonly now: Date;
}

// In the order in which people should read them.
const FAILS: readonly (readonly [StayState, ReasonCode])[] = [
  ['OPEN', 'NOT_CHECKED_OUT'],
  ['INCOMPLETE', 'DATA_INCOMPLETE'],
  ['AHEAD', 'CHECKOUT_DATE_AHEAD'],
];

/**
 * The apartment office passes a student whose every room is checked out (guide 2.2.3, rules H1 and H2; requirements D12,
 * D13, D15), or of whom it states that they never lived on campus (H3). Without a room only that statement passes (D6).
 */
export function judgeApartment(
  facts: ApartmentFacts,
  { labels, maxAgeHours, now }: ApartmentRuleInput,
): Verdict<ReasonCode> {
  const today = dayInShanghai(now);
  const states = new Set(facts.stays.map((stay) => stayStateOf(stay, today)));
  const fails = FAILS.filter(([state]) => states.has(state)).map(([, code]) => code);
  const residency = residencyOf(facts.residencyLabel, labels);
  const findings =
    residency === 'UNMAPPED'
      ? { fails, unknowns: ['LABEL_UNMAPPED' as const] }
      : facts.stays.length === 0
        ? judgeWithoutRoom(residency)
        : judgeRooms(residency, fails);
  if (!isStale(facts.asOf, maxAgeHours, now)) return weigh(findings);
  return weigh({ ...findings, unknowns: [...findings.unknowns, 'STALE'] });
}

type Stated = Exclude<ReturnType<typeof residencyOf>, 'UNMAPPED'>;

function judgeWithoutRoom(residency: Stated): Findings<ReasonCode> {
  switch (residency) {
    case 'NON_RESIDENT':
      return { fails: [], unknowns: [], notes: ['NON_RESIDENT'] };
    case 'RESIDENT':
      return { fails: ['NOT_CHECKED_OUT'], unknowns: [] };
    case 'CHECKED_OUT':
    case 'NOT_STATED':
      // An empty table also describes a failed query, and a checkout that nobody signed is no checkout.
      return { fails: [], unknowns: ['RESIDENCY_NOT_STATED'] };
    default:
      return residency satisfies never;
  }
}

function judgeRooms(residency: Stated, fails: readonly ReasonCode[]): Findings<ReasonCode> {
  const settled = fails.length === 0;
  const contradictory = (residency === 'RESIDENT' && settled) || (residency === 'NON_RESIDENT' && !settled);
  return { fails, unknowns: contradictory ? ['RESIDENCY_CONTRADICTORY'] : [] };
}
