import { readFile } from 'node:fs/promises';
import type { SignServiceToken } from '../wire/identity/service-token.ts';
import type { AuditTrail } from './audit/audit-trail.ts';
import { withAuthorization } from './authorization/with-authorization.ts';
import type { GatewayConfig } from './config.ts';
import { createServerGateway } from './engine/apollo-server-gateway.ts';
import type { Engine } from './engine/engine.ts';
import { maySeePlan } from './engine/explain/may-see-plan.ts';
import { withLocations } from './engine/locate-errors.ts';
import type { GenerationParts } from './engine/open-departments.ts';
import { createRunOperation } from './engine/run-operation.ts';
import { followDepartments } from './follow-departments.ts';
import { createReadiness } from './http/readiness.ts';
import { type IdentityParts, openIdentity } from './identity/identity.ts';
import { withGatewayFields } from './live/live-engine.ts';
import { createSubscribers } from './live/subscribers.ts';
import { faultFields } from './observe/log.ts';
import { type Observation, openObservation } from './observe/observation.ts';
import { openCache } from './open-cache.ts';
import { openRates } from './open-rates.ts';
import { openServiceTokens } from './open-service-tokens.ts';
import { openSubgraphServices, type SubgraphServices } from './open-subgraph-services.ts';
import type { GatewayPorts } from './ports.ts';
import { createDirectLane } from './request/direct-lane.ts';
import { createDocuments } from './request/documents/documents.ts';
import { readManifests } from './request/documents/manifest-files.ts';
import { createLateServer } from './request/graphql-server.ts';
import { createCountOperation } from './request/operation-counts.ts';
import { createHttp } from './serve-http.ts';
import { type Contacts, readContacts } from './supergraph/contacts.ts';
import { createSupergraphFile } from './supergraph/supergraph-file.ts';
import type { EntityCache } from './upstream/cache/entity-cache.ts';

/** A gateway that has planned its supergraph. */
export interface Gateway {
  /** Begins to serve; resolves with the address, `http://host:port`. */
  listen(): Promise<string>;
  /**
   * Says that it is going, waits `drainMs` for whoever sends requests to notice, takes no more, finishes those in
   * flight (10 s at most), frees everything.
   */
  close(): Promise<void>;
}

const LAST_CALL_MS = 10_000;
/** After the gateway listens. */
const LATE_MS = 1_000;
const OWN_FIELDS = new URL('../schema/gateway.graphql', import.meta.url);

/** Puts a gateway together. Rejects with a sentence where the supergraph cannot be used. */
export async function createGateway(config: GatewayConfig, ports: GatewayPorts): Promise<Gateway> {
  const { log } = ports;
  const { contacts, fault } = await readContacts(config.profileFile);
  if (fault !== null) log.warn(fault);

  const seen = await openObservation(config.observing, ports.onOperation);
  const cache = await openCache(config, ports, seen.metrics.cache);
  const sign = await openServiceTokens(config, ports);
  const services = openSubgraphServices(
    { sign, current: () => engine.current(), metrics: seen.metrics.people },
    ports,
  );
  const { audit, exportFiles } = services;
  const engine: Engine = seen.traced(
    await createEngine(config, ports, { contacts, cache, seen, sign, audit }),
  );
  const documents = createDocuments(await readManifests(config.manifestDir), engine, log);
  const supergraph = createSupergraphFile(config.supergraphFile, config.departmentUrls, engine, log);
  const loaded = await supergraph.load();
  if (loaded.kind === 'refused')
    throw new Error(`The supergraph ${config.supergraphFile} cannot be used: ${loaded.reason}`);

  const run = createRunOperation(engine, {
    limits: config.limits,
    log,
    elapsed: ports.elapsed,
    maySeePlan: config.mode === 'open' ? () => true : maySeePlan,
  });
  const countOperation = createCountOperation(documents.clients);
  const { onOperation, plugin } = seen.operations;
  const gateway = createServerGateway(engine, run);
  const server = createLateServer(async () => {
    const { openApolloServer } = await import('./request/apollo-server.ts');
    return openApolloServer({ gateway, policy: config, documents, onOperation, countOperation, log }, plugin);
  });

  const readiness = createReadiness(engine, config.waitFor);
  const subscribers = createSubscribers(ports.random);
  const identity =
    config.identity && (await openIdentity(config.identity, identityParts(config, ports, services)));
  const { rates, close: closeRates } = openRates(config, ports);
  const apiSchema = () => engine.current()?.apiSchema ?? null;
  const { store } = documents;
  const lane = createDirectLane({ store, apiSchema, run, countOperation, outcomes: seen.operations, log });
  const serving = {
    engine,
    documents,
    server,
    lane,
    readiness,
    subscribers,
    seen,
    identity,
    rates,
    exportFiles,
  };
  const app = await createHttp(config, ports, serving);
  supergraph.follow();
  let changes: ReturnType<typeof followDepartments> | undefined;
  let soon: NodeJS.Timeout | undefined;

  return {
    // At the bell thousands connect within a second; what is not accepted cannot even be told to come back.
    async listen() {
      const address = await app.listen({ host: config.host, port: config.port, backlog: 4_096 });
      changes = followDepartments(ports, { engine, cache, subscribers, seen, sign });
      // Whoever comes first must not wait for it; whoever first needs it should not have to.
      soon = setTimeout(() => {
        server
          .open()
          .catch((error: unknown) => log.error(faultFields(error), 'Apollo Server cannot be opened'));
      }, LATE_MS).unref();
      return address;
    },
    async close() {
      readiness.close();
      await new Promise((resolve) => setTimeout(resolve, config.drainMs));
      supergraph.stop();
      clearTimeout(soon);
      const lastCall = setTimeout(() => app.server.closeAllConnections(), LAST_CALL_MS);
      await Promise.all([app.close(), changes?.stop()]);
      clearTimeout(lastCall);
      await server.stop();
      await services.close();
      identity?.close();
      closeRates();
      await engine.close();
      await cache?.close();
      await seen.close();
    },
  };
}

function identityParts(
  { mode, dataDir, redis, corsOrigins, profileFile }: GatewayConfig,
  { now, newId, log }: GatewayPorts,
  { rolesOf }: SubgraphServices,
): IdentityParts {
  const devKeyDir = mode === 'development' ? dataDir : null;
  return { rolesOf, devKeyDir, redis, corsOrigins, profileFile, now, newId, log };
}

interface EngineParts {
  readonly contacts: Contacts;
  readonly cache: EntityCache | null;
  readonly seen: Observation;
  readonly sign: SignServiceToken | null;
  readonly audit: AuditTrail;
}

/** The planner's engine behind the rules, with what the gateway itself adds to the API; bare in front of a foreign supergraph. */
async function createEngine(
  { mode, limits, budget, batches, engine: kind }: GatewayConfig,
  { log, random, elapsed }: GatewayPorts,
  { contacts, cache, seen, sign, audit }: EngineParts,
): Promise<Engine> {
  const create = await engineMaker(kind);
  const engine = create({
    limits,
    budget,
    batches,
    random,
    elapsed,
    contacts,
    log,
    observer: seen.departments,
    ...(cache && { cache }),
    ...(sign && { sign }),
  });
  if (mode === 'open') return withLocations(engine);
  const ownSdl = await readFile(OWN_FIELDS, 'utf8');
  return withLocations(withGatewayFields(withAuthorization(engine, { ownSdl, audit, log }), ownSdl));
}

/** Only one of them is loaded: Apollo's libraries alone take longer than all the rest of the start. */
async function engineMaker(kind: GatewayConfig['engine']): Promise<(parts: GenerationParts) => Engine> {
  if (kind === 'apollo') return (await import('./engine/apollo/apollo-engine.ts')).createApolloEngine;
  return (await import('./engine/compiled/compiled-engine.ts')).createCompiledEngine;
}
