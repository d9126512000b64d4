import type { Kysely } from 'kysely';
import type { RegistryTables } from '../tables.ts';
import { isGrantable } from './role-form.ts';
import { SAMPLE_GRANTER } from './role-store.ts';

/** A person of the sample, and what they may act as. */
export interface RoleHolder {
  readonly sub: string;
  readonly roles: readonly string[];
}

/**
 * Gives the sample people their roles where nobody was ever given any; `student` is left to the register.
 *
 * @returns how many roles were given
 */
export async function grantSampleRoles(
  db: Kysely<RegistryTables>,
  people: readonly RoleHolder[],
): Promise<number> {
  const known = await db.selectFrom('role_grant').select('id').limit(1).execute();
  const rows = people.flatMap(({ sub, roles }) =>
    roles.filter(isGrantable).map((role) => ({ sub, role, granted_by: SAMPLE_GRANTER })),
  );
  if (known.length > 0 || rows.length === 0) return 0;
  await db.insertInto('role_grant').values(rows).execute();
  return rows.length;
}
