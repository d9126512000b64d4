import { type Kysely, sql } from 'kysely';

/**
 * Makes the database itself refuse a submission that is not proven, however it got there.
 *
 * At COMMIT every submission of the transaction, and every submission that got evidence in it, must have evidence for
 * exactly the departments it requires, read after `read_after`, which is at most 4 s ago and not in the future.
 */
export async function createProof(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function clearance.require_proof() returns trigger language plpgsql as $$
    declare
      s clearance.submission;
      v_now timestamptz := clearance.clearance_now();
      v_age interval;
      v_proven text[];
    begin
      select * into strict s from clearance.submission where serial = new.serial;
      select array_agg(department order by department),
             greatest(v_now - s.read_after, max(v_now - read_at))
        into v_proven, v_age
        from clearance.submission_evidence where serial = new.serial;
      if v_proven is distinct from (select array_agg(d order by d) from unnest(s.required) as d) then
        raise exception 'evidence is not for exactly the required departments' using errcode = 'check_violation';
      end if;
      if v_age > interval '4 s' then
        raise exception 'evidence is older than 4 s' using errcode = 'check_violation';
      end if;
      if s.read_after > v_now or s.submitted_at > v_now or exists (
        select 1 from clearance.submission_evidence
        where serial = new.serial and (read_at > v_now or read_at < s.read_after)
      ) then
        raise exception 'evidence is from the future, or from before the reads' using errcode = 'check_violation';
      end if;
      return null;
    end $$`.execute(db);
  for (const table of ['submission', 'submission_evidence']) {
    await sql`
      create constraint trigger proven after insert on ${sql.table(`clearance.${table}`)}
      deferrable initially deferred for each row execute function clearance.require_proof()`.execute(db);
  }
}
