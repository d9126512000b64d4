import { type Kysely, sql } from 'kysely';
import type { ClearanceTables } from '../database/tables.ts';
import type { WatchedSubmission } from './look-again.ts';

/** The submissions of these students that stand and whose diploma was not handed over, in one statement. */
export async function readWatched(
  db: Kysely<ClearanceTables>,
  students: readonly string[],
): Promise<WatchedSubmission[]> {
  const { rows } = await sql<WatchedSubmission>`
    select s.serial, s.student_id as "studentId", s.required, coalesce((
      select array_agg(c.department) from clearance.review_case c where c.serial = s.serial and c.resolution is null
    ), '{}') as open
    from clearance.submission s
    where s.student_id = any(${students}::text[])
      and not exists (
        select 1 from clearance.submission_event e
        where e.serial = s.serial and e.type in ('REOPENED', 'DIPLOMA_ISSUED'))`.execute(db);
  return rows;
}
