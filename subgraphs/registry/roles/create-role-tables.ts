import { type Kysely, sql } from 'kysely';

const statements = [
  sql`create table registry.role_grant (
    id bigint generated always as identity primary key,
    sub text not null check (length(sub) between 1 and 64),
    role text not null constraint role_form
      check (role in ('registrar', 'analyst', 'desk', 'integrator') or role ~ '^staff:[a-z][a-z0-9-]{0,31}$'),
    granted_at timestamptz not null default clock_timestamp(),
    granted_by text not null check (length(granted_by) between 1 and 64),
    revoked_at timestamptz,
    revoked_by text check (length(revoked_by) between 1 and 64),
    constraint revoked_by_somebody check ((revoked_at is null) = (revoked_by is null)),
    constraint revoked_later check (revoked_at >= granted_at)
  )`,
  sql`create unique index role_grant_held on registry.role_grant (sub, role) where revoked_at is null`,
  sql`create index role_grant_sub on registry.role_grant (sub, id)`,
  sql`create function registry.guard_role_grant() returns trigger language plpgsql as $$
    begin
      if old.revoked_at is null and new.revoked_at is not null
        and to_jsonb(new) - 'revoked_at' - 'revoked_by' = to_jsonb(old) - 'revoked_at' - 'revoked_by'
        then return new; end if;
      raise exception 'a row of registry.role_grant is closed once, and changes in nothing else'
        using errcode = 'integrity_constraint_violation';
    end $$`,
  sql`create trigger close_only before update on registry.role_grant
    for each row execute function registry.guard_role_grant()`,
  sql`create function registry.keep_role_grant() returns trigger language plpgsql as $$
    begin
      raise exception 'rows of registry.role_grant are kept' using errcode = 'integrity_constraint_violation';
    end $$`,
  sql`create trigger keep before delete or truncate on registry.role_grant
    for each statement execute function registry.keep_role_grant()`,
];

/**
 * Creates the table of roles: a row for each grant, closed by its revocation and kept for ever, so that it says who could
 * do what at any time, and who let them. The database refuses every other change, whoever asks.
 */
export async function createRoleTables(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
