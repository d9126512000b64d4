import { type Kysely, sql } from 'kysely';

/**
 * Creates `clearance.clearance_now()`, the only clock of submissions: the database's, so that processes whose clocks
 * differ agree, and a function, so that tests can shift it.
 */
export async function createClock(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function clearance.clearance_now() returns timestamptz language sql volatile
    as 'select clock_timestamp()'`.execute(db);
}
