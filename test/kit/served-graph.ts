import type { Kysely } from 'kysely';
import { goldenClass } from '../../data/golden.ts';
import { createAllSubgraphs, type SubgraphName, subgraphNames } from '../../start/all-subgraphs.ts';
import { loadRecords } from '../../start/sample.ts';
import type { ClearanceTables } from '../../subgraphs/clearance/database/tables.ts';
import type { ClearancePorts } from '../../subgraphs/clearance/ports.ts';
import { type ServedSubgraph, serveSubgraph } from '../../subgraphs/kit/graph/serve-subgraph.ts';
import { loadProfile, type ServiceProfile } from '../../subgraphs/kit/service/profile.ts';
import type { ServiceKeyFile } from '../../wire/identity/service-keys.ts';
import type { TestDatabase } from './databases.ts';
import { authorizationFor, callerReader, testServiceKeys } from './service-tokens.ts';
import { type SubmitAnswer, submitAt } from './submit.ts';

/** All subgraphs in this process, each behind HTTP, over one database with the golden students. */
export interface ServedGraph {
  readonly db: Kysely<ClearanceTables>;
  /** Submits as a student, straight to the clearance subgraph. */
  readonly submit: (studentId: string, key: string, input?: object) => Promise<SubmitAnswer>;
  /** Changes something at a department as its staff; fails the test on an error. */
  readonly change: (department: SubgraphName, mutation: string) => Promise<void>;
  readonly url: (name: SubgraphName) => string;
  readonly close: () => Promise<void>;
}

/** What a test may choose. */
export interface ServedGraphOptions {
  readonly ports?: Partial<ClearancePorts>;
  readonly profile?: ServiceProfile;
  /** Replaces a subgraph's address for submissions. */
  readonly instead?: Partial<Record<SubgraphName, string>>;
  /** By which the clearance subgraph proves itself to the others; null: it cannot. */
  readonly clearanceKeys?: ServiceKeyFile | null;
}

/** Serves every subgraph as `npm start` does, without a gateway. */
export async function serveGraph(
  { database, dispose }: TestDatabase,
  options: ServedGraphOptions = {},
): Promise<ServedGraph> {
  const { ports = {}, profile = loadProfile('current', 'guide-text'), instead = {} } = options;
  const now = () => new Date();
  const served = new Map<string, ServedSubgraph>();
  const addressOf = (name: string) => {
    const url = (instead as Record<string, string>)[name] ?? served.get(name)?.url;
    return url === undefined ? undefined : { url: `${url}/graphql`, perSecond: null };
  };
  const { clearanceKeys: serviceKeys = await testServiceKeys() } = options;
  const dependencies = { database, profile, now, production: false, serviceKeys };
  const subgraphs = createAllSubgraphs(() => dependencies, { addressOf, ...ports });
  for (const name of subgraphNames) {
    const serving = { database, readCaller: callerReader(name), now, host: '127.0.0.1' };
    served.set(name, await serveSubgraph(subgraphs[name], { ...serving, port: 0, logger: false }));
    await served.get(name)?.migrate();
  }
  await loadRecords(subgraphs, goldenClass());
  for (const one of served.values()) await one.open();
  const url = (name: SubgraphName) => served.get(name)?.url ?? '';
  return {
    db: database.forSchema<ClearanceTables>('clearance'),
    url,
    submit: async (studentId, key, input = {}) => {
      const student = { kind: 'person', sub: studentId, role: 'student' } as const;
      const authorization = await authorizationFor('clearance', student);
      return submitAt(`${url('clearance')}/graphql`, authorization, { idempotencyKey: key, ...input });
    },
    change: async (department, mutation) => {
      const staff = { kind: 'person', sub: 'staff', role: `staff:${department}` } as const;
      const authorization = await authorizationFor(department, staff);
      const response = await fetch(`${url(department)}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization },
        body: JSON.stringify({ query: `mutation { ${mutation} { __typename } }` }),
      });
      const { errors } = (await response.json()) as { errors?: unknown };
      if (errors !== undefined) throw new Error(JSON.stringify(errors));
    },
    close: async () => {
      for (const one of served.values()) await one.close();
      await dispose();
    },
  };
}
