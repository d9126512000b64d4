import { type Kysely, sql } from 'kysely';

const statements = [
  sql`create function clearance.check_event() returns trigger language plpgsql as $$
    declare
      v_about clearance.submission_event;
      v_void boolean;
      v_issued boolean;
      v_why text;
    begin
      insert into clearance.student as s values (new.student_id)
        on conflict (student_id) do update set student_id = excluded.student_id;
      select * into v_about from clearance.submission_event where seq = new.about;
      v_void := exists (select 1 from clearance.submission_event where serial = new.serial and type = 'REOPENED');
      v_issued := exists (select 1 from clearance.submission_event where serial = new.serial and type = 'DIPLOMA_ISSUED');
      v_why := case
        when not exists (select 1 from clearance.submission where serial = new.serial and student_id = new.student_id)
          then 'an event is about the student of its submission'
        when new.type in ('DIPLOMA_ISSUED', 'REOPENING_REQUESTED', 'REVIEW_OPENED') and v_void
          then 'the form is void'
        when new.type in ('REOPENING_REQUESTED', 'REOPENED', 'REVIEW_OPENED') and v_issued
          then 'the diploma was handed over'
        when new.type = 'DIPLOMA_ISSUED' and exists (
          select 1 from clearance.review_case where serial = new.serial and resolution is null)
          then 'a review case is open'
        when new.type = 'REOPENING_REQUESTED' and exists (
          select 1 from clearance.reopening where serial = new.serial and state = 'PENDING')
          then 'a request is open already'
        when new.type in ('REOPENED', 'REOPENING_DECLINED')
          and (v_about.type is distinct from 'REOPENING_REQUESTED' or v_about.serial <> new.serial)
          then 'a decision needs a request of the same form'
        when new.type = 'REOPENED' and v_about.actor = new.actor
          then 'who requested cannot confirm'
        when new.type = 'REVIEW_OPENED' and exists (
          select 1 from clearance.review_case
          where serial = new.serial and department = new.department and resolution is null)
          then 'a case of this department is open already'
        when new.type = 'REVIEW_OPENED' and not exists (
          select 1 from clearance.submission where serial = new.serial and new.department = any(required))
          then 'a case is about a department that was required'
        when new.type = 'REVIEW_RESOLVED'
          and (v_about.type is distinct from 'REVIEW_OPENED' or v_about.serial <> new.serial)
          then 'a resolution needs a case of the same form'
      end;
      if v_why is not null then
        raise exception '%', v_why using errcode = 'check_violation', constraint = 'event_rule';
      end if;
      return new;
    end $$`,
  sql`create trigger event_rules before insert on clearance.submission_event
    for each row execute function clearance.check_event()`,
];

/**
 * Makes the database itself refuse what may not happen to a submission, whoever asks.
 *
 * Events of one student come one after another: each writes the student's row. (A lock alone would let a transaction with
 * an old snapshot, REPEATABLE READ, past what was committed while it waited; a write makes it fail.) Refusals are
 * check_violation (23514) of the constraint `event_rule`; the indexes refuse with unique_violation (23505).
 */
export async function createEventRules(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
