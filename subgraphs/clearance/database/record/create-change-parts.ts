import { type Kysely, sql } from 'kysely';

const statements = [
  // Null columns where there is no such form; else nothing else happens to its student until the transaction ends.
  sql`create function clearance.lock_submission(p_serial text) returns clearance.submission language plpgsql as $$
    declare
      s clearance.submission;
    begin
      select * into s from clearance.submission where serial = p_serial;
      if s.serial is null then return s; end if;
      insert into clearance.student values (s.student_id) on conflict do nothing;
      perform 1 from clearance.student where student_id = s.student_id for update;
      return s;
    end $$`,
  // '-': about nobody who is known.
  sql`create function clearance.write_audit(
      p_at timestamptz, p_actor text, p_role text, p_action text, p_student text, p_detail jsonb
    ) returns void language sql as $$
      insert into clearance.audit (at, actor, role, action, student_id, detail)
      values (p_at, p_actor, p_role, p_action, coalesce(p_student, '-'), nullif(jsonb_strip_nulls(p_detail), '{}'))
    $$`,
  sql`create function clearance.write_outbox(p_at timestamptz, p_type text, s clearance.submission) returns void
    language sql as $$
      insert into clearance.outbox (type, student_id, serial, edition, occurred_at)
      values (p_type, s.student_id, s.serial, s.edition, p_at)
    $$`,
  // As the program's SubmissionRow.
  sql`create function clearance.row_of(s clearance.submission) returns jsonb language sql immutable as $$
    select jsonb_build_object('serial', s.serial, 'edition', s.edition, 'submitted_at', s.submitted_at,
      'read_after', s.read_after, 'record', s.record)
  $$`,
];

/** Creates what every change of the record does: lock, audit, outbox, and the row that is answered. */
export async function createChangeParts(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
