import { type QueryExecutorProvider, sql } from 'kysely';

/**
 * Brings what became of these students' submissions up to date from the record itself, which lies in the same database.
 *
 * A submission that was reopened counts as none; the newest edition counts.
 *
 * @param ids null: everybody's
 * @returns rows that changed
 */
export async function applySubmissions(
  trx: QueryExecutorProvider,
  ids: readonly string[] | null,
  revision: number,
): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    with standing as (
      select student_id, max(submitted_at) as submitted_at, max(handed_over_at) as handed_over_at from (
        select s.student_id, s.submitted_at, (
          select max(e.at) from clearance.submission_event e where e.serial = s.serial and e.type = 'DIPLOMA_ISSUED'
        ) as handed_over_at
        from clearance.submission s
        where (${ids === null} or s.student_id = any(${ids ?? []}::text[])) and not exists (
          select 1 from clearance.submission_event e where e.serial = s.serial and e.type = 'REOPENED')
      ) one group by student_id
    ), now_so as (
      select r.student_id, s.submitted_at, s.handed_over_at
      from clearance.report_student r left join standing s using (student_id)
      where ${ids === null} or r.student_id = any(${ids ?? []}::text[])
      union
      select s.student_id, s.submitted_at, s.handed_over_at from standing s
    )
    insert into clearance.report_student as r (student_id, submitted_at, handed_over_at, revision)
    select student_id, submitted_at, handed_over_at, ${revision}::bigint from now_so
    on conflict (student_id) do update
      set submitted_at = excluded.submitted_at, handed_over_at = excluded.handed_over_at,
        revision = excluded.revision, updated_at = clearance.clearance_now()
    where (excluded.submitted_at, excluded.handed_over_at) is distinct from (r.submitted_at, r.handed_over_at)`.execute(
    trx,
  );
  return Number(numAffectedRows);
}
