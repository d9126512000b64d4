import { type Kysely, sql } from 'kysely';
import type { ClearanceTables } from '../database/tables.ts';

/** What was tried and refused. */
export interface Refusal {
  /** In kebab-case, e.g. `submit-refused`. */
  readonly action: string;
  /** About whom. */
  readonly studentId: string;
}

/**
 * Leaves an audit row of a refused attempt: the first at once, repeats of the same by the same person about the same
 * student within a minute not at all.
 */
export async function auditRefusal(
  db: Kysely<ClearanceTables>,
  { sub, role }: { readonly sub: string; readonly role: string },
  { action, studentId }: Refusal,
): Promise<void> {
  await sql`select clearance.write_refusal(${sub}, ${role}, ${action}, ${studentId}, null::jsonb)`.execute(
    db,
  );
}
