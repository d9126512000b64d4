import type { FastifyBaseLogger } from 'fastify';
import type { GatewayConfig } from './config.ts';
import { createApolloEngine } from './engine/apollo-engine.ts';
import { createServerGateway } from './engine/apollo-server-gateway.ts';
import { createApp } from './http/app.ts';
import { addCors } from './http/cors.ts';
import { addFormKeysRoute } from './http/form-keys-route.ts';
import { addGraphiqlRoute } from './http/graphiql-route.ts';
import { addGraphqlRoute } from './http/graphql-route.ts';
import { addHealthRoutes } from './http/health-routes.ts';
import { createReadiness } from './http/readiness.ts';
import { addSchemaRoute } from './http/schema-route.ts';
import { ensureDevKey } from './identity/dev-key.ts';
import { createDevVerifier } from './identity/dev-token.ts';
import { createApolloServer } from './request/apollo-server.ts';
import { createDocuments } from './request/documents/documents.ts';
import { readManifests } from './request/documents/manifest-files.ts';
import type { OnOperation } from './request/operation-counts.ts';
import { tellClientAddress } from './request/verify-form-limit.ts';
import { createReadViewer, everybodyIsAnonymous, type ReadViewer } from './request/viewer.ts';
import { readContacts } from './supergraph/contacts.ts';
import { createSupergraphFile } from './supergraph/supergraph-file.ts';

/** What the gateway takes from outside. */
export interface GatewayPorts {
  readonly now: () => Date;
  /** A new unguessable id. */
  readonly newId: () => string;
  readonly log: FastifyBaseLogger;
  /** Told of every operation before it executes; nobody counts without it. */
  readonly onOperation?: OnOperation;
}

/** A gateway that has planned its supergraph. */
export interface Gateway {
  /** Begins to serve; resolves with the address, `http://host:port`. */
  listen(): Promise<string>;
  /** Takes no more requests, finishes those in flight (10 s at most), frees everything. */
  close(): Promise<void>;
}

const DRAIN_MS = 10_000;

/** Puts a gateway together. Rejects with a sentence where the supergraph cannot be used. */
export async function createGateway(
  config: GatewayConfig,
  { now, newId, log, onOperation = () => {} }: GatewayPorts,
): Promise<Gateway> {
  const { contacts, fault } = await readContacts(config.profileFile);
  if (fault !== null) log.warn(fault);
  const manifests = await readManifests(config.manifestDir);

  const engine = createApolloEngine({ limits: config.limits, contacts, log });
  const supergraph = createSupergraphFile(config.supergraphFile, config.departmentUrls, engine, log);
  const loaded = await supergraph.load();
  if (loaded.kind === 'refused')
    throw new Error(`The supergraph ${config.supergraphFile} cannot be used: ${loaded.reason}`);

  const documents = createDocuments(manifests, engine, log);
  const server = createApolloServer({
    gateway: createServerGateway(engine, config.limits, log),
    policy: config,
    documents,
    onOperation,
    log,
  });
  await server.start();

  const app = createApp({ log, newId, maxBodyBytes: config.maxBodyBytes });
  const readiness = createReadiness(engine, config.waitFor);
  addHealthRoutes(app, readiness);
  tellClientAddress(app);
  const readViewer = await viewerReader(config, now, newId);
  const apiSchema = () => engine.current()?.apiSchema ?? null;
  addCors(app, config.corsOrigins);
  addGraphqlRoute(app, { server, readViewer, trusted: documents.trusted, policy: config });
  addSchemaRoute(app, { readViewer, policy: config, apiSchema });
  if (config.mode !== 'open') addFormKeysRoute(app, { server, apiSchema });
  await addGraphiqlRoute(app, config.graphiqlDir);
  supergraph.follow();

  return {
    listen: () => app.listen({ host: config.host, port: config.port }),
    async close() {
      readiness.close();
      supergraph.stop();
      const lastCall = setTimeout(() => app.server.closeAllConnections(), DRAIN_MS);
      await app.close();
      clearTimeout(lastCall);
      await server.stop();
      await engine.close();
    },
  };
}

/** Development tokens in development; nobody is known in production until the university's login is connected. */
async function viewerReader(
  config: GatewayConfig,
  now: () => Date,
  newId: () => string,
): Promise<ReadViewer> {
  switch (config.mode) {
    case 'open':
      return everybodyIsAnonymous;
    case 'development':
      return createReadViewer(await createDevVerifier(await ensureDevKey(config.dataDir, newId)), now);
    case 'production':
      return createReadViewer(async () => null, now);
    default:
      return config.mode satisfies never;
  }
}
