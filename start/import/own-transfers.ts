import { migrate } from '../../subgraphs/kit/database/migrate.ts';
import type { Database } from '../../subgraphs/kit/database/open-database.ts';
import type { Clock } from '../../subgraphs/kit/service/clock.ts';
import { loadProfile } from '../../subgraphs/kit/service/profile.ts';
import { type AllSubgraphs, createAllSubgraphs, isSubgraphName } from '../all-subgraphs.ts';
import type { StartConfig } from '../config.ts';
import type { SharedDatabases } from '../shared-databases.ts';
import type { Transfers } from './run-command.ts';

/** The departments over databases that this process opens itself; a department's tables are brought up to date first. */
export function createOwnTransfers(
  { subgraphs: configs }: StartConfig,
  databases: SharedDatabases,
  now: Clock,
): Transfers {
  const { profile: profileName, labels, production } = configs.registry;
  const profile = loadProfile(profileName, labels);
  const databaseOf = (name: keyof AllSubgraphs): Database => databases.at(configs[name].database);
  const subgraphs = createAllSubgraphs((name) => ({ database: databaseOf(name), profile, now, production }));
  const migrated = new Map<string, Promise<void>>();
  const prepare = (name: keyof AllSubgraphs): Promise<void> => {
    const done =
      migrated.get(name) ?? migrate(databaseOf(name).forSchema(name), name, subgraphs[name].migrations);
    migrated.set(name, done);
    return done;
  };
  return createTransfers(subgraphs, profile.classYear, {
    prepare,
    // A department with a server of its own, on a machine that was not told the registry's, cannot ask it.
    canAskRegistry: (name) =>
      configs.registry.database.kind === 'postgres' || configs[name].database.kind === 'embedded',
  });
}

/** What a process must do that does not serve the subgraphs. */
interface Preparation {
  readonly prepare: (name: keyof AllSubgraphs) => Promise<void>;
  readonly canAskRegistry: (name: keyof AllSubgraphs) => boolean;
}

const SERVED: Preparation = { prepare: async () => {}, canAskRegistry: () => true };

/** The departments of subgraphs that are put together; `npm start` serves them, so that nothing is to be prepared. */
export function createTransfers(
  subgraphs: AllSubgraphs,
  classYear: number,
  { prepare, canAskRegistry }: Preparation = SERVED,
): Transfers {
  const transferOf = (name: keyof AllSubgraphs) => {
    const subgraph = subgraphs[name];
    return 'transfer' in subgraph ? subgraph.transfer : null;
  };
  return {
    departments: Object.keys(subgraphs).filter((name) => isSubgraphName(name) && transferOf(name) !== null),
    of: async (department) => {
      if (!isSubgraphName(department)) return null;
      const transfer = transferOf(department);
      if (transfer) await prepare(department);
      return transfer;
    },
    rosterFor: async (department) => {
      if (department === 'registry' || !isSubgraphName(department) || !canAskRegistry(department))
        return null;
      await prepare('registry');
      return { classYear, classYears: subgraphs.registry.classYears };
    },
    roles: async () => {
      await prepare('registry');
      const { roles, staffOf } = subgraphs.registry;
      return { store: roles, departments: staffOf };
    },
    reports: async () => {
      await prepare('clearance');
      return subgraphs.clearance.reportSweeps;
    },
  };
}
