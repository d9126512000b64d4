import { type Kysely, type QueryExecutorProvider, sql } from 'kysely';
import type { ClearanceTables } from '../../database/tables.ts';
import type { ExportRow } from './order-export.ts';

type Db = Kysely<ClearanceTables>;

/** What a run works on; nobody else does until the lease is over. */
export type TakenExport = Pick<
  ExportRow,
  'id' | 'owner' | 'role' | 'document' | 'variables' | 'format' | 'cursor' | 'chunks' | 'rows' | 'attempts'
>;

/** A page of a file. */
export interface ExportPage {
  /** Of the last row; null: the file is complete. */
  readonly cursor: string | null;
  /** Gzipped; null: nothing is added. */
  readonly content: Uint8Array | null;
  /** Size before it was gzipped. */
  readonly bytes: number;
  readonly rows: number;
  /** With those that are still to come. */
  readonly totalRows: number;
  readonly workedMs: number;
}

/** Takes the export that waits longest, or one that another process left; null: there is none. @param holder a new UUID of this run */
export async function takeExport(db: Db, holder: string, leaseMs: number): Promise<TakenExport | null> {
  const { rows } = await sql<TakenExport>`
    update clearance.export_job
    set state = 'RUNNING', holder = ${holder}::uuid, attempts = attempts + 1, leased_until = ${after(leaseMs)},
      started_at = coalesce(started_at, clearance.clearance_now())
    where id = (
      select id from clearance.export_job
      where state = 'QUEUED' and (leased_until is null or leased_until <= clearance.clearance_now())
        or state = 'RUNNING' and leased_until <= clearance.clearance_now()
      order by number limit 1 for update skip locked)
    returning id, owner, role, document, variables, format, cursor, chunks, rows, attempts`.execute(db);
  return rows[0] ?? null;
}

/**
 * Stores a page together with how far the file is; the last one makes it ready.
 *
 * @returns false where nothing was stored: the export was cancelled, or another run took it
 */
export function storePage(
  db: Db,
  { id, chunks }: Pick<TakenExport, 'id' | 'chunks'>,
  page: ExportPage,
  { holder, leaseMs, keepMs }: { readonly holder: string; readonly leaseMs: number; readonly keepMs: number },
): Promise<boolean> {
  const isLast = page.cursor === null;
  return db.transaction().execute(async (trx) => {
    // First, so that whoever cancels or takes over waits for the page, or the page for them.
    const { numAffectedRows = 0n } = await sql`
      update clearance.export_job
      set cursor = coalesce(${page.cursor}::text, cursor), chunks = chunks + ${page.content ? 1 : 0}::int,
        rows = rows + ${page.rows}::bigint, total_rows = ${page.totalRows}::bigint, bytes = bytes + ${page.bytes}::bigint,
        worked_ms = worked_ms + ${page.workedMs}::float8, attempts = 0, leased_until = ${after(leaseMs)},
        state = case when ${isLast}::boolean then 'DONE' else state end,
        finished_at = case when ${isLast}::boolean then clearance.clearance_now() end,
        expires_at = case when ${isLast}::boolean then ${after(keepMs)} end
      where id = ${id}::uuid and state = 'RUNNING' and holder = ${holder}::uuid and chunks = ${chunks}::int`.execute(
      trx,
    );
    if (numAffectedRows !== 1n) return false;
    if (page.content)
      await trx
        .insertInto('export_chunk')
        .values({ export_id: id, number: chunks, content: page.content })
        .execute();
    return true;
  });
}

/** Ends an export that cannot be completed, and removes what was written. @returns false where another run has it */
export async function failExport(
  db: Db,
  id: string,
  holder: string,
  failure: NonNullable<ExportRow['failure']>,
  keepMs: number,
): Promise<boolean> {
  const { rows } = await sql`
    with failed as (
      update clearance.export_job
      set state = 'FAILED', failure = ${failure}, finished_at = clearance.clearance_now(),
        expires_at = ${after(keepMs)}, chunks = 0, bytes = 0
      where id = ${id}::uuid and state = 'RUNNING' and holder = ${holder}::uuid
      returning id
    ), removed as (
      delete from clearance.export_chunk where export_id in (select id from failed)
    )
    select id from failed`.execute(db);
  return rows.length === 1;
}

/** Lets an export lie that this run does not go on with. @param ms until somebody else may */
export async function putExportOff(db: Db, id: string, holder: string, ms: number): Promise<void> {
  await sql`
    update clearance.export_job set leased_until = ${after(ms)}
    where id = ${id}::uuid and state = 'RUNNING' and holder = ${holder}::uuid`.execute(db);
}

/** Removes files whose time is over; what counts for the limit of a day stays for a day. @returns how many files */
export async function removeExpired(db: QueryExecutorProvider): Promise<number> {
  const { rows } = await sql<{ export_id: string }>`
    delete from clearance.export_chunk c using clearance.export_job j
    where j.id = c.export_id and j.expires_at <= clearance.clearance_now()
    returning c.export_id`.execute(db);
  await sql`
    delete from clearance.export_job
    where expires_at <= clearance.clearance_now() and requested_at < clearance.clearance_now() - interval '24 hours'`.execute(
    db,
  );
  return new Set(rows.map(({ export_id }) => export_id)).size;
}

function after(ms: number) {
  return sql`clearance.clearance_now() + ${ms}::float8 * interval '1 ms'`;
}
