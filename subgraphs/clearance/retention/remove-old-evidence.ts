import { type Kysely, sql } from 'kysely';
import type { ClearanceTables } from '../database/tables.ts';

/** How much was removed, or would be. */
export interface Removed {
  /** Forms whose hand-over is a year ago or more, and which still had details. */
  readonly forms: number;
  /** Rows of `handover_evidence` deleted: document, reference, name of the delegate. */
  readonly handoverRows: number;
  /** Rows of `submission_evidence` whose version and read time were set to null. */
  readonly evidenceRows: number;
}

/** What a run may be told. */
export interface RemovalOptions {
  /** Only count. */
  readonly dryRun: boolean;
  /** Forms in one transaction; default 500. */
  readonly batch?: number;
}

const NONE: Removed = { forms: 0, handoverRows: 0, evidenceRows: 0 };

// By `clearance_now()`, like everything that the record decides.
const due = sql`
  select e.serial, e.student_id,
    (select count(*) from clearance.handover_evidence h where h.serial = e.serial) as handover_rows,
    (select count(*) from clearance.submission_evidence p
      where p.serial = e.serial and (p.version is not null or p.read_at is not null)) as evidence_rows
  from clearance.submission_event e
  where e.type = 'DIPLOMA_ISSUED' and clearance.is_evidence_due(e.serial)
    and (exists (select 1 from clearance.handover_evidence h where h.serial = e.serial)
      or exists (select 1 from clearance.submission_evidence p
        where p.serial = e.serial and (p.version is not null or p.read_at is not null)))`;

const totals = sql`count(*) as forms, coalesce(sum(handover_rows), 0)::bigint as "handoverRows",
  coalesce(sum(evidence_rows), 0)::bigint as "evidenceRows"`;

/**
 * Removes the details of evidence a year (a calendar year in Shanghai) after the hand-over of a form.
 *
 * What was shown at the desk is deleted; version and read time of each department's evidence become null. Serial,
 * department and outcome stay, and so do the submission as it was frozen, its events and the audit log; each form leaves
 * an audit row by `retention`. Works in batches, one transaction each; running it again, or twice at once, removes nothing
 * twice. Needs a login that owns the tables: the role of the commits may remove nothing.
 */
export async function removeOldEvidence(
  db: Kysely<ClearanceTables>,
  { dryRun, batch = 500 }: RemovalOptions,
): Promise<Removed> {
  if (dryRun) {
    const { rows } = await sql<Removed>`select ${totals} from (${due}) d`.execute(db);
    return rows[0] ?? NONE;
  }
  let removed = NONE;
  for (;;) {
    const now = await removeBatch(db, batch);
    removed = {
      forms: removed.forms + now.forms,
      handoverRows: removed.handoverRows + now.handoverRows,
      evidenceRows: removed.evidenceRows + now.evidenceRows,
    };
    if (now.forms < batch) return removed;
  }
}

async function removeBatch(db: Kysely<ClearanceTables>, batch: number): Promise<Removed> {
  return db.transaction().execute(async (trx) => {
    // Two runs at once would both find the same forms and both tell of them.
    await sql`select pg_advisory_xact_lock(hashtext('clearance.retention'))`.execute(trx);
    const { rows } = await sql<Removed>`
      with due as (select * from (${due}) d order by serial limit ${batch}),
      shown as (delete from clearance.handover_evidence h using due where h.serial = due.serial),
      proven as (update clearance.submission_evidence p set version = null, read_at = null from due
        where p.serial = due.serial and (p.version is not null or p.read_at is not null)),
      told as (insert into clearance.audit (at, actor, role, action, student_id, detail)
        select clearance.clearance_now(), 'retention', 'job', 'evidence-removed', student_id, jsonb_build_object(
          'serial', serial, 'handoverRows', handover_rows, 'evidenceRows', evidence_rows) from due order by serial)
      select ${totals} from due`.execute(trx);
    return rows[0] ?? NONE;
  });
}
