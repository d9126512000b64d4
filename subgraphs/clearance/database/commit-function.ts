import { type Kysely, sql } from 'kysely';

/**
 * Creates `clearance.commit_submission`, the one way in which a submission is stored.
 *
 * Locks the key row where the attempt is still the caller's (null otherwise: the claim was taken over), then the
 * student's row; writes submission, evidence, audit and outbox; completes the key row with the response, which it
 * returns. The unique index (23505) and the checks at COMMIT (23514) may still refuse.
 */
export async function createCommitFunction(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function clearance.commit_submission(
      p_sub text, p_role text, p_key text, p_attempt bigint, p_serial text,
      p_required text[], p_read_after timestamptz, p_evidence jsonb, p_record jsonb
    ) returns jsonb language plpgsql as $$
    declare
      v_student text;
      v_key_edition int;
      v_edition int;
      v_at timestamptz;
      v_response jsonb;
    begin
      select student_id, edition into v_student, v_key_edition from clearance.submission_key
        where sub = p_sub and key = p_key and attempt = p_attempt and state = 'STARTED' for update;
      if not found then return null; end if;
      insert into clearance.student values (v_student) on conflict do nothing;
      perform 1 from clearance.student where student_id = v_student for update;
      v_edition := clearance.edition_of(v_student);
      if v_edition <> v_key_edition then return null; end if;
      v_at := clearance.clearance_now();
      insert into clearance.submission
        (serial, student_id, edition, required, read_after, submitted_at, submitted_by, record)
        values (p_serial, v_student, v_edition, p_required, p_read_after, v_at, p_sub, p_record);
      insert into clearance.submission_evidence (serial, department, outcome, version, read_at)
        select p_serial, department, outcome, version, p_read_after
        from jsonb_to_recordset(p_evidence) as e(department text, outcome text, version text);
      insert into clearance.audit (at, actor, role, action, student_id, detail)
        values (v_at, p_sub, p_role, 'submit', v_student, jsonb_build_object('serial', p_serial, 'edition', v_edition));
      insert into clearance.outbox (type, student_id, serial, edition, occurred_at)
        values ('submitted', v_student, p_serial, v_edition, v_at);
      v_response := jsonb_build_object(
        'serial', p_serial, 'edition', v_edition, 'submitted_at', v_at, 'read_after', p_read_after, 'record', p_record);
      update clearance.submission_key set state = 'COMPLETED', response = v_response where sub = p_sub and key = p_key;
      return v_response;
    end $$`.execute(db);
}
