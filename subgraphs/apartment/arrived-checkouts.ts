import { sql } from 'kysely';
import { dayInShanghai } from '../kit/service/clock.ts';
import { rejudgeStudents } from '../kit/verdict/rejudge-students.ts';
import type { ReasonCode } from './schema.generated.ts';
import type { ApartmentStore } from './writes.ts';

const BATCH = 1_000;
const AHEAD: ReasonCode = 'CHECKOUT_DATE_AHEAD';

/**
 * Judges the students again whose stored verdict waits for a checkout day that has come (requirements D15), so that
 * version and outbox tell of the change that the date alone made. Each batch is one transaction.
 *
 * @returns how many verdicts changed
 */
export async function rejudgeArrivedCheckouts(store: ApartmentStore): Promise<number> {
  const waiting = await store.db
    .selectFrom('student_verdict as verdict')
    .where(sql<boolean>`${AHEAD} = any(verdict.reasons)`)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('stay')
          .whereRef('stay.student_id', '=', 'verdict.student_id')
          .where('checkout_date', '<=', dayInShanghai(store.now()))
          .select('stay_id'),
      ),
    )
    .select('student_id')
    .orderBy('student_id')
    .execute();
  let changed = 0;
  for (let start = 0; start < waiting.length; start += BATCH) {
    const ids = waiting.slice(start, start + BATCH).map(({ student_id }) => student_id);
    changed += await rejudgeStudents(store, ids);
  }
  return changed;
}
