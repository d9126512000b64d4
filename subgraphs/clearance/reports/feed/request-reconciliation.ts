import { type Kysely, sql } from 'kysely';
import type { ServiceProfile } from '../../../kit/service/profile.ts';
import type { ClearanceTables } from '../../database/tables.ts';
import { forgetSweeps, requestSweeps } from '../sweep/sweeps.ts';

/**
 * Asks for the nightly comparison of all rows with their sources, but of those that were compared within 20 hours: the job
 * of the new day also runs when a process starts.
 */
export async function requestReconciliation(
  db: Kysely<ClearanceTables>,
  { classes }: Pick<ServiceProfile, 'classes'>,
): Promise<void> {
  await forgetSweeps(db);
  const sources = ['registry', ...new Set(classes.flatMap(({ requires }) => requires))];
  // Qualified, since a bare name means the inner table's column.
  const { rows } = await sql<{ source: string }>`
    select wanted.source from unnest(${sources}::text[]) as wanted(source)
    where not exists (
      select 1 from clearance.report_source s
      where s.source = wanted.source and s.reconciled_at > clearance.clearance_now() - interval '20 hours')
    -- What was never read is rebuilt, which leaves nothing to compare.
    and exists (select 1 from clearance.report_source s where s.source = wanted.source)`.execute(db);
  await requestSweeps(
    db,
    'RECONCILE',
    rows.map(({ source }) => source),
  );
}
