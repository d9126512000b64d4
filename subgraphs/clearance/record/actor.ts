import { type Kysely, sql } from 'kysely';
import { fault } from '../../kit/graph/graph-errors.ts';
import type { Viewer } from '../../kit/graph/viewer.ts';
import type { ClearanceTables } from '../database/tables.ts';

/** A person who may do what is asked. */
export interface Actor {
  readonly sub: string;
  readonly role: string;
}

/** What was tried, for the audit log. */
export interface Attempt {
  /** In kebab-case, e.g. `diploma-handover-refused`. */
  readonly action: string;
  /** The form that it was about; null: none that is known by its serial. */
  readonly serial?: string | null;
  /** The request or the case that it was about. */
  readonly event?: number | null;
}

/** Passes people with one of the roles. @throws UNAUTHENTICATED for nobody, FORBIDDEN for everybody else */
export function requireRole(viewer: Viewer, roles: readonly string[]): Actor {
  if (viewer.kind === 'anonymous') throw fault('UNAUTHENTICATED');
  if (!roles.includes(viewer.role)) throw fault('FORBIDDEN');
  return { sub: viewer.sub, role: viewer.role };
}

/**
 * The same for a change, before its input is looked at: who is known and may not leaves an audit row; repeats of the same
 * about the same student within a minute leave none.
 */
export async function requireRoleToChange(
  db: Kysely<ClearanceTables>,
  viewer: Viewer,
  role: string,
  attempt: Attempt,
): Promise<Actor> {
  if (viewer.kind === 'person' && viewer.role !== role) {
    const { action, serial = null, event = null } = attempt;
    await sql`
      select clearance.write_refusal(${viewer.sub}, ${viewer.role}, ${action}, s.student_id,
        jsonb_build_object('serial', coalesce(s.serial, ${serial}::text), 'why', 'forbidden'))
      from (select 1) one left join clearance.submission s on s.serial =
        coalesce(${serial}::text, (select serial from clearance.submission_event where seq = ${event}::bigint))`.execute(
      db,
    );
  }
  return requireRole(viewer, [role]);
}

/** Leaves an audit row of a look-up of a named student, before it is answered. */
export async function auditLookUp(
  db: Kysely<ClearanceTables>,
  { sub, role }: Actor,
  action: string,
  studentId: string,
  serial: string | null = null,
): Promise<void> {
  await sql`
    select clearance.write_audit(clearance.clearance_now(), ${sub}, ${role}, ${action}, ${studentId},
      jsonb_build_object('serial', ${serial}::text))`.execute(db);
}
