import type { Kysely } from 'kysely';
import type { ClearanceTables } from '../database/tables.ts';

/** A member of staff who looked at a student's form. */
export interface LookUp {
  readonly actor: string;
  readonly role: string;
  readonly action: 'form-read' | 'form-verified';
  readonly studentId: string;
  /** Small and without names, e.g. the serial and the verdict. */
  readonly detail: Readonly<Record<string, string | boolean | null>>;
}

/** Writes the audit row of a look-up, before its answer is given. */
export async function recordLookUp(db: Kysely<ClearanceTables>, lookUp: LookUp): Promise<void> {
  const { studentId, ...row } = lookUp;
  await db
    .insertInto('audit')
    .values({ ...row, student_id: studentId })
    .execute();
}
