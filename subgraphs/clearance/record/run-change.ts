import { type Kysely, type RawBuilder, sql } from 'kysely';
import { COMMIT_ROLE } from '../database/role.ts';
import type { ClearanceTables } from '../database/tables.ts';

/**
 * Calls a function of the database that changes the record, in a transaction of its own.
 *
 * It runs as the role of the commits, which can remove nothing, wherever the login may become it.
 *
 * @param call an expression of SQL, e.g. a call of `clearance.record_handover`
 */
export async function runChange<Answer>(
  db: Kysely<ClearanceTables>,
  call: RawBuilder<Answer>,
): Promise<Answer> {
  return db.transaction().execute(async (trx) => {
    await sql`
      select set_config('role', ${COMMIT_ROLE}, true) from pg_roles
      where rolname = ${COMMIT_ROLE} and pg_has_role(current_user, oid, 'MEMBER')
        and has_schema_privilege(oid, 'clearance', 'USAGE')
        and has_table_privilege(oid, 'clearance.handover_evidence', 'INSERT')`.execute(trx);
    const { rows } = await sql<{ answer: Answer }>`select ${call} as answer`.execute(trx);
    const [row] = rows;
    if (!row) throw new Error('A select without a condition gave no row');
    return row.answer;
  });
}
