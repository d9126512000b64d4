import type { Transaction } from 'kysely';
import type { DepartmentStore, StudentFacts } from './department-store.ts';
import { lockStudents, recordVerdicts } from './record-verdicts.ts';

/** What a change did; only `changed` raises the version and is published. */
export type Change<R> = { readonly kind: 'changed' | 'unchanged'; readonly result: R };

/** How a change ended: the facts as they stand after it. */
export type ChangeResult<Facts, R> =
  | { readonly kind: 'student-not-found' }
  | { readonly kind: 'done'; readonly facts: Facts; readonly result: R };

/**
 * Changes one student's facts in one transaction: lock, change, judge, raise the version, write the outbox row.
 *
 * Writers of the same student wait for each other; a change that throws leaves nothing behind.
 *
 * @param change gets the facts as they stand and writes through `trx`; says `unchanged` where nothing was written
 */
export function changeStudent<Tables, Facts extends StudentFacts, Code extends string, R>(
  store: DepartmentStore<Tables, Facts, Code>,
  studentId: string,
  change: (trx: Transaction<Tables>, facts: Facts) => Promise<Change<R>>,
): Promise<ChangeResult<Facts, R>> {
  return store.db.transaction().execute(async (trx) => {
    await lockStudents(store.schema, trx, [studentId]);
    const before = (await store.read(trx, [studentId])).get(studentId);
    if (!before) return { kind: 'student-not-found' };
    const { kind, result } = await change(trx, before);
    if (kind === 'unchanged') return { kind: 'done', facts: before, result };
    const after = (await recordVerdicts(store, trx, [studentId])).get(studentId);
    if (!after) throw new Error('A change removed the student it changed');
    return { kind: 'done', facts: after, result };
  });
}
