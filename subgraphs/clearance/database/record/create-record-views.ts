import { type Kysely, sql } from 'kysely';

const statements = [
  // What became of each submission since: at most one of both.
  sql`create view clearance.submission_status as
    select s.serial, s.student_id, r.at as voided_at, d.at as handed_over_at, d.actor as handed_over_by,
      d.detail ->> 'desk' as desk, d.detail ->> 'collectedBy' as collected_by
    from clearance.submission s
    left join clearance.submission_event r on r.serial = s.serial and r.type = 'REOPENED'
    left join clearance.submission_event d on d.serial = s.serial and d.type = 'DIPLOMA_ISSUED'`,
  sql`create view clearance.reopening as
    select q.seq as id, q.serial, q.student_id, q.detail ->> 'reason' as reason,
      case d.type when 'REOPENED' then 'CONFIRMED' when 'REOPENING_DECLINED' then 'DECLINED' else 'PENDING' end as state,
      q.actor as requested_by, q.at as requested_at, d.actor as decided_by, d.at as decided_at,
      d.detail ->> 'reason' as decline_reason
    from clearance.submission_event q
    left join clearance.submission_event d on d.about = q.seq
    where q.type = 'REOPENING_REQUESTED'`,
  // The contact is the one of the submission's class year; nobody decided where a department passes again.
  sql`create view clearance.review_case as
    select o.seq as id, o.serial, o.student_id, o.department, o.detail ->> 'version' as version,
      o.detail -> 'reasons' as reasons, o.at as opened_at, r.detail ->> 'resolution' as resolution,
      case when r.detail ->> 'resolution' not in ('PASSES_AGAIN', 'SUPERSEDED') then r.actor end as resolved_by,
      r.at as resolved_at, r.detail ->> 'note' as note,
      (select d -> 'contact' from clearance.submission s, jsonb_array_elements(s.record -> 'departments') d
        where s.serial = o.serial and d -> 'contact' ->> 'code' = o.department) as contact
    from clearance.submission_event o
    left join clearance.submission_event r on r.about = o.seq
    where o.type = 'REVIEW_OPENED'`,
];

/** Creates the views that read events as what they amount to: the status of a form, requests to reopen, review cases. */
export async function createRecordViews(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
