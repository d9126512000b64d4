import { type QueryExecutorProvider, sql, type Transaction } from 'kysely';
import type { DepartmentStore, StudentFacts } from './department-store.ts';
import type { Outcome, Verdict } from './verdict.ts';

/** Takes the row locks in order of number, so that two callers with the same students cannot deadlock. */
export async function lockStudents(
  schema: string,
  trx: QueryExecutorProvider,
  ids: readonly string[],
): Promise<void> {
  await sql`
    select 1 from ${sql.table(`${schema}.student_verdict`)}
    where student_id = any(${ids}::text[]) order by student_id for update`.execute(trx);
}

/**
 * Judges students anew, raises their versions and writes their outbox rows; the caller holds their locks.
 *
 * @returns the facts with the new versions
 */
export async function recordVerdicts<Tables, Facts extends StudentFacts, Code extends string>(
  store: DepartmentStore<Tables, Facts, Code>,
  trx: Transaction<Tables>,
  ids: readonly string[],
): Promise<Map<string, Facts>> {
  const verdicts = sql.table(`${store.schema}.student_verdict`);
  await sql`update ${verdicts} set version_n = version_n + 1 where student_id = any(${ids}::text[])`.execute(
    trx,
  );
  const facts = await store.read(trx, ids);
  const judged = [...facts.values()].map((one) => judgedRow(one, store.judge(one)));
  const json = JSON.stringify(judged);
  await sql`
    update ${verdicts} as v set outcome = j.outcome, reasons = j.reasons
    from jsonb_to_recordset(${json}::text::jsonb) as j(student_id text, outcome text, reasons text[])
    where v.student_id = j.student_id`.execute(trx);
  await sql`
    insert into ${sql.table(`${store.schema}.outbox`)} (type, student_id, version, outcome, reasons, occurred_at)
    select 'verdict-changed', student_id, version, outcome, reasons, ${store.now()}::timestamptz
    from jsonb_to_recordset(${json}::text::jsonb)
      as j(student_id text, version text, outcome text, reasons text[])`.execute(trx);
  return facts;
}

function judgedRow(
  facts: StudentFacts,
  verdict: Verdict<string>,
): { student_id: string; version: string; outcome: Outcome; reasons: readonly string[] } {
  return {
    student_id: facts.studentId,
    version: facts.version,
    outcome: verdict.outcome,
    reasons: verdict.reasons,
  };
}
