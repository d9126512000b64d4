import { type QueryExecutorProvider, sql } from 'kysely';
import type { ReportWay } from '../../schema.generated.ts';

/** What is known of a source of the read model. */
export interface SourceState {
  readonly source: string;
  readonly way: ReportWay;
  /** When it was last known that nothing is missing. */
  readonly heardAt: Date | null;
  readonly reconciledAt: Date | null;
  readonly drift: number | null;
}

/** How far the events of a source were taken in; null: none yet. */
export async function readPosition(db: QueryExecutorProvider, source: string): Promise<string | null> {
  const { rows } = await sql<{ cursor: string | null }>`
    select cursor from clearance.report_source where source = ${source}`.execute(db);
  return rows[0]?.cursor ?? null;
}

/** Remembers how far they were taken in. */
export async function writePosition(
  db: QueryExecutorProvider,
  source: string,
  cursor: string,
): Promise<void> {
  await sql`
    insert into clearance.report_source as s (source, cursor, heard_at)
    values (${source}, ${cursor}, clearance.clearance_now())
    on conflict (source) do update set cursor = excluded.cursor, heard_at = excluded.heard_at`.execute(db);
}

/** Notes how a source is heard; what is heard now by events, or was just asked, is `heard`. */
export async function noteSource(
  db: QueryExecutorProvider,
  source: string,
  way: ReportWay,
  heard: 'heard' | 'not-heard',
): Promise<void> {
  await sql`
    insert into clearance.report_source as s (source, way, heard_at)
    values (${source}, ${way}, case when ${heard === 'heard'} then clearance.clearance_now() end)
    on conflict (source) do update
      set way = excluded.way, heard_at = coalesce(excluded.heard_at, s.heard_at)`.execute(db);
}

/**
 * Notes how the rows of a source agreed with it.
 *
 * @param drift rows that were not as the source says
 * @param extent `in-part`: some could not be read, so the last comparison of all of them stays where it was
 */
export async function noteReconciled(
  db: QueryExecutorProvider,
  source: string,
  drift: number,
  extent: 'whole' | 'in-part',
): Promise<void> {
  await sql`
    insert into clearance.report_source as s (source, reconciled_at, drift)
    values (${source}, case when ${extent === 'whole'} then clearance.clearance_now() end, ${drift}::bigint)
    on conflict (source) do update
      set reconciled_at = coalesce(excluded.reconciled_at, s.reconciled_at), drift = excluded.drift`.execute(
    db,
  );
}

/** All sources that were ever heard of, by name. */
export async function readSources(db: QueryExecutorProvider): Promise<ReadonlyMap<string, SourceState>> {
  const { rows } = await sql<SourceState>`
    select source, way, heard_at as "heardAt", reconciled_at as "reconciledAt", drift
    from clearance.report_source`.execute(db);
  return new Map(rows.map((row) => [row.source, row]));
}
