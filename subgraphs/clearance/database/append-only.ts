import { type Kysely, sql } from 'kysely';

/** Tables whose rows never change once written. */
export const appendOnlyTables = ['submission', 'submission_evidence', 'submission_event', 'audit'] as const;

/** Makes UPDATE, DELETE and TRUNCATE of append-only tables fail for everybody, the owner and superusers included. */
export async function createAppendOnlyGuards(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function clearance.refuse_change() returns trigger language plpgsql as $$
    begin
      raise exception 'rows of clearance.% never change', tg_table_name using errcode = 'integrity_constraint_violation';
    end $$`.execute(db);
  for (const table of appendOnlyTables) {
    await sql`
      create trigger append_only before update or delete or truncate on ${sql.table(`clearance.${table}`)}
      for each statement execute function clearance.refuse_change()`.execute(db);
  }
}
