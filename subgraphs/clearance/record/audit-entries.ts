import { type Kysely, sql } from 'kysely';
import { requireStudentNumber } from '../../kit/graph/viewer.ts';
import type { ClearanceTables } from '../database/tables.ts';
import type { AuditEntry, AuditLogFilter } from '../schema.generated.ts';
import { badInput, optionalText } from './input-text.ts';
import type { Numbered, PageRequest } from './page.ts';

/** A checked filter; null: any. */
export interface AuditFilter {
  readonly studentId: string | null;
  readonly actor: string | null;
  readonly action: string | null;
  /** Milliseconds since 1970; not before. */
  readonly from: number | null;
  /** Milliseconds since 1970; before. */
  readonly until: number | null;
}

/** Checks what entries are asked for. @throws BAD_USER_INPUT that names the field */
export function readAuditFilter(filter: AuditLogFilter | null | undefined): AuditFilter {
  const studentId = filter?.studentId ?? null;
  return {
    studentId: studentId === null ? null : requireStudentNumber(studentId),
    actor: optionalText(filter?.actor, 'actor', 64),
    action: optionalText(filter?.action, 'action', 64),
    from: instantOf(filter?.from, 'from'),
    until: instantOf(filter?.until, 'until'),
  };
}

/** Milliseconds of an instant of the years 0000 to 9999, which RFC 3339 can write. */
function instantOf(instant: Date | null | undefined, field: string): number | null {
  if (!instant) return null;
  const year = instant.getUTCFullYear();
  if (year >= 0 && year <= 9999) return instant.getTime();
  throw badInput(field, '应在 0000 至 9999 年之间', 'must lie in the years 0000 to 9999');
}

interface Row {
  readonly seq: number;
  readonly at: Date;
  readonly actor: string;
  readonly role: string;
  readonly action: string;
  readonly student_id: string;
  readonly serial: string | null;
  readonly more: string | null;
}

/** Entries of the audit log, newest first; one more than the page holds, where there is one. */
export async function listAudit(
  db: Kysely<ClearanceTables>,
  filter: AuditFilter,
  page: PageRequest,
): Promise<Numbered<AuditEntry>[]> {
  const { rows } = await sql<Row>`
    select seq, at, actor, role, action, student_id, detail ->> 'serial' as serial,
      nullif(detail - 'serial', '{}')::text as more
    from clearance.audit
    where (${page.before}::bigint is null or seq < ${page.before}::bigint)
      and (${filter.studentId}::text is null or student_id = ${filter.studentId})
      and (${filter.actor}::text is null or actor = ${filter.actor})
      and (${filter.action}::text is null or action = ${filter.action})
      and (${filter.from}::float8 is null or at >= to_timestamp(${filter.from}::float8 / 1000))
      and (${filter.until}::float8 is null or at < to_timestamp(${filter.until}::float8 / 1000))
    order by seq desc limit ${page.first + 1}`.execute(db);
  return rows.map(({ seq, student_id, more, ...row }) => ({
    number: seq,
    node: { id: String(seq), ...row, studentId: student_id, detail: more },
  }));
}
