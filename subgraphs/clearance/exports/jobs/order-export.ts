import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import type { ExportTables } from '../../database/exports/create-export-tables.ts';
import type { ClearanceTables } from '../../database/tables.ts';
import type { Actor } from '../../record/actor.ts';
import type { ExportFormat } from '../../schema.generated.ts';

/** An export as it is stored. */
export type ExportRow = Selectable<ExportTables['export_job']>;

/** What is ordered, checked. */
export interface ExportOrder {
  readonly document: string;
  readonly variables: string | null;
  readonly format: ExportFormat;
  readonly purpose: string;
  /** As things stand now. */
  readonly totalRows: number;
  /** Which students, for the audit log; without personal data. */
  readonly filter: Readonly<Record<string, unknown>>;
}

/** How an order ended; `retryAfterMs` where it would succeed later. */
export type OrderOutcome =
  | { readonly kind: 'ordered'; readonly row: ExportRow }
  | {
      readonly kind: 'refused';
      readonly code: 'EXPORT_UNDER_WAY' | 'TOO_MANY_EXPORTS';
      readonly retryAfterMs: number;
    };

const LOOK_AGAIN_MS = 5_000;
const DAY_MS = 24 * 3_600_000;

/** Stores an order with its audit entry; a person has one export at a time, and so many within 24 hours. */
export function orderExport(
  db: Kysely<ClearanceTables>,
  actor: Actor,
  order: ExportOrder,
  perDay: number,
): Promise<OrderOutcome> {
  return db.transaction().execute(async (trx) => {
    // Two windows of one person would both find nothing under way.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`export ${actor.sub}`}, 0))`.execute(trx);
    const refused = await refusalOf(trx, actor.sub, perDay);
    if (refused) return refused;
    const { filter, totalRows, ...ordered } = order;
    const row = await trx
      .insertInto('export_job')
      .values({ ...ordered, owner: actor.sub, role: actor.role, total_rows: totalRows })
      .returningAll()
      .executeTakeFirstOrThrow();
    await auditExport(trx, actor, 'export-started', {
      export: row.id,
      purpose: order.purpose,
      format: order.format,
      rows: totalRows,
      filter: JSON.stringify(filter),
    });
    return { kind: 'ordered', row };
  });
}

async function refusalOf(
  trx: Transaction<ClearanceTables>,
  owner: string,
  perDay: number,
): Promise<Extract<OrderOutcome, { kind: 'refused' }> | null> {
  const { rows } = await sql<{ open: number; recent: number; oldest_ms: number | null }>`
    select count(*) filter (where state in ('QUEUED', 'RUNNING')) as open, count(*) filter (where recent) as recent,
      extract(epoch from clearance.clearance_now() - min(requested_at) filter (where recent))::float8 * 1000 as oldest_ms
    from (
      select state, requested_at, requested_at > clearance.clearance_now() - interval '24 hours' as recent
      from clearance.export_job where owner = ${owner}
    ) own`.execute(trx);
  const { open = 0, recent = 0, oldest_ms = null } = rows[0] ?? {};
  if (open > 0) return { kind: 'refused', code: 'EXPORT_UNDER_WAY', retryAfterMs: LOOK_AGAIN_MS };
  if (recent < perDay) return null;
  const retryAfterMs = Math.max(LOOK_AGAIN_MS, Math.ceil(DAY_MS - (oldest_ms ?? 0)));
  return { kind: 'refused', code: 'TOO_MANY_EXPORTS', retryAfterMs };
}

/** Leaves an audit entry about an export: about nobody in particular. */
export async function auditExport(
  trx: Kysely<ClearanceTables>,
  { sub, role }: Actor,
  action: 'export-started' | 'export-downloaded' | 'export-cancelled',
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  await sql`
    select clearance.write_audit(clearance.clearance_now(), ${sub}, ${role}, ${action}, null::text,
      ${JSON.stringify(detail)}::text::jsonb)`.execute(trx);
}
