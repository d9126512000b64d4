import { sampleStaff } from '../../data/people.ts';
import { syntheticClass } from '../../data/synthetic-class.ts';
import { createApartment } from '../../subgraphs/apartment/apartment.ts';
import { createArchives } from '../../subgraphs/archives/archives.ts';
import { createClearance } from '../../subgraphs/clearance/clearance.ts';
import { REPORT_SETTINGS } from '../../subgraphs/clearance/reports/report-ports.ts';
import { createFinance } from '../../subgraphs/finance/finance.ts';
import type { Database } from '../../subgraphs/kit/database/open-database.ts';
import { type ServedSubgraph, serveSubgraph } from '../../subgraphs/kit/graph/serve-subgraph.ts';
import { loadProfile } from '../../subgraphs/kit/service/profile.ts';
import type { Subgraph } from '../../subgraphs/kit/subgraph.ts';
import { createLibrary } from '../../subgraphs/library/library.ts';
import { createRegistry } from '../../subgraphs/registry/registry.ts';
import { callerReader, testServiceKeys } from '../../test/kit/service-tokens.ts';

/** A class that is served by all its subgraphs in this process. */
export interface ServedClass {
  readonly url: (name: string) => string;
  /** Requests that the registry and the departments got so far, their events aside. */
  readonly requests: () => number;
  /** The database stays open. */
  readonly close: () => Promise<void>;
}

const SEED = 2020;

/** Fills an empty database with a synthetic class, and serves it, with the sample's staff, with the read model at work as fast as it goes. */
export async function serveClass(database: Database, students: number): Promise<ServedClass> {
  const profile = loadProfile('current', 'guide-text');
  const now = () => new Date();
  const given = { database, profile, now, production: false, serviceKeys: await testServiceKeys() };
  const [library, archives, apartment, finance, registry] = [
    createLibrary(given),
    createArchives(given),
    createApartment(given),
    createFinance(given),
    createRegistry(given),
  ];
  const served = new Map<string, ServedSubgraph>();
  const clearance = createClearance(given, {
    reports: { ...REPORT_SETTINGS, perSecond: 1_000, pollMs: 3_600_000 },
    addressOf: (name) => ({ url: `${served.get(name)?.url}/graphql`, perSecond: null }),
  });
  let requests = 0;
  const serve = async (subgraph: Subgraph) => {
    const one = await serveSubgraph(subgraph, {
      database,
      readCaller: callerReader(subgraph.name),
      now,
      host: '127.0.0.1',
      port: 0,
      logger: false,
    });
    served.set(subgraph.name, one);
    await one.migrate();
    return one;
  };
  for (const subgraph of [registry, library, archives, apartment, finance])
    await serve(counting(subgraph, () => (requests += 1)));
  const records = syntheticClass({ students, seed: SEED });
  await registry.load(records.registry);
  await registry.grantSampleRoles(sampleStaff());
  await library.load(records.library);
  await archives.load(records.archives);
  await apartment.load(records.apartment);
  await finance.load(records.finance);
  await serve(clearance);
  for (const one of served.values()) await one.open();
  return {
    url: (name) => served.get(name)?.url ?? '',
    requests: () => requests,
    close: async () => {
      await Promise.all([...served.values()].map((one) => one.close()));
    },
  };
}

function counting(subgraph: Subgraph, onRequest: () => void): Subgraph {
  return {
    ...subgraph,
    addRoutes: (app, readService, readCaller) => {
      app.addHook('onRequest', async ({ url }) => {
        if (!url.startsWith('/events')) onRequest();
      });
      subgraph.addRoutes?.(app, readService, readCaller);
    },
  };
}
