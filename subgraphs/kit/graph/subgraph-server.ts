import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { buildSubgraphSchema, type GraphQLResolverMap } from '@apollo/subgraph';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { parse } from 'graphql';
import mercurius from 'mercurius';
import type { SubgraphContext } from '../context.ts';
import { addEventsRoute, type EventsRouteOptions } from '../events/events-route.ts';
import { type ReadCaller, servicesOnly } from '../identity/service-verifier.ts';
import type { SubgraphObservation } from '../observe/observation.ts';
import { logNets, requestIdOf } from '../observe/request-log.ts';
import type { Subgraph } from '../subgraph.ts';
import { admitCallers } from './admit-callers.ts';
import { answerRequestFaults, formatExecution } from './answer-errors.ts';
import { createVariableDefaults } from './variable-defaults.ts';

/** Where the server listens, and whether it logs. */
export interface SubgraphServerOptions {
  /** Reads who calls; whom it refuses is answered 401, whatever is asked. */
  readonly readCaller: ReadCaller;
  /** The events that are served at `/events`; absent: none. */
  readonly events?: Omit<EventsRouteOptions, 'readService'>;
  /** true once the database is migrated and answers. */
  readonly isReady: () => Promise<boolean>;
  /** What it says on standard output; false: nothing. */
  readonly logger: SubgraphLogger;
  /** Measures, traces and logs requests; absent: nobody does. */
  readonly observation?: SubgraphObservation | undefined;
}

/** From which level on a subgraph writes to standard output; false: nothing. */
export type SubgraphLogger = 'debug' | 'info' | 'warn' | 'error' | 'silent' | false;

// 500 representations with their inputs are below 100 kB.
const BODY_LIMIT = 4 * 1024 * 1024;

/**
 * A Fastify server that answers a subgraph's GraphQL at `/graphql`, its events at `/events`, `/livez` and `/readyz`.
 * The graph and the events are for services only: 401 to everybody else, before a body is read.
 *
 * The server is not listening yet; closing it lets requests under way finish and answers 503 at `/readyz` meanwhile.
 */
export async function createSubgraphServer(
  subgraph: Subgraph,
  options: SubgraphServerOptions,
): Promise<FastifyInstance> {
  const app = Fastify({
    logger: options.logger && { name: subgraph.name, level: options.logger, ...logNets },
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: (request) => requestIdOf(request, randomUUID),
    bodyLimit: BODY_LIMIT,
    return503OnClosing: true,
    forceCloseConnections: 'idle',
  });
  // Mercurius declares error paths as lists of strings, so Fastify's own serializer would write positions as text.
  app.setSerializerCompiler(() => (answer) => JSON.stringify(answer));
  answerRequestFaults(app);
  options.observation?.addTo(app);
  addHealth(app, options.isReady);
  const readService = servicesOnly(options.readCaller);
  if (options.events) addEventsRoute(app, { ...options.events, readService });
  subgraph.addRoutes?.(app, readService, options.readCaller);
  endConnectionsWhileClosing(app);
  const viewerOf = admitCallers(app, options.readCaller);
  const document = readFileSync(subgraph.sdlFile, 'utf8');
  await app.register(mercurius, {
    schema: buildSubgraphSchema([
      { typeDefs: parse(document), resolvers: subgraph.resolvers as GraphQLResolverMap<unknown> },
    ]),
    jit: 1,
    graphiql: false,
    allowBatchedQueries: false,
    context: (request): SubgraphContext => ({ viewer: viewerOf(request) }),
    errorFormatter: (execution) => formatExecution(execution, app.log),
  });
  const withDefaults = createVariableDefaults();
  app.graphql.addHook('preExecution', async (_schema, operation, _context, variables) => {
    const filled = withDefaults(operation, variables);
    return filled === null ? undefined : { variables: { ...filled } };
  });
  return app;
}

function addHealth(app: FastifyInstance, isReady: () => Promise<boolean>): void {
  let closing = false;
  app.addHook('preClose', async () => {
    closing = true;
  });
  app.get('/livez', async () => ({ status: 'live' }));
  app.get('/readyz', async (_request, reply) => {
    const ready = !closing && (await isReady().catch(() => false));
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready' });
  });
}

// A kept-alive connection that was busy when closing began would otherwise hold the server open until it idles out.
function endConnectionsWhileClosing(app: FastifyInstance): void {
  let closing = false;
  app.addHook('preClose', async () => {
    closing = true;
  });
  app.addHook('onSend', async (_request, reply) => {
    if (closing) reply.header('connection', 'close');
  });
}
