import { type Kysely, sql } from 'kysely';

const statements = [
  sql`create function clearance.is_newer(p_version text, p_than text) returns boolean language sql immutable as $$
      select string_to_array(p_version, '.')::bigint[] > string_to_array(p_than, '.')::bigint[]
    $$`,
  // The caller holds the student's lock. Closes the cases that are older than a version, where one is given. How many.
  sql`create function clearance.close_cases(
      s clearance.submission, p_departments text[], p_before text, p_resolution text, p_actor text, p_role text
    ) returns int language plpgsql as $$
    declare
      v_at timestamptz := clearance.clearance_now();
      v_closed int := 0;
      c clearance.review_case;
    begin
      for c in select * from clearance.review_case
        where serial = s.serial and resolution is null and department = any(p_departments)
          and (p_before is null or clearance.is_newer(p_before, version)) order by id
      loop
        insert into clearance.submission_event (serial, student_id, type, at, actor, about, detail)
          values (s.serial, s.student_id, 'REVIEW_RESOLVED', v_at, p_actor, c.id,
            jsonb_build_object('resolution', p_resolution));
        perform clearance.write_audit(v_at, p_actor, p_role, 'review-resolved', s.student_id, jsonb_build_object(
          'serial', s.serial, 'case', c.id, 'department', c.department, 'resolution', p_resolution));
        perform clearance.write_outbox(v_at, 'review-resolved', s);
        v_closed := v_closed + 1;
      end loop;
      return v_closed;
    end $$`,
  // A pass closes what was found before it: of two looks at once the slower one may have seen an older pass.
  sql`create function clearance.close_review_case(p_serial text, p_department text, p_version text) returns int
    language sql as $$
      select clearance.close_cases(
        clearance.lock_submission(p_serial), array[p_department], p_version, 'PASSES_AGAIN', 'watcher', 'job')
    $$`,
  sql`create function clearance.open_review_case(p_serial text, p_department text, p_version text, p_reasons jsonb)
    returns text language plpgsql as $$
    declare
      s clearance.submission := clearance.lock_submission(p_serial);
      v_at timestamptz := clearance.clearance_now();
      v_case bigint;
    begin
      if not exists (select 1 from clearance.submission_status
        where serial = s.serial and voided_at is null and handed_over_at is null) then return 'not-standing'; end if;
      -- Whoever decides must have seen what is decided: a newer fail is a case of its own.
      perform clearance.close_cases(s, array[p_department], p_version, 'SUPERSEDED', 'watcher', 'job');
      if exists (select 1 from clearance.review_case
        where serial = s.serial and department = p_department and resolution is null) then return 'already-open'; end if;
      -- A registrar let it stand knowing this verdict; only a later one is news.
      if exists (select 1 from clearance.review_case
        where serial = s.serial and department = p_department and resolution = 'STANDS'
          and not clearance.is_newer(p_version, version)
      ) then return 'let-stand'; end if;
      insert into clearance.submission_event (serial, student_id, type, at, actor, department, detail)
        values (s.serial, s.student_id, 'REVIEW_OPENED', v_at, 'watcher', p_department,
          jsonb_build_object('version', p_version, 'reasons', p_reasons)) returning seq into v_case;
      perform clearance.write_audit(v_at, 'watcher', 'job', 'review-opened', s.student_id, jsonb_build_object(
        'serial', s.serial, 'case', v_case, 'department', p_department, 'version', p_version));
      perform clearance.write_outbox(v_at, 'review-opened', s);
      return 'opened';
    end $$`,
  sql`create function clearance.resolve_review_case(p_actor text, p_role text, p_id bigint, p_note text)
    returns jsonb language plpgsql as $$
    declare
      s clearance.submission := clearance.lock_submission((select serial from clearance.review_case where id = p_id));
      v_at timestamptz := clearance.clearance_now();
      c clearance.review_case;
    begin
      select * into c from clearance.review_case where id = p_id;
      if c.id is null or c.resolution is not null then
        perform clearance.write_audit(v_at, p_actor, p_role, 'review-resolve-refused', s.student_id, jsonb_build_object(
          'serial', s.serial, 'case', c.id, 'why', case when c.id is null then 'not-found' else 'closed-before' end));
        return jsonb_build_object('kind', 'not-open', 'case', case when c.id is not null then to_jsonb(c) end);
      end if;
      insert into clearance.submission_event (serial, student_id, type, at, actor, about, detail)
        values (s.serial, s.student_id, 'REVIEW_RESOLVED', v_at, p_actor, p_id,
          jsonb_build_object('resolution', 'STANDS', 'note', p_note));
      perform clearance.write_audit(v_at, p_actor, p_role, 'review-resolved', s.student_id, jsonb_build_object(
        'serial', s.serial, 'case', p_id, 'department', c.department, 'resolution', 'STANDS'));
      perform clearance.write_outbox(v_at, 'review-resolved', s);
      return jsonb_build_object('kind', 'resolved',
        'case', (select to_jsonb(r) from clearance.review_case r where r.id = p_id));
    end $$`,
];

/**
 * Creates the ways in which review cases begin and end: `open_review_case` and `close_review_case` for the watcher,
 * `resolve_review_case` for a registrar, and `close_cases` for a reopening. All decide under the student's lock.
 */
export async function createReviewFunctions(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
