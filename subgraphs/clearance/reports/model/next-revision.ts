import { type Kysely, sql, type Transaction } from 'kysely';
import type { ClearanceTables } from '../../database/tables.ts';

/**
 * Does a change of the read model as its next revision.
 *
 * The lock of the one row makes writers come one after another, of whichever process: whoever has seen a revision has
 * seen everything below it.
 *
 * @param change gets the new revision, and answers how many rows it changed; of none the revision stays
 * @returns what it answered
 */
export function asNextRevision(
  db: Kysely<ClearanceTables>,
  change: (trx: Transaction<ClearanceTables>, revision: number) => Promise<number>,
): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ revision: number }>`
      select revision from clearance.report_model for update`.execute(trx);
    const next = (rows[0]?.revision ?? 0) + 1;
    const changed = await change(trx, next);
    if (changed > 0) await sql`update clearance.report_model set revision = ${next}::bigint`.execute(trx);
    return changed;
  });
}

/** The revision as it stands. */
export async function readRevision(db: Kysely<ClearanceTables>): Promise<number> {
  const { rows } = await sql<{ revision: number }>`
    select revision from clearance.report_model`.execute(db);
  return rows[0]?.revision ?? 0;
}
