import { type Kysely, sql } from 'kysely';
import type { ClearanceTables } from '../../database/tables.ts';
import type { Actor } from '../../record/actor.ts';
import type { Numbered, PageRequest } from '../../record/page.ts';
import { auditExport, type ExportRow } from './order-export.ts';

type Db = Kysely<ClearanceTables>;

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const kept = sql<boolean>`(expires_at is null or expires_at > clearance.clearance_now())`;

/** How a cancellation ended. */
export type CancelOutcome =
  | { readonly kind: 'cancelled'; readonly row: ExportRow }
  | { readonly kind: 'refused'; readonly code: 'EXPORT_NOT_FOUND' | 'EXPORT_ENDED' };

/** Exports that somebody ordered in a role, newest first; one more than the page holds, where there is one. */
export async function listExports(
  db: Db,
  actor: Actor,
  { first, before }: PageRequest,
): Promise<Numbered<ExportRow>[]> {
  let query = ofActor(db, actor);
  if (before !== null) query = query.where('number', '<', before);
  const rows = await query
    .orderBy('number', 'desc')
    .limit(first + 1)
    .execute();
  return rows.map((row) => ({ number: row.number, node: row }));
}

/** One of them; null where there is none. */
export async function findExport(db: Db, actor: Actor, id: string): Promise<ExportRow | null> {
  if (!ID.test(id)) return null;
  return (await ofActor(db, actor).where('id', '=', id).executeTakeFirst()) ?? null;
}

/** The same, of one that is ready to be downloaded, which leaves an audit entry. */
export function beginDownload(db: Db, actor: Actor, id: string): Promise<ExportRow | null> {
  return db.transaction().execute(async (trx) => {
    const found = await findExport(trx, actor, id);
    if (found?.state !== 'DONE') return null;
    const { purpose, rows } = found;
    await auditExport(trx, actor, 'export-downloaded', { export: id, purpose, rows });
    return found;
  });
}

/** Ends an export, whatever it is at, and removes what was written; its run finds out at its next page. */
export function cancelExport(db: Db, actor: Actor, id: string, keepMs: number): Promise<CancelOutcome> {
  return db.transaction().execute(async (trx): Promise<CancelOutcome> => {
    if (!(await findExport(trx, actor, id))) return { kind: 'refused', code: 'EXPORT_NOT_FOUND' };
    const now = sql<Date>`clearance.clearance_now()`;
    const row = await trx
      .updateTable('export_job')
      .set({
        state: 'CANCELLED',
        finished_at: now,
        expires_at: sql<Date>`${now} + ${keepMs}::float8 * interval '1 ms'`,
        holder: null,
        bytes: 0,
        chunks: 0,
      })
      .where('id', '=', id)
      .where('state', 'in', ['QUEUED', 'RUNNING', 'DONE'])
      .returningAll()
      .executeTakeFirst();
    if (!row) return { kind: 'refused', code: 'EXPORT_ENDED' };
    await trx.deleteFrom('export_chunk').where('export_id', '=', id).execute();
    await auditExport(trx, actor, 'export-cancelled', { export: id, purpose: row.purpose, rows: row.rows });
    return { kind: 'cancelled', row };
  });
}

/** A role that was taken away takes its exports with it. */
function ofActor(db: Db, { sub, role }: Actor) {
  return db
    .selectFrom('export_job')
    .selectAll()
    .where('owner', '=', sub)
    .where('role', '=', role)
    .where(kept);
}
