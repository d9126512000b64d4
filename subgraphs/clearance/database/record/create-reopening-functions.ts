import { type Kysely, sql } from 'kysely';

const statements = [
  sql`create function clearance.reopening_json(p_id bigint) returns jsonb language sql stable as $$
    select to_jsonb(r) from clearance.reopening r where id = p_id
  $$`,
  sql`create function clearance.request_reopening(p_actor text, p_role text, p_serial text, p_reason text)
    returns jsonb language plpgsql as $$
    declare
      s clearance.submission := clearance.lock_submission(p_serial);
      v_at timestamptz := clearance.clearance_now();
      v_status clearance.submission_status;
      v_pending bigint;
      v_why text;
      v_id bigint;
    begin
      select * into v_status from clearance.submission_status where serial = s.serial;
      select id into v_pending from clearance.reopening where serial = s.serial and state = 'PENDING';
      v_why := case
        when s.serial is null then 'SUBMISSION_NOT_FOUND'
        when v_status.voided_at is not null then 'SUBMISSION_VOID'
        when v_status.handed_over_at is not null then 'DIPLOMA_ALREADY_HANDED_OVER'
        when v_pending is not null then 'REOPENING_PENDING'
      end;
      if v_why is not null then
        perform clearance.write_audit(v_at, p_actor, p_role, 'reopening-request-refused', s.student_id,
          jsonb_build_object('serial', p_serial, 'why', v_why, 'reopening', v_pending));
        return jsonb_build_object('kind', 'refused', 'code', v_why, 'reopening', clearance.reopening_json(v_pending));
      end if;
      insert into clearance.submission_event (serial, student_id, type, at, actor, detail)
        values (s.serial, s.student_id, 'REOPENING_REQUESTED', v_at, p_actor, jsonb_build_object('reason', p_reason))
        returning seq into v_id;
      perform clearance.write_audit(v_at, p_actor, p_role, 'reopening-requested', s.student_id,
        jsonb_build_object('serial', s.serial, 'reopening', v_id));
      return jsonb_build_object('kind', 'done', 'reopening', clearance.reopening_json(v_id));
    end $$`,
  // p_reason null: confirm; else decline with it.
  sql`create function clearance.decide_reopening(p_actor text, p_role text, p_id bigint, p_reason text)
    returns jsonb language plpgsql as $$
    declare
      s clearance.submission := clearance.lock_submission((select serial from clearance.reopening where id = p_id));
      v_at timestamptz := clearance.clearance_now();
      v_confirm boolean := p_reason is null;
      v_issued boolean;
      v_why text;
      q clearance.reopening;
    begin
      select * into q from clearance.reopening where id = p_id;
      v_issued := exists (
        select 1 from clearance.submission_status where serial = s.serial and handed_over_at is not null);
      v_why := case
        when s.serial is null then 'REOPENING_NOT_FOUND'
        when q.state <> 'PENDING' then 'REOPENING_DECIDED'
        when v_confirm and v_issued then 'DIPLOMA_ALREADY_HANDED_OVER'
        when v_confirm and q.requested_by = p_actor then 'SAME_REGISTRAR'
      end;
      if v_why is not null then
        perform clearance.write_audit(v_at, p_actor, p_role,
          case when v_confirm then 'reopening-confirm-refused' else 'reopening-decline-refused' end, s.student_id,
          jsonb_build_object('serial', s.serial, 'why', v_why, 'reopening', q.id));
        return jsonb_build_object('kind', 'refused', 'code', v_why, 'reopening', clearance.reopening_json(p_id));
      end if;
      insert into clearance.submission_event (serial, student_id, type, at, actor, about, detail)
        values (s.serial, s.student_id, case when v_confirm then 'REOPENED' else 'REOPENING_DECLINED' end, v_at, p_actor,
          p_id, case when not v_confirm then jsonb_build_object('reason', p_reason) end);
      if v_confirm then
        perform clearance.close_cases(s, s.required, null, 'REOPENED', p_actor, p_role);
        perform clearance.write_outbox(v_at, 'reopened', s);
      end if;
      perform clearance.write_audit(v_at, p_actor, p_role,
        case when v_confirm then 'reopening-confirmed' else 'reopening-declined' end, s.student_id,
        jsonb_build_object('serial', s.serial, 'reopening', p_id));
      return jsonb_build_object('kind', 'done', 'reopening', clearance.reopening_json(p_id),
        'submission', clearance.row_of(s));
    end $$`,
];

/**
 * Creates `clearance.request_reopening` and `clearance.decide_reopening`, the ways in which a submission is reopened by two.
 *
 * They decide under the student's lock and answer `kind`: `done`, with the request as it is then, or `refused` with the
 * `code` of `ReopeningRefused`. Reopening ends the open cases of the form. Every answer leaves an audit row.
 */
export async function createReopeningFunctions(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
