import { changeAtDesk } from '../kit/import/desk-writes.ts';
import { dayInShanghai } from '../kit/service/clock.ts';
import type { Labels } from '../kit/service/profile-schema.ts';
import type { Change, ChangeResult } from '../kit/verdict/change-student.ts';
import type { DepartmentStore } from '../kit/verdict/department-store.ts';
import type { ApartmentFacts, StayFacts } from './facts.ts';
import { type ResidencyTexts, residencyOf, type StatedResidency } from './labels.ts';
import type { ReasonCode } from './schema.generated.ts';
import { handlerOf, stayStateOf } from './stay-state.ts';
import type { ApartmentTables } from './tables.ts';

/** The apartment office's rows and rule. */
export type ApartmentStore = DepartmentStore<ApartmentTables, ApartmentFacts, ReasonCode>;

/** How residency is read and written. */
export interface ResidencyWording {
  readonly labels: Labels;
  readonly texts: ResidencyTexts;
}

/** A checkout as the desk records it. */
export interface Checkout {
  readonly stayId: string;
  /** `YYYY-MM-DD` in Asia/Shanghai; may lie ahead. */
  readonly checkoutDate: string;
  /** Trimmed, not empty. */
  readonly handler: string;
}

/** What became of a checkout; a conflict carries what is recorded. */
export type CheckoutResult =
  | { readonly kind: 'checked-out' | 'already-checked-out' | 'stay-not-found' }
  | { readonly kind: 'conflict'; readonly stay: StayFacts };

/**
 * Ends a stay. The same date and handler again writes nothing; others are a conflict, except that a checkout whose day
 * lies ahead may be corrected. With the last stay ended, a statement 在住 becomes 已退宿.
 */
export function checkOut(
  store: ApartmentStore,
  { labels, texts }: ResidencyWording,
  studentId: string,
  checkout: Checkout,
): Promise<ChangeResult<ApartmentFacts, CheckoutResult>> {
  const { stayId, checkoutDate, handler } = checkout;
  const today = dayInShanghai(store.now());
  return changeAtDesk(store, studentId, async (trx, facts): Promise<Change<CheckoutResult>> => {
    const stay = facts.stays.find((one) => one.stayId === stayId);
    if (!stay) return { kind: 'unchanged', result: { kind: 'stay-not-found' } };
    if (stay.checkoutDate === checkoutDate && handlerOf(stay) === handler)
      return { kind: 'unchanged', result: { kind: 'already-checked-out' } };
    if (stayStateOf(stay, today) === 'ENDED')
      return { kind: 'unchanged', result: { kind: 'conflict', stay } };
    await trx
      .updateTable('stay')
      .set({ checkout_date: checkoutDate, handler })
      .where('stay_id', '=', stayId)
      .execute();
    const others = facts.stays.filter((one) => one !== stay).map((one) => stayStateOf(one, today));
    const isLast = others.every((state) => state === 'ENDED' || state === 'AHEAD');
    if (isLast && residencyOf(facts.residencyLabel, labels) === 'RESIDENT') {
      await trx
        .updateTable('resident')
        .set({ residency_label: texts.CHECKED_OUT })
        .where('student_id', '=', studentId)
        .execute();
    }
    return { kind: 'changed', result: { kind: 'checked-out' } };
  });
}

/** States where a student lives, or takes the statement back (null); a label that says the same already is left alone. */
export function setResidency(
  store: ApartmentStore,
  { labels, texts }: ResidencyWording,
  studentId: string,
  residency: StatedResidency | null,
): Promise<ChangeResult<ApartmentFacts, 'set' | 'already-set'>> {
  return changeAtDesk(store, studentId, async (trx, facts) => {
    if (residencyOf(facts.residencyLabel, labels) === (residency ?? 'NOT_STATED'))
      return { kind: 'unchanged', result: 'already-set' };
    await trx
      .updateTable('resident')
      .set({ residency_label: residency === null ? null : texts[residency] })
      .where('student_id', '=', studentId)
      .execute();
    return { kind: 'changed', result: 'set' };
  });
}
