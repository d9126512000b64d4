import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import { migrate } from '../../../subgraphs/kit/database/migrate.ts';
import type { Database } from '../../../subgraphs/kit/database/open-database.ts';
import { answerRequestFaults } from '../../../subgraphs/kit/graph/answer-errors.ts';
import { createServiceVerifier, servicesOnly } from '../../../subgraphs/kit/identity/service-verifier.ts';
import { loadProfile } from '../../../subgraphs/kit/service/profile.ts';
import type { Subgraph, SubgraphDependencies } from '../../../subgraphs/kit/subgraph.ts';
import { openServiceKeys } from '../../../wire/identity/service-keys.ts';
import { createServiceSigner, type Person, type ServiceRole } from '../../../wire/identity/service-token.ts';
import type { TestDatabase } from '../../kit/databases.ts';

/** A subgraph's routes for other services, over HTTP, with the real service tokens. */
export interface ServedRoutes<S extends Subgraph> {
  readonly subgraph: S;
  readonly database: Database;
  /** e.g. http://127.0.0.1:41523 */
  readonly url: string;
  /** A service token: for this subgraph, of the gateway for itself, unless told otherwise. */
  readonly token: (as?: ServiceRole, audience?: string, person?: Person) => Promise<string>;
  /** Ends it as a crash would: no connection is served any more. */
  readonly stop: () => Promise<void>;
  /** Listens again at the same address. */
  readonly restart: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** What a test may choose. */
export interface ServeRoutesOptions {
  readonly open: () => Promise<TestDatabase>;
  readonly production?: boolean;
}

/** Serves what `addRoutes` of a subgraph adds, over a fresh database with its tables. */
export async function serveRoutes<S extends Subgraph>(
  create: (dependencies: SubgraphDependencies) => S,
  { open, production = false }: ServeRoutesOptions,
): Promise<ServedRoutes<S>> {
  const now = () => new Date();
  const directory = mkdtempSync(join(tmpdir(), 'served-routes-'));
  const source = { kind: 'made', file: join(directory, 'service.json') } as const;
  const keys = await openServiceKeys(source, now, () => crypto.randomUUID());
  const { database, dispose } = await open();
  const profile = loadProfile('current', 'guide-text');
  const subgraph = create({ database, profile, now, production });
  await migrate(database.forSchema(subgraph.name), subgraph.name, subgraph.migrations);
  const readCaller = createServiceVerifier(keys, subgraph.name, now);
  const listen = async (port: number) => {
    const app = Fastify({ forceCloseConnections: true });
    answerRequestFaults(app);
    subgraph.addRoutes?.(app, servicesOnly(readCaller), readCaller);
    await app.listen({ host: '127.0.0.1', port });
    return app;
  };
  let app = await listen(0);
  const { port } = app.server.address() as AddressInfo;
  return {
    subgraph,
    database,
    url: `http://127.0.0.1:${port}`,
    token: (as = 'gateway', audience = subgraph.name, person) =>
      createServiceSigner(keys, as, now)(audience, person),
    stop: () => app.close(),
    restart: async () => {
      app = await listen(port);
    },
    close: async () => {
      await app.close();
      await dispose();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
