import { type Kysely, sql } from 'kysely';

const statements = [
  // A calendar year in Shanghai, whatever the session's time zone.
  sql`create function clearance.is_evidence_due(p_serial text) returns boolean language sql stable as $$
    select exists (
      select 1 from clearance.submission_event
      where serial = p_serial and type = 'DIPLOMA_ISSUED'
        and (at at time zone 'Asia/Shanghai' + interval '1 year') at time zone 'Asia/Shanghai' <= clearance.clearance_now()
    )
  $$`,
  sql`alter table clearance.submission_evidence alter column version drop not null, alter column read_at drop not null`,
  sql`drop trigger append_only on clearance.submission_evidence`,
  sql`create trigger append_only before delete or truncate on clearance.submission_evidence
    for each statement execute function clearance.refuse_change()`,
  sql`create function clearance.guard_evidence() returns trigger language plpgsql as $$
    begin
      if tg_op = 'INSERT' then
        if new.version is null or new.read_at is null then
          raise exception 'evidence needs a version and a read time' using errcode = 'not_null_violation';
        end if;
        return new;
      end if;
      if new.version is null and new.read_at is null
        and to_jsonb(new) - 'version' - 'read_at' = to_jsonb(old) - 'version' - 'read_at'
        and clearance.is_evidence_due(old.serial) then return new; end if;
      raise exception 'rows of clearance.% never change', tg_table_name using errcode = 'integrity_constraint_violation';
    end $$`,
  sql`create trigger guard_evidence before insert or update on clearance.submission_evidence
    for each row execute function clearance.guard_evidence()`,
  sql`create function clearance.guard_handover_evidence() returns trigger language plpgsql as $$
    begin
      if clearance.is_evidence_due(old.serial) then return old; end if;
      raise exception 'rows of clearance.% stay for a year', tg_table_name using errcode = 'integrity_constraint_violation';
    end $$`,
  sql`create trigger guard_handover_evidence before delete on clearance.handover_evidence
    for each row execute function clearance.guard_handover_evidence()`,
  sql`create trigger append_only before update or truncate on clearance.handover_evidence
    for each statement execute function clearance.refuse_change()`,
];

/**
 * Gives what is append-only its one exception: a year after the hand-over of a form, by `clearance_now()`, the version and
 * read time of its evidence may be set to null, and what was shown at the desk may be deleted. All else still raises.
 */
export async function createRetentionGuards(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
