import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { goldenClass } from '../../data/golden.ts';
import type { SamplePerson } from '../../data/people.ts';
import { ensureDevKey } from '../../gateway/identity/dev-key.ts';
import { signDevToken } from '../../gateway/identity/dev-token.ts';
import { parseRole } from '../../gateway/identity/roles.ts';
import { createAllSubgraphs, type SubgraphName, subgraphNames } from '../../start/all-subgraphs.ts';
import { loadRecords } from '../../start/sample.ts';
import { migrate } from '../../subgraphs/kit/database/migrate.ts';
import { openDatabase } from '../../subgraphs/kit/database/open-database.ts';
import type { Viewer } from '../../subgraphs/kit/graph/viewer.ts';
import { loadProfile } from '../../subgraphs/kit/service/profile.ts';
import { type Child, startChild } from './child.ts';
import { expectCleanLogs } from './clean-logs.ts';
import { newPostgresUrl } from './databases.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import { type GraphAnswer, postGraphql } from './graphql-client.ts';
import { authorizationFor } from './service-tokens.ts';

/** The whole graph as real processes over PostgreSQL, filled with the golden students. */
export interface Graph {
  /** Address of the gateway. */
  readonly url: string;
  readonly subgraphs: Readonly<Record<SubgraphName, { child: Child; proxy: FaultProxy; url: string }>>;
  readonly gateway: Child;
  /** What every process of the graph is told, for starting further ones. */
  readonly env: NodeJS.ProcessEnv;
  /** Asks the gateway; as a registrar unless a token says otherwise, null: as nobody. */
  readonly query: (
    query: string,
    options?: { variables?: object; token?: string | null },
  ) => Promise<GraphAnswer>;
  /** A development token. */
  readonly token: (role: string, sub: string) => Promise<string>;
  /** `Authorization` of the gateway that asks a subgraph, for a person or for nobody. */
  readonly authorization: (subgraph: SubgraphName, viewer?: Viewer) => Promise<string>;
  readonly end: () => Promise<void>;
}

/**
 * Starts six subgraphs and a gateway, each a process; in front of each subgraph, for the gateway and for submissions,
 * stands a proxy that can lie.
 *
 * @param env `DATABASE_URL` names an empty database; without it a new one of the test run's server is taken
 * @param options.gatewayPort where the gateway listens; 0: any free port
 * @param options.staff who is given roles before it starts
 */
export async function startGraph(
  env: NodeJS.ProcessEnv = {},
  { gatewayPort = 0, staff = [] }: { gatewayPort?: number; staff?: readonly SamplePerson[] } = {},
): Promise<Graph> {
  const dataDir = mkdtempSync(join(tmpdir(), 'clearance-graph-'));
  const shared = { ...env, DATA_DIR: dataDir, DATABASE_URL: env.DATABASE_URL ?? (await newPostgresUrl()) };
  await fill(shared.DATABASE_URL, staff);
  const addresses = new Map<string, string>();
  const proxies = await Promise.all(
    subgraphNames.map((name) => startFaultProxy(() => addresses.get(name) ?? 'http://127.0.0.1:1')),
  );
  const routing = subgraphNames.map((name, index) => [
    `SUBGRAPH_${name.toUpperCase()}_URL`,
    proxies[index]?.url,
  ]);
  // Tests of what departments do would see what they did before.
  const told = { CACHE: 'off', ...shared, PORT: '0', ...Object.fromEntries(routing) };
  const started = await Promise.all(
    subgraphNames.map(async (name) => {
      const { child, url } = await startSubgraph(name, told);
      addresses.set(name, `${url}/graphql`);
      return { child, url };
    }),
  );
  const subgraphs = Object.fromEntries(
    subgraphNames.map((name, index) => [name, { ...started[index], proxy: proxies[index] }]),
  ) as Graph['subgraphs'];
  const gateway = startChild('gateway/main.ts', ['--port', String(gatewayPort)], told);
  const url = (await gateway.line(/"address":"([^"]+)"/))[1] as string;
  const devKey = await ensureDevKey(dataDir, () => crypto.randomUUID());
  const token = (text: string, sub: string) => {
    const role = parseRole(text);
    if (role === null) throw new Error(`${text} is no role.`);
    return signDevToken({ sub, role }, devKey, new Date());
  };
  const registrar = await token('registrar', 'R001');
  return {
    url,
    subgraphs,
    gateway,
    env: told,
    query: async (query, { token = registrar, ...options } = {}) =>
      postGraphql(`${url}/graphql`, query, { ...options, ...(token !== null && { token }) }),
    token,
    authorization: (name, viewer) => authorizationFor(name, viewer, join(dataDir, 'keys', 'service.json')),
    end: async () => {
      await Promise.all([
        gateway.end(),
        ...started.map(({ child }) => child.end()),
        ...proxies.map((proxy) => proxy.close()),
      ]);
      rmSync(dataDir, { recursive: true, force: true });
      expectCleanLogs('gateway', gateway.lines);
      for (const [index, { child }] of started.entries())
        expectCleanLogs(subgraphNames[index] ?? 'subgraph', child.lines);
    },
  };
}

/** One more process of a subgraph, listening on a port of its own. */
export async function startSubgraph(
  name: SubgraphName,
  env: NodeJS.ProcessEnv,
): Promise<{ child: Child; url: string }> {
  const child = startChild(`subgraphs/${name}/main.ts`, [], env);
  const url = (await child.line(/ listens on (\S+)/))[1] as string;
  return { child, url };
}

async function fill(url: string, staff: readonly SamplePerson[]): Promise<void> {
  const database = openDatabase({ kind: 'postgres', url });
  const profile = loadProfile('current', 'guide-text');
  const subgraphs = createAllSubgraphs(() => ({
    database,
    profile,
    now: () => new Date(),
    production: false,
  }));
  for (const subgraph of Object.values(subgraphs)) {
    await migrate(database.forSchema(subgraph.name), subgraph.name, subgraph.migrations);
  }
  await loadRecords(subgraphs, goldenClass());
  await subgraphs.registry.grantSampleRoles(staff);
  await database.close();
}

/** A token as `npm run --silent token` prints it. */
export async function developmentToken(role: string, sub: string, dataDir: string): Promise<string> {
  const child = startChild('gateway/token.ts', ['--role', role, '--sub', sub], { DATA_DIR: dataDir });
  return (await child.line(/^[\w-]+\.[\w-]+\.[\w-]+$/))[0];
}
