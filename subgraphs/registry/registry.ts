import type { Subgraph, SubgraphDependencies } from '../kit/subgraph.ts';
import type { RegistryRecord } from './records.ts';
import { createRegistryResolvers } from './resolvers.ts';
import { loadStudentRecords } from './students.ts';
import { type RegistryTables, registryMigrations } from './tables.ts';

/** The graduate school's subgraph, and how records get into it. */
export interface Registry extends Subgraph {
  readonly load: (records: readonly RegistryRecord[]) => Promise<void>;
  /** Whether any student is registered: an empty registry is filled with the sample class at first start. */
  readonly isEmpty: () => Promise<boolean>;
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
  return {
    name: 'registry',
    sdlFile: new URL('../../schema/registry.graphql', import.meta.url),
    resolvers: createRegistryResolvers({ db, profile, now, production }),
    migrations: registryMigrations,
    load: (records) => loadStudentRecords(db, records),
    isEmpty: async () =>
      (await db.selectFrom('student').select('student_id').limit(1).execute()).length === 0,
  };
}
