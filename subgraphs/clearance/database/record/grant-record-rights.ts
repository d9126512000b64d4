import { type Kysely, sql } from 'kysely';

/** Gives the role of the commits, where it exists, what changes of the record need: it may add and read, and remove nothing. */
export async function grantRecordRights(db: Kysely<unknown>): Promise<void> {
  await sql`
    do $$
    begin
      if not exists (select 1 from pg_roles where rolname = 'clearance_app') then return; end if;
      grant select on clearance.submission_status, clearance.reopening, clearance.review_case to clearance_app;
      grant select, insert on clearance.handover_evidence to clearance_app;
      revoke update, delete, truncate on clearance.handover_evidence from clearance_app, public;
    end $$`.execute(db);
}
