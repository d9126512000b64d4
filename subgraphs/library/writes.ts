import type { Transaction, Updateable } from 'kysely';
import { changeAtDesk } from '../kit/import/desk-writes.ts';
import type { Labels } from '../kit/service/profile-schema.ts';
import type { ChangeResult } from '../kit/verdict/change-student.ts';
import type { DepartmentStore } from '../kit/verdict/department-store.ts';
import type { LibraryFacts } from './facts.ts';
import { cardStatusOf } from './labels.ts';
import { cancelBlockersOf } from './rule.ts';
import type { ReasonCode } from './schema.generated.ts';
import type { LibraryTables } from './tables.ts';

/** The library's rows and rule. */
export type LibraryStore = DepartmentStore<LibraryTables, LibraryFacts, ReasonCode>;

/** Ends the borrowing right. Refused while a book, fee or violation is open; a cancelled card is left alone. */
export function cancelCard(
  store: LibraryStore,
  labels: Labels,
  studentId: string,
): Promise<ChangeResult<LibraryFacts, 'cancelled' | 'already-cancelled' | 'refused'>> {
  return changeAtDesk(store, studentId, async (trx, facts) => {
    if (cardStatusOf(facts.cardLabel, labels) === 'CANCELLED')
      return { kind: 'unchanged', result: 'already-cancelled' };
    if (cancelBlockersOf(facts, labels).length > 0) return { kind: 'unchanged', result: 'refused' };
    await setReader(trx, studentId, { card_label: labelOf(labels.libraryCard, 'CANCELLED') });
    return { kind: 'changed', result: 'cancelled' };
  });
}

/** Gives the borrowing right back (rule L5: only at the front desk); an active card is left alone. */
export function restoreCard(
  store: LibraryStore,
  labels: Labels,
  studentId: string,
): Promise<ChangeResult<LibraryFacts, 'restored' | 'already-active'>> {
  return changeAtDesk(store, studentId, async (trx, facts) => {
    if (cardStatusOf(facts.cardLabel, labels) === 'ACTIVE')
      return { kind: 'unchanged', result: 'already-active' };
    await setReader(trx, studentId, { card_label: labelOf(labels.libraryCard, 'ACTIVE') });
    return { kind: 'changed', result: 'restored' };
  });
}

/** Records the thesis's state; the label is one of the configured ones. */
export function recordThesis(
  store: LibraryStore,
  studentId: string,
  label: string,
): Promise<ChangeResult<LibraryFacts, 'recorded' | 'already-recorded'>> {
  return changeAtDesk(store, studentId, async (trx, facts) => {
    if ((facts.thesisLabel ?? '') === label) return { kind: 'unchanged', result: 'already-recorded' };
    await setReader(trx, studentId, { thesis_label: label });
    return { kind: 'changed', result: 'recorded' };
  });
}

async function setReader(
  trx: Transaction<LibraryTables>,
  studentId: string,
  values: Updateable<Pick<LibraryTables['reader'], 'card_label' | 'thesis_label'>>,
): Promise<void> {
  await trx.updateTable('reader').set(values).where('student_id', '=', studentId).execute();
}

/** The first configured text of a canonical state; the mapping is checked at start. */
function labelOf(mapping: Labels['libraryCard'], state: 'ACTIVE' | 'CANCELLED'): string {
  const label = Object.keys(mapping).find((key) => mapping[key] === state);
  if (label === undefined) throw new Error(`No label is configured for ${state}`);
  return label;
}
