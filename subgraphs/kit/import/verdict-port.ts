import { type QueryExecutorProvider, sql, type Transaction } from 'kysely';
import type { DepartmentStore, StudentFacts } from '../verdict/department-store.ts';
import { lockStudents, recordVerdicts } from '../verdict/record-verdicts.ts';
import type { Verdict } from '../verdict/verdict.ts';

/** Verdicts by student number. */
export type Verdicts = Map<string, Verdict<string>>;

/** What imports do with a department's verdicts; each is called in the transaction of the change. */
export interface VerdictPort {
  /** Takes the students' locks; students met for the first time get their row. */
  readonly lock: (trx: QueryExecutorProvider, ids: readonly string[]) => Promise<void>;
  /** The verdicts as they were last recorded. */
  readonly stored: (trx: QueryExecutorProvider, ids: readonly string[]) => Promise<Verdicts>;
  /** The verdicts of the facts as they stand; UNKNOWN where the department does not know the student. */
  readonly judge: (trx: QueryExecutorProvider, ids: readonly string[]) => Promise<Verdicts>;
  /** Judges, raises the versions, and writes the outbox rows. */
  readonly record: (trx: QueryExecutorProvider, ids: readonly string[]) => Promise<Verdicts>;
}

/** The verdict on a student whom the department does not know. */
const NOT_FOUND: Verdict<string> = { outcome: 'UNKNOWN', reasons: ['STUDENT_NOT_FOUND'] };

/** The port over a department's rows and rule. */
export function createVerdictPort<Tables, Facts extends StudentFacts, Code extends string>(
  store: DepartmentStore<Tables, Facts, Code>,
): VerdictPort {
  const table = sql.table(`${store.schema}.student_verdict`);
  // The caller's transaction was begun on this very store.
  const own = (trx: QueryExecutorProvider) => trx as unknown as Transaction<Tables>;
  const verdictsOf = (ids: readonly string[], facts: ReadonlyMap<string, Facts>): Verdicts =>
    new Map(
      ids.map((id) => {
        const found = facts.get(id);
        return [id, found ? store.judge(found) : NOT_FOUND];
      }),
    );
  return {
    lock: async (trx, ids) => {
      await sql`
        insert into ${table} (student_id) select unnest(${ids}::text[]) order by 1
        on conflict do nothing`.execute(trx);
      await lockStudents(store.schema, trx, ids);
    },
    stored: async (trx, ids) => {
      const { rows } = await sql<{ student_id: string } & Verdict<string>>`
        select student_id, outcome, reasons from ${table} where student_id = any(${ids}::text[])`.execute(
        trx,
      );
      return new Map(rows.map(({ student_id, outcome, reasons }) => [student_id, { outcome, reasons }]));
    },
    judge: async (trx, ids) => verdictsOf(ids, await store.read(own(trx), ids)),
    record: async (trx, ids) => {
      if (ids.length === 0) return new Map();
      const facts = await recordVerdicts(store, own(trx), ids);
      const unknown = ids.filter((id) => !facts.has(id));
      if (unknown.length > 0) await recordNotFound(store.schema, trx, unknown, store.now());
      return verdictsOf(ids, facts);
    },
  };
}

/** Records students whom the department no longer knows; `recordVerdicts` has raised their versions already. */
async function recordNotFound(
  schema: string,
  trx: QueryExecutorProvider,
  ids: readonly string[],
  now: Date,
): Promise<void> {
  await sql`
    with unknown as (
      update ${sql.table(`${schema}.student_verdict`)}
      set outcome = ${NOT_FOUND.outcome}, reasons = ${NOT_FOUND.reasons}::text[]
      where student_id = any(${ids}::text[])
      returning student_id, version_n, outcome, reasons
    )
    insert into ${sql.table(`${schema}.outbox`)} (type, student_id, version, outcome, reasons, occurred_at)
    select 'verdict-changed', student_id, epoch || '.' || version_n, outcome, reasons, ${now}::timestamptz
    from unknown, ${sql.table(`${schema}.verdict_epoch`)}`.execute(trx);
}

/** Whether two verdicts say the same. */
export function sameVerdict(one: Verdict<string> | undefined, other: Verdict<string> | undefined): boolean {
  return (
    [one?.outcome, ...(one?.reasons ?? [])].join() === [other?.outcome, ...(other?.reasons ?? [])].join()
  );
}
