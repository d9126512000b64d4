import { type Kysely, sql } from 'kysely';
import type { ClearanceTables } from '../database/tables.ts';
import type { SubmissionRow } from './record.ts';

/** The submissions that stand, by student, in one statement; who has none, or whose was reopened, is absent. */
export async function readStanding(
  db: Kysely<ClearanceTables>,
  ids: readonly string[],
): Promise<Map<string, SubmissionRow>> {
  const { rows } = await sql<SubmissionRow & { student_id: string }>`
    select student_id, serial, edition, submitted_at, read_after, record
    from clearance.submission
    where student_id = any(${ids}::text[]) and edition = clearance.edition_of(student_id)`.execute(db);
  return new Map(rows.map(({ student_id, ...row }) => [student_id, row]));
}
