import { type Kysely, sql } from 'kysely';

const statements = [
  sql`create function clearance.handover_of(p_serial text) returns jsonb language sql stable as $$
      select jsonb_build_object('at', handed_over_at, 'desk', desk, 'by', handed_over_by, 'collectedBy', collected_by)
      from clearance.submission_status where serial = p_serial and handed_over_at is not null
    $$`,
  sql`create function clearance.record_handover(
      p_actor text, p_role text, p_serial text, p_shown_by text, p_desk text, p_collected_by text,
      p_document text, p_reference text, p_delegate_name text
    ) returns jsonb language plpgsql as $$
    declare
      s clearance.submission := clearance.lock_submission(p_serial);
      v_at timestamptz := clearance.clearance_now();
      v_status clearance.submission_status;
      v_cases jsonb;
      v_refused jsonb;
    begin
      select * into v_status from clearance.submission_status where serial = s.serial;
      select jsonb_agg(to_jsonb(c) order by c.id) into v_cases
        from clearance.review_case c where c.serial = s.serial and c.resolution is null;
      v_refused := case
        when s.serial is null or p_shown_by <> s.student_id
          then jsonb_build_object('kind', 'does-not-hold', 'verdict', 'INVALID')
        when v_status.voided_at is not null then jsonb_build_object('kind', 'does-not-hold', 'verdict', 'VOID')
        when v_status.handed_over_at is not null
          then jsonb_build_object('kind', 'already-handed-over', 'handover', clearance.handover_of(s.serial))
        when v_cases is not null then jsonb_build_object('kind', 'cases-open', 'cases', v_cases)
      end;
      if v_refused is not null then
        perform clearance.write_audit(v_at, p_actor, p_role, 'diploma-handover-refused', s.student_id, jsonb_build_object(
          'serial', p_serial, 'desk', p_desk, 'why', v_refused ->> 'kind', 'verdict', v_refused ->> 'verdict',
          'presentedBy', p_shown_by));
        return v_refused;
      end if;
      insert into clearance.submission_event (serial, student_id, type, at, actor, detail)
        values (s.serial, s.student_id, 'DIPLOMA_ISSUED', v_at, p_actor,
          jsonb_build_object('desk', p_desk, 'collectedBy', p_collected_by));
      insert into clearance.handover_evidence (serial, document, reference, delegate_name)
        values (s.serial, p_document, p_reference, p_delegate_name);
      perform clearance.write_audit(v_at, p_actor, p_role, 'diploma-handover', s.student_id,
        jsonb_build_object('serial', s.serial, 'desk', p_desk, 'collectedBy', p_collected_by));
      perform clearance.write_outbox(v_at, 'diploma-issued', s);
      return jsonb_build_object('kind', 'handed-over', 'handover', clearance.handover_of(s.serial),
        'submission', clearance.row_of(s));
    end $$`,
];

/**
 * Creates `clearance.record_handover`, the one way in which a diploma is recorded as handed over.
 *
 * Decides under the student's lock and answers `kind`: `handed-over` (with `handover` and `submission`),
 * `already-handed-over` (with the first `handover`), `cases-open` (with `cases`), or `does-not-hold` (with `verdict` VOID, or
 * INVALID for an unknown form and for another student's). Every answer leaves an audit row.
 */
export async function createHandoverFunction(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
