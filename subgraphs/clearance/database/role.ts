import { type Kysely, type QueryExecutorProvider, sql } from 'kysely';

/** The role that commits run as: it may add to what is append-only, and change nothing there. */
export const COMMIT_ROLE = 'clearance_app';

/**
 * Creates the role where it is absent and gives it its rights in this database.
 *
 * Roles belong to the server, so several databases may meet at creating it. Where the login may not create roles, an
 * administrator does it (docs/submission.md); until then commits run as the login, and the triggers alone protect.
 */
export async function createRole(db: Kysely<unknown>): Promise<void> {
  await sql`
    do $$
    begin
      if not exists (select 1 from pg_roles where rolname = 'clearance_app') then
        begin
          create role clearance_app nologin;
        exception when duplicate_object or unique_violation or insufficient_privilege then null;
        end;
      end if;
      if not exists (select 1 from pg_roles where rolname = 'clearance_app') then return; end if;
      if not pg_has_role(current_user, 'clearance_app', 'MEMBER') then
        begin
          execute format('grant clearance_app to %I', current_user);
        exception when insufficient_privilege then null;
        end;
      end if;
      grant usage on schema clearance to clearance_app;
      grant select, insert on clearance.submission, clearance.submission_evidence, clearance.submission_event,
        clearance.audit, clearance.outbox to clearance_app;
      grant select, insert, update on clearance.student to clearance_app;
      grant select, insert, update, delete on clearance.submission_key to clearance_app;
      grant usage on sequence clearance.attempt to clearance_app;
      revoke update, delete, truncate on clearance.submission, clearance.submission_evidence,
        clearance.submission_event, clearance.audit, clearance.outbox from clearance_app, public;
    end $$`.execute(db);
}

/** Whether commits can run as the role: the login may become it, and the migration gave it its rights here. */
export async function mayUseRole(db: QueryExecutorProvider): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`
    select exists (
      select 1 from pg_roles where rolname = ${COMMIT_ROLE} and pg_has_role(current_user, oid, 'MEMBER')
        and has_schema_privilege(oid, 'clearance', 'USAGE')
        and has_table_privilege(oid, 'clearance.submission', 'INSERT')
    ) as may`.execute(db);
  return rows[0]?.may ?? false;
}
