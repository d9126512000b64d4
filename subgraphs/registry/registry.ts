import { createPlainTransfer, type DepartmentTransfer } from '../kit/import/department-transfer.ts';
import type { Subgraph, SubgraphDependencies } from '../kit/subgraph.ts';
import { rosterKind } from './import-roster.ts';
import type { RegistryRecord } from './records.ts';
import { createRegistryResolvers } from './resolvers.ts';
import { createRoleStore, type RoleStore } from './roles/role-store.ts';
import { addRolesRoute } from './roles/roles-route.ts';
import { grantSampleRoles, type RoleHolder } from './roles/sample-roles.ts';
import { addRosterRoute } from './roster-route.ts';
import { loadStudentRecords, readClassYears } from './students.ts';
import { type RegistryTables, registryMigrations } from './tables.ts';

/** The graduate school's subgraph, and how records get into it. */
export interface Registry extends Subgraph {
  readonly load: (records: readonly RegistryRecord[]) => Promise<void>;
  /** Whether any student is registered: an empty registry is filled with the sample class at first start. */
  readonly isEmpty: () => Promise<boolean>;
  /** The class year of each registered student, null where they are on no class's roster; others are absent. */
  readonly classYears: (ids: readonly string[]) => Promise<ReadonlyMap<string, number | null>>;
  readonly transfer: DepartmentTransfer;
  /** Who may act as what. */
  readonly roles: RoleStore;
  /** Departments whose staff there can be: those that some class requires. */
  readonly staffOf: readonly string[];
  /** Gives the sample people their roles where nobody was ever given any. @returns how many roles */
  readonly grantSampleRoles: (people: readonly RoleHolder[]) => Promise<number>;
}

/** Puts the registry together. */
export function createRegistry({
  database,
  profile,
  now,
  production,
  onQuery,
}: SubgraphDependencies): Registry {
  const db = database.forSchema<RegistryTables>('registry', onQuery);
  const roles = createRoleStore(db, production);
  return {
    name: 'registry',
    sdlFile: new URL('../../schema/registry.graphql', import.meta.url),
    resolvers: createRegistryResolvers({ db, profile, now }),
    migrations: registryMigrations,
    load: (records) => loadStudentRecords(db, records),
    classYears: (ids) => readClassYears(db, ids),
    transfer: createPlainTransfer('registry', db, now, [rosterKind]),
    roles,
    staffOf: [...new Set(profile.classes.flatMap(({ requires }) => requires))],
    grantSampleRoles: (people) => grantSampleRoles(db, people),
    addRoutes: (app, readService) => {
      addRolesRoute(app, readService, roles);
      addRosterRoute(app, readService, db);
    },
    isEmpty: async () =>
      (await db.selectFrom('student').select('student_id').limit(1).execute()).length === 0,
  };
}
