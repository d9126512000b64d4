import { type QueryExecutorProvider, type RawBuilder, sql, type Transaction } from 'kysely';
import { type Change, type ChangeResult, changeStudent } from '../verdict/change-student.ts';
import type { DepartmentStore, StudentFacts } from '../verdict/department-store.ts';

/**
 * Changes one student's facts as `changeStudent` does, and notes when: an export that was made before does not know of it,
 * so its import leaves the student alone.
 */
export function changeAtDesk<Tables, Facts extends StudentFacts, Code extends string, R>(
  store: DepartmentStore<Tables, Facts, Code>,
  studentId: string,
  change: (trx: Transaction<Tables>, facts: Facts) => Promise<Change<R>>,
): Promise<ChangeResult<Facts, R>> {
  return changeStudent(store, studentId, async (trx, facts) => {
    const changed = await change(trx, facts);
    if (changed.kind === 'changed') {
      await sql`
        insert into ${sql.table(`${store.schema}.desk_write`)} (student_id, at)
        values (${studentId}, ${store.now()}::timestamptz)
        on conflict (student_id) do update set at = excluded.at`.execute(trx);
    }
    return changed;
  });
}

/** The students whom a desk has changed since an instant. @param among a condition on the column `student_id` */
export async function changedAtDeskSince(
  db: QueryExecutorProvider,
  schema: string,
  since: Date,
  among: RawBuilder<boolean>,
): Promise<string[]> {
  const { rows } = await sql<{ student_id: string }>`
    select student_id from ${sql.table(`${schema}.desk_write`)} where at > ${since}::timestamptz and ${among}`.execute(
    db,
  );
  return rows.map(({ student_id }) => student_id);
}
