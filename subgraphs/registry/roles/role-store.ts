import { type Kysely, sql } from 'kysely';
import type { RegistryTables } from '../tables.ts';

/** A role of a person, from when until when, and who did it. */
export interface RoleGrant {
  readonly sub: string;
  readonly role: string;
  readonly grantedAt: Date;
  readonly grantedBy: string;
  /** Null: the person has it. */
  readonly revokedAt: Date | null;
  readonly revokedBy: string | null;
}

/** What is to change, and who does it. */
export interface RoleChange {
  /** See `isSubject`. */
  readonly sub: string;
  /** See `isGrantable`. */
  readonly role: string;
  /** 1 to 64 characters. */
  readonly by: string;
}

/** What a person may act as. */
export interface PersonRoles {
  readonly sub: string;
  /** Those that were granted, in order of their names. */
  readonly roles: readonly string[];
  /** Whether the register has a student of this number. */
  readonly student: boolean;
}

/** Who may act as what, with its history; each method is one statement. */
export interface RoleStore {
  /** `changed: false`: the person has the role already; `held` is the grant by which they have it. */
  readonly grant: (
    change: RoleChange,
  ) => Promise<{ readonly changed: boolean; readonly held: RoleGrant | null }>;
  /** The grant that was closed; null: the person does not have the role. */
  readonly revoke: (change: RoleChange) => Promise<RoleGrant | null>;
  /** Of each that is asked about, in any order; nobody in particular has no roles and is no student. */
  readonly rolesOf: (subs: readonly string[]) => Promise<readonly PersonRoles[]>;
  /** By person, then role; everybody's where `sub` is null. `open`: what people have now; `all`: the history, too. */
  readonly list: (sub: string | null, which: 'open' | 'all') => Promise<readonly RoleGrant[]>;
}

/** Who gave the roles of the sample people. In production such grants count for nothing. */
export const SAMPLE_GRANTER = 'sample';

/** Roles that a person can have at most; who has more than this has all of them. */
const MOST_ROLES = 64;

/** Keeps roles in the registry's schema, by the database's clock. */
export function createRoleStore(db: Kysely<RegistryTables>, production: boolean): RoleStore {
  const discounted = production ? SAMPLE_GRANTER : null;
  return {
    grant: async ({ sub, role, by }) => {
      const added = await db
        .insertInto('role_grant')
        .values({ sub, role, granted_by: by })
        .onConflict((conflict) =>
          conflict.columns(['sub', 'role']).where('revoked_at', 'is', null).doNothing(),
        )
        .returningAll()
        .executeTakeFirst();
      if (added) return { changed: true, held: toGrant(added) };
      const open = db.selectFrom('role_grant').selectAll().where('revoked_at', 'is', null);
      const held = await open.where('sub', '=', sub).where('role', '=', role).executeTakeFirst();
      return { changed: false, held: held ? toGrant(held) : null };
    },
    revoke: async ({ sub, role, by }) => {
      const closed = await db
        .updateTable('role_grant')
        .set({ revoked_at: sql<Date>`clock_timestamp()`, revoked_by: by })
        .where('sub', '=', sub)
        .where('role', '=', role)
        .where('revoked_at', 'is', null)
        .returningAll()
        .executeTakeFirst();
      return closed ? toGrant(closed) : null;
    },
    rolesOf: async (subs) => {
      const { rows } = await sql<PersonRoles>`
        select asked.sub, array(
            select g.role from registry.role_grant g
            where g.sub = asked.sub and g.revoked_at is null and g.granted_by is distinct from ${discounted}::text
            order by g.role limit ${MOST_ROLES}
          ) as roles,
          exists (select 1 from registry.student s where s.student_id = asked.sub) as student
        from unnest(${subs}::text[]) as asked (sub)`.execute(db);
      return rows;
    },
    list: async (sub, which) => {
      let query = db.selectFrom('role_grant').selectAll().orderBy('sub').orderBy('role').orderBy('id');
      if (sub !== null) query = query.where('sub', '=', sub);
      if (which === 'open') query = query.where('revoked_at', 'is', null);
      return (await query.execute()).map(toGrant);
    },
  };
}

function toGrant(row: {
  readonly sub: string;
  readonly role: string;
  readonly granted_at: Date;
  readonly granted_by: string;
  readonly revoked_at: Date | null;
  readonly revoked_by: string | null;
}): RoleGrant {
  const { sub, role, granted_at, granted_by, revoked_at, revoked_by } = row;
  return {
    sub,
    role,
    grantedAt: granted_at,
    grantedBy: granted_by,
    revokedAt: revoked_at,
    revokedBy: revoked_by,
  };
}
