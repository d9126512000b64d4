import {
  type Database,
  type DatabaseLocation,
  openDatabase,
  type PoolLimits,
} from '../subgraphs/kit/database/open-database.ts';

/** Databases by location: departments that name the same one share it, each in its own schema. */
export interface SharedDatabases {
  readonly at: (location: DatabaseLocation) => Database;
  readonly close: () => Promise<void>;
}

/** Opens each location once, lazily; two embedded databases on one directory would lose rows. */
export function createSharedDatabases(limits?: PoolLimits): SharedDatabases {
  const open = new Map<string, Database>();
  return {
    at: (location) => {
      const key = location.kind === 'postgres' ? location.url : location.directory;
      const database = open.get(key) ?? openDatabase(location, limits);
      open.set(key, database);
      return database;
    },
    close: async () => {
      await Promise.all([...open.values()].map((database) => database.close()));
    },
  };
}
