import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { goldenClass } from '../../data/golden.ts';
import { createAllSubgraphs, type SubgraphName, subgraphNames } from '../../start/all-subgraphs.ts';
import { loadRecords } from '../../start/sample.ts';
import { migrate } from '../../subgraphs/kit/database/migrate.ts';
import { openDatabase } from '../../subgraphs/kit/database/open-database.ts';
import { loadProfile } from '../../subgraphs/kit/service/profile.ts';
import { type Child, startChild } from './child.ts';
import { newPostgresUrl } from './databases.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import { type GraphAnswer, postGraphql } from './graphql-client.ts';

/** The whole graph as real processes over PostgreSQL, filled with the golden students. */
export interface Graph {
  /** Address of the gateway. */
  readonly url: string;
  readonly subgraphs: Readonly<Record<SubgraphName, { child: Child; proxy: FaultProxy; url: string }>>;
  readonly gateway: Child;
  readonly query: (query: string, options?: { variables?: object; token?: string }) => Promise<GraphAnswer>;
  /** A development token. */
  readonly token: (role: string, sub: string) => Promise<string>;
  readonly end: () => Promise<void>;
}

/**
 * Starts six subgraphs and a gateway, each a process; between gateway and subgraph stands a proxy that can lie.
 *
 * @param env `DATABASE_URL` names an empty database; without it a new one of the test run's server is taken
 */
export async function startGraph(env: NodeJS.ProcessEnv = {}): Promise<Graph> {
  const dataDir = mkdtempSync(join(tmpdir(), 'clearance-graph-'));
  const shared = { ...env, DATA_DIR: dataDir, DATABASE_URL: env.DATABASE_URL ?? (await newPostgresUrl()) };
  await fill(shared.DATABASE_URL);
  const started = await Promise.all(subgraphNames.map((name) => startSubgraph(name, shared)));
  const subgraphs = Object.fromEntries(
    subgraphNames.map((name, index) => [name, started[index]]),
  ) as Graph['subgraphs'];
  const routing = subgraphNames.map((name) => [
    `SUBGRAPH_${name.toUpperCase()}_URL`,
    subgraphs[name].proxy.url,
  ]);
  const gateway = startChild('gateway/main.ts', [], { ...shared, PORT: '0', ...Object.fromEntries(routing) });
  const url = (await gateway.line(/"address":"([^"]+)"/))[1] as string;
  return {
    url,
    subgraphs,
    gateway,
    query: (query, options) => postGraphql(`${url}/graphql`, query, options),
    token: (role, sub) => developmentToken(role, sub, dataDir),
    end: async () => {
      await Promise.all([
        gateway.end(),
        ...started.flatMap(({ child, proxy }) => [child.end(), proxy.close()]),
      ]);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function startSubgraph(name: SubgraphName, env: NodeJS.ProcessEnv) {
  const child = startChild(`subgraphs/${name}/main.ts`, [], { ...env, PORT: '0' });
  const url = (await child.line(/ listens on (\S+)/))[1] as string;
  const proxy = await startFaultProxy(() => `${url}/graphql`);
  return { child, proxy, url };
}

async function fill(url: string): Promise<void> {
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
  await database.close();
}

/** A token as `npm run --silent token` prints it. */
export async function developmentToken(role: string, sub: string, dataDir: string): Promise<string> {
  const child = startChild('gateway/token.ts', ['--role', role, '--sub', sub], { DATA_DIR: dataDir });
  return (await child.line(/^[\w-]+\.[\w-]+\.[\w-]+$/))[0];
}
