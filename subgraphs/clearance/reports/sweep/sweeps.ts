import { type QueryExecutorProvider, sql } from 'kysely';
import type { ReportTables } from '../../database/reports/create-report-tables.ts';

/** Why all students of a source are read. */
export type SweepKind = ReportTables['report_sweep']['kind'];

/** A sweep that this process may work on until its lease is over. */
export interface TakenSweep {
  readonly id: number;
  readonly source: string;
  readonly kind: SweepKind;
  /** The last student number that was done; empty: none. */
  readonly cursor: string;
}

/** How far a sweep got. */
export interface SweepProgress {
  readonly source: string;
  readonly kind: SweepKind;
  readonly rowsRead: number;
  readonly rowsUnread: number;
  readonly rowsChanged: number;
  readonly finishedAt: Date | null;
}

/** What a page added to a sweep. */
export interface SweepStep {
  /** Null: it was the last page. */
  readonly cursor: string | null;
  readonly read: number;
  readonly unread: number;
  readonly changed: number;
}

/** Longer than a page takes; a process that died leaves its sweeps to others after that. */
export const LEASE_MS = 60_000;

// What is asked for later takes over what is under way where it does more; the other way about it is done already.
const RANKS = sql`array['POLL', 'RECONCILE', 'REBUILD']`;

/**
 * Asks for sweeps. Where one of the source is under way already, that one counts, unless more is asked for (a comparison
 * is more than a poll, a rebuild more than both): then it begins anew, and counts from nothing.
 *
 * @returns their ids
 */
export async function requestSweeps(
  db: QueryExecutorProvider,
  kind: SweepKind,
  sources: readonly string[],
): Promise<number[]> {
  const isMore = sql`array_position(${RANKS}, excluded.kind) > array_position(${RANKS}, s.kind)`;
  const { rows } = await sql<{ id: number }>`
    insert into clearance.report_sweep as s (source, kind)
    select source, ${kind} from unnest(${sources}::text[]) as source
    on conflict (source) where finished_at is null do update
      set kind = case when ${isMore} then excluded.kind else s.kind end,
        cursor = case when ${isMore} then '' else s.cursor end,
        rows_read = case when ${isMore} then 0 else s.rows_read end,
        rows_unread = case when ${isMore} then 0 else s.rows_unread end,
        rows_changed = case when ${isMore} then 0 else s.rows_changed end,
        -- Whoever works on it finds that it was begun anew, and takes it again.
        leased_until = case when ${isMore} then null else s.leased_until end
    returning id`.execute(db);
  return rows.map(({ id }) => id);
}

/**
 * Takes a sweep that nobody works on. Departments wait while the registry is being rebuilt, or was never read: it says
 * which students there are.
 */
export async function takeSweep(db: QueryExecutorProvider, source: string): Promise<TakenSweep | null> {
  const { rows } = await sql<TakenSweep>`
    update clearance.report_sweep as s
    set leased_until = clearance.clearance_now() + ${LEASE_MS} * interval '1 ms'
    where s.source = ${source} and s.finished_at is null
      and (s.leased_until is null or s.leased_until < clearance.clearance_now())
      and (s.source = 'registry' or exists (
        select 1 from clearance.report_source r
        where r.source = 'registry' and r.heard_at is not null and not exists (
          select 1 from clearance.report_sweep o
          where o.source = 'registry' and o.finished_at is null and o.kind = 'REBUILD')))
    returning s.id, s.source, s.kind, s.cursor`.execute(db);
  return rows[0] ?? null;
}

/** Stores what a page did, in the transaction that does it. @returns false where the sweep was taken over or begun anew */
export async function stepSweep(
  trx: QueryExecutorProvider,
  { id, kind, cursor: before }: TakenSweep,
  { cursor, read, unread, changed }: SweepStep,
): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`
    update clearance.report_sweep
    set cursor = coalesce(${cursor}, cursor), rows_read = rows_read + ${read}::bigint,
      rows_unread = rows_unread + ${unread}::bigint, rows_changed = rows_changed + ${changed}::bigint,
      leased_until = clearance.clearance_now() + ${LEASE_MS} * interval '1 ms',
      finished_at = case when ${cursor === null} then clearance.clearance_now() end
    where id = ${id} and kind = ${kind} and cursor = ${before} and finished_at is null`.execute(trx);
  return numAffectedRows === 1n;
}

/** Lets a sweep lie whose source does not answer. @param ms until somebody tries again */
export async function putSweepOff(db: QueryExecutorProvider, id: number, ms: number): Promise<void> {
  await sql`
    update clearance.report_sweep set leased_until = clearance.clearance_now() + ${ms} * interval '1 ms'
    where id = ${id}`.execute(db);
}

/** Asks for departments of which a student on a roster has no verdict yet. */
export async function requestMissing(
  db: QueryExecutorProvider,
  departments: readonly string[],
): Promise<void> {
  const { rows } = await sql<{ department: string }>`
    select department from unnest(${departments}::text[]) as department
    where exists (
      select 1 from clearance.report_student s
      where s.class_year is not null and not exists (
        select 1 from clearance.report_verdict v
        where v.student_id = s.student_id and v.department = department))`.execute(db);
  await requestSweeps(
    db,
    'POLL',
    rows.map(({ department }) => department),
  );
}

/** How far these sweeps got, in order of their sources. */
export async function readSweeps(
  db: QueryExecutorProvider,
  ids: readonly number[],
): Promise<SweepProgress[]> {
  const { rows } = await sql<SweepProgress>`
    select source, kind, rows_read as "rowsRead", rows_unread as "rowsUnread", rows_changed as "rowsChanged",
      finished_at as "finishedAt"
    from clearance.report_sweep where id = any(${ids}::bigint[]) order by source`.execute(db);
  return rows;
}

/** Deletes what is told of sweeps that ended a month ago. */
export async function forgetSweeps(db: QueryExecutorProvider): Promise<void> {
  await sql`
    delete from clearance.report_sweep
    where finished_at < clearance.clearance_now() - interval '30 days'`.execute(db);
}
