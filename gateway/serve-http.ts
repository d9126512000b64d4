import type { ApolloServer } from '@apollo/server';
import type { FastifyInstance } from 'fastify';
import type { GatewayConfig } from './config.ts';
import type { Engine } from './engine/engine.ts';
import { addAdmission } from './http/admission.ts';
import { createApp } from './http/app.ts';
import { addCors } from './http/cors.ts';
import { addFormKeysRoute } from './http/form-keys-route.ts';
import { addGraphiqlRoute } from './http/graphiql-route.ts';
import { addGraphqlRoute } from './http/graphql-route.ts';
import { addHealthRoutes } from './http/health-routes.ts';
import type { Readiness } from './http/readiness.ts';
import { addSchemaRoute } from './http/schema-route.ts';
import { ensureDevKey } from './identity/dev-key.ts';
import { createDevVerifier } from './identity/dev-token.ts';
import { addLiveRoute } from './live/live-route.ts';
import type { Subscribers } from './live/subscribers.ts';
import type { Observation } from './observe/observation.ts';
import { bearerCsrfToken, carriesBearerCsrfToken } from './pages/csrf-stand-in.ts';
import { createRunDocument } from './pages/run-document.ts';
import { addPages } from './pages/serve-pages.ts';
import type { GatewayPorts } from './ports.ts';
import type { Documents } from './request/documents/documents.ts';
import type { OperationContext } from './request/operation-context.ts';
import { tellClientAddress } from './request/verify-form-limit.ts';
import { createReadViewer, everybodyIsAnonymous, type ReadViewer } from './request/viewer.ts';

/** What the routes lead to. */
export interface HttpParts {
  readonly engine: Engine;
  readonly documents: Documents;
  readonly server: ApolloServer<OperationContext>;
  readonly readiness: Readiness;
  readonly subscribers: Subscribers;
  readonly seen: Observation;
}

/** Everything that the gateway answers over HTTP, not listening yet. */
export async function createHttp(
  config: GatewayConfig,
  { now, newId, random, log }: Pick<GatewayPorts, 'now' | 'newId' | 'random' | 'log'>,
  { engine, documents, server, readiness, subscribers, seen }: HttpParts,
): Promise<FastifyInstance> {
  const { trusted } = documents;
  const policy = config;
  const readViewer = await viewerReader(config, now, newId);
  const apiSchema = () => engine.current()?.apiSchema ?? null;

  const app = createApp({ ...config, log, newId });
  seen.addTo(app);
  const { onShed, follow } = seen.metrics;
  const held = await addAdmission(app, config.admission, random, { onShed });
  follow({ held, liveSubscribers: subscribers.count });
  tellClientAddress(app);
  addCors(app, config.corsOrigins);
  addHealthRoutes(app, readiness);
  addGraphqlRoute(app, { server, readViewer, trusted, policy });
  addSchemaRoute(app, { readViewer, policy, apiSchema });
  if (config.mode !== 'open') {
    addLiveRoute(app, { engine, readViewer, trusted, policy, subscribers, limits: config.live });
    addFormKeysRoute(app, { server, apiSchema });
  }
  const pages = config.webDir !== null && {
    distDir: config.webDir,
    fontFile: config.fontFile,
    readViewer,
    runDocument: createRunDocument({ server, trusted }),
    csrfTokenOf: bearerCsrfToken,
    checkCsrf: carriesBearerCsrfToken,
    newId,
    now,
    log,
  };
  const hasEntry = pages && (await addPages(app, pages));
  await addGraphiqlRoute(app, config.graphiqlDir, hasEntry ? 'below' : 'at the root');
  return app;
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
