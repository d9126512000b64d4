import { type QueryExecutorProvider, sql } from 'kysely';
import type { Outcome } from '../../../kit/verdict/verdict.ts';
import { parseVersion } from '../../../kit/verdict/version.ts';

/** What a department said of a student, by an event or asked. */
export interface ToldVerdict {
  readonly studentId: string;
  /** `<epoch>.<n>`; what is none is passed over. */
  readonly version: string;
  readonly outcome: Outcome;
  readonly reasons: readonly string[];
  /** When it was said, or asked: a change is no younger than that. */
  readonly at: Date;
  /** What instant the department's data speak for. */
  readonly asOf: Date;
}

/**
 * How far what was told counts. `newer`: where its version is (events: each once, in whatever order they come).
 * `as-read`: also an older one, in rows that nothing was written to after this revision: a direct read outranks a copy.
 */
export type Precedence = { readonly kind: 'newer' } | { readonly kind: 'as-read'; readonly since: number };

/**
 * Writes verdicts of one department into the read model.
 *
 * @returns rows that changed
 */
export async function applyVerdicts(
  trx: QueryExecutorProvider,
  department: string,
  told: readonly ToldVerdict[],
  revision: number,
  precedence: Precedence,
): Promise<number> {
  let changed = 0;
  // A student's verdicts are taken in one by one: between a fail and a pass lies how long it took.
  for (const wave of oneOfEach(told)) changed += await applyWave(trx, department, wave, revision, precedence);
  return changed;
}

function oneOfEach(told: readonly ToldVerdict[]): ToldVerdict[][] {
  const waves: Map<string, ToldVerdict>[] = [];
  const seen = new Map<string, number>();
  for (const one of told) {
    const wave = seen.get(one.studentId) ?? 0;
    seen.set(one.studentId, wave + 1);
    waves[wave] ??= new Map();
    waves[wave].set(one.studentId, one);
  }
  return waves.map((wave) => [...wave.values()]);
}

async function applyWave(
  trx: QueryExecutorProvider,
  department: string,
  told: readonly ToldVerdict[],
  revision: number,
  precedence: Precedence,
): Promise<number> {
  const json = JSON.stringify(told.flatMap(rowOf));
  const since = precedence.kind === 'as-read' ? precedence.since : -1;
  const { numAffectedRows = 0n } = await sql`
    insert into clearance.report_verdict as v
      (student_id, department, outcome, reasons, epoch, n, as_of, since, opened_at, passed_at, revision)
    select student_id, ${department}, outcome, reasons, epoch, n, as_of, at,
      case when outcome <> 'PASSED' then at end, null, ${revision}::bigint
    from jsonb_to_recordset(${json}::text::jsonb)
      as i(student_id text, outcome text, reasons text[], epoch bigint, n bigint, at timestamptz,
        as_of timestamptz)
    on conflict (student_id, department) do update set
      outcome = excluded.outcome, reasons = excluded.reasons, epoch = excluded.epoch, n = excluded.n,
      as_of = excluded.as_of, revision = excluded.revision, updated_at = clearance.clearance_now(),
      since = case when v.outcome = excluded.outcome then v.since else excluded.since end,
      opened_at = case when v.outcome = 'PASSED' and excluded.outcome <> 'PASSED' then excluded.since
        else v.opened_at end,
      passed_at = case when excluded.outcome <> 'PASSED' then null
        when v.outcome <> 'PASSED' then excluded.since else v.passed_at end
    where (excluded.epoch, excluded.n) > (v.epoch, v.n)
      or (v.revision <= ${since}::bigint
        and (excluded.epoch, excluded.n, excluded.outcome, excluded.reasons) <> (v.epoch, v.n, v.outcome, v.reasons))`.execute(
    trx,
  );
  return Number(numAffectedRows);
}

function rowOf({ studentId, version, outcome, reasons, at, asOf }: ToldVerdict) {
  const parsed = parseVersion(version);
  return parsed ? [{ student_id: studentId, outcome, reasons, at, as_of: asOf, ...parsed }] : [];
}
