import { type Kysely, sql } from 'kysely';

const statements = [
  sql`alter table clearance.audit add column entry_id uuid`,
  sql`create unique index audit_entry_once on clearance.audit (entry_id) where entry_id is not null`,
  sql`create index audit_repeat on clearance.audit (actor, action, at)`,
  // Told a second time, an entry is left as it is. '-': about nobody who is known, as in write_audit.
  sql`create function clearance.write_audit_entries(p_entries jsonb) returns int language sql as $$
      with stored as (
        insert into clearance.audit (entry_id, at, actor, role, action, student_id, detail)
        select id, clearance.clearance_now(), actor, role, action, coalesce(student, '-'),
          nullif(jsonb_strip_nulls(detail), '{}')
        from jsonb_to_recordset(p_entries)
          as e(id uuid, actor text, role text, action text, student text, detail jsonb)
        on conflict (entry_id) where entry_id is not null do nothing
        returning 1
      )
      select count(*)::int from stored
    $$`,
  // The lock makes calls at the same moment, of whichever process, come one after another.
  sql`create function clearance.write_refusal(
      p_actor text, p_role text, p_action text, p_student text, p_detail jsonb
    ) returns void language plpgsql as $$
    declare
      v_at timestamptz;
      v_count int;
      v_repeated boolean;
      v_told boolean;
    begin
      perform pg_advisory_xact_lock(hashtextextended('clearance.refusal ' || p_actor, 0));
      v_at := clearance.clearance_now();
      select count(*), coalesce(bool_or(student_id = coalesce(p_student, '-')), false) into v_count, v_repeated
        from (
          select student_id from clearance.audit
          where actor = p_actor and action = p_action and at > v_at - interval '1 minute' and at <= v_at
        ) recent;
      if v_repeated then return; end if;
      if v_count < 60 then
        perform clearance.write_audit(v_at, p_actor, p_role, p_action, p_student, p_detail);
        return;
      end if;
      select exists (
        select 1 from clearance.audit
        where actor = p_actor and action = 'more-refused' and at > v_at - interval '1 minute' and at <= v_at
      ) into v_told;
      if not v_told then
        perform clearance.write_audit(v_at, p_actor, p_role, 'more-refused', null, jsonb_build_object('of', p_action));
      end if;
    end $$`,
];

/**
 * Creates how the audit log takes what other services tell (`write_audit_entries`: each entry once, by its id) and what
 * is refused here (`write_refusal`: repeats of the same actor, action and student within a minute are one row; of more
 * than 60 students in a minute, one row says that there were more).
 */
export async function createAuditEntries(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
