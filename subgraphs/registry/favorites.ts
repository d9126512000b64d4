import type { Kysely } from 'kysely';
import type { RegistryTables } from './tables.ts';

/** Whether a person keeps the service as a favourite. */
export async function isFavorite(
  db: Kysely<RegistryTables>,
  sub: string,
  serviceId: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('favorite')
    .select('sub')
    .where('sub', '=', sub)
    .where('service_id', '=', serviceId)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Adds the service to a person's favourites, or takes it from them; one statement, so two calls at once agree.
 *
 * @returns whether something was written
 */
export async function setFavorite(
  db: Kysely<RegistryTables>,
  sub: string,
  serviceId: string,
  on: boolean,
): Promise<boolean> {
  if (on) {
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('favorite')
      .values({ sub, service_id: serviceId })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return (numInsertedOrUpdatedRows ?? 0n) > 0n;
  }
  const { numDeletedRows } = await db
    .deleteFrom('favorite')
    .where('sub', '=', sub)
    .where('service_id', '=', serviceId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
