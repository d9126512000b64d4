import { type QueryExecutorProvider, sql } from 'kysely';
import type { DepartmentStore, StudentFacts } from './department-store.ts';
import { lockStudents, recordVerdicts } from './record-verdicts.ts';
import type { Verdict } from './verdict.ts';

/**
 * Judges students again whose verdict may have changed by date alone, and records those that did.
 *
 * @param ids candidates; those whose outcome and reasons are as stored keep their version
 * @returns how many changed
 */
export function rejudgeStudents<Tables, Facts extends StudentFacts, Code extends string>(
  store: DepartmentStore<Tables, Facts, Code>,
  ids: readonly string[],
): Promise<number> {
  if (ids.length === 0) return Promise.resolve(0);
  return store.db.transaction().execute(async (trx) => {
    await lockStudents(store.schema, trx, ids);
    const stored = await readStored(store.schema, trx, ids);
    const facts = await store.read(trx, ids);
    const changed = [...facts.values()].filter(
      (one) => fingerprint(store.judge(one)) !== stored.get(one.studentId),
    );
    if (changed.length > 0)
      await recordVerdicts(
        store,
        trx,
        changed.map(({ studentId }) => studentId),
      );
    return changed.length;
  });
}

async function readStored(
  schema: string,
  trx: QueryExecutorProvider,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ student_id: string } & Verdict<string>>`
    select student_id, outcome, reasons from ${sql.table(`${schema}.student_verdict`)}
    where student_id = any(${ids}::text[])`.execute(trx);
  return new Map(rows.map((row) => [row.student_id, fingerprint(row)]));
}

function fingerprint({ outcome, reasons }: Verdict<string>): string {
  return [outcome, ...reasons].join(' ');
}
