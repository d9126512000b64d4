import { type QueryExecutorProvider, sql } from 'kysely';

/** Days for which an event can be read again. */
export const KEPT_DAYS = 7;

const BATCH = 5_000;

/**
 * Whether the subgraph has an outbox; where it has, makes sure that it can be read in order without sorting.
 *
 * Not a migration: departments number those themselves, and this one would have to come after all of theirs.
 */
export async function prepareOutbox(db: QueryExecutorProvider, schema: string): Promise<boolean> {
  const { rows } = await sql<{ has: boolean }>`
    select to_regclass(${`${schema}.outbox`}) is not null as has`.execute(db);
  if (!rows[0]?.has) return false;
  await sql`
    create index if not exists outbox_position on ${sql.table(`${schema}.outbox`)} (txid, seq)`
    .execute(db)
    .catch(ignoreOthers);
  return true;
}

// Two processes that start at once may both create it; a login that does not own the table does without.
const HARMLESS: ReadonlySet<unknown> = new Set(['23505', '42P07', '42501']);

function ignoreOthers(error: { code?: unknown }): void {
  if (!HARMLESS.has(error.code)) throw error;
}

/**
 * Deletes events that are older than an instant, oldest first, in statements of 5,000 rows.
 *
 * The newest event stays however old it is: it is the position of whoever has read everything.
 *
 * @returns how many were deleted
 */
export async function pruneOutbox(
  db: QueryExecutorProvider,
  schema: string,
  olderThan: Date,
): Promise<number> {
  const outbox = sql.table(`${schema}.outbox`);
  for (let pruned = 0; ; ) {
    const { numAffectedRows = 0n } = await sql`
      delete from ${outbox} where seq in (
        select seq from ${outbox}
        where occurred_at < ${olderThan}::timestamptz
          and txid < pg_snapshot_xmin(pg_current_snapshot())
          and (txid, seq) <> (select txid, seq from ${outbox} order by txid desc, seq desc limit 1)
        order by txid, seq limit ${BATCH}
      )`.execute(db);
    pruned += Number(numAffectedRows);
    if (numAffectedRows < BATCH) return pruned;
  }
}
