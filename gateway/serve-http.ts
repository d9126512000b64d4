import type { FastifyInstance } from 'fastify';
import type { GatewayConfig } from './config.ts';
import type { Engine } from './engine/engine.ts';
import { addAdmission } from './http/admission.ts';
import { createApp } from './http/app.ts';
import { addCors } from './http/cors.ts';
import type { ExportFiles } from './http/export-files.ts';
import { addExportRoute } from './http/export-route.ts';
import { addFormKeysRoute } from './http/form-keys-route.ts';
import { addGraphiqlRoute } from './http/graphiql-route.ts';
import { addGraphqlRoute } from './http/graphql-route.ts';
import { addHealthRoutes } from './http/health-routes.ts';
import { addNoLoginRoute } from './http/no-login-route.ts';
import type { Readiness } from './http/readiness.ts';
import { addSchemaRoute } from './http/schema-route.ts';
import type { Identity } from './identity/identity.ts';
import { addLiveRoute } from './live/live-route.ts';
import type { Subscribers } from './live/subscribers.ts';
import type { Observation } from './observe/observation.ts';
import { createRunDocument } from './pages/run-document.ts';
import { addPages } from './pages/serve-pages.ts';
import type { GatewayPorts } from './ports.ts';
import { tellClientAddress } from './request/client-address.ts';
import type { DirectLane } from './request/direct-lane.ts';
import type { Documents } from './request/documents/documents.ts';
import type { GraphqlServer } from './request/graphql-server.ts';
import { createDocumentJudge } from './request/limits/judge-document.ts';
import { createOperationGate } from './request/operation-gate.ts';
import type { Rates } from './request/rates.ts';
import { everybodyIsAnonymous } from './request/viewer.ts';

/** What the routes lead to. */
export interface HttpParts {
  readonly engine: Engine;
  readonly documents: Documents;
  readonly server: GraphqlServer;
  readonly lane: DirectLane;
  readonly readiness: Readiness;
  readonly subscribers: Subscribers;
  readonly seen: Observation;
  /** Null: everybody is anonymous. */
  readonly identity: Identity | null;
  readonly rates: Rates;
  readonly exportFiles: ExportFiles;
}

/** Everything that the gateway answers over HTTP, not listening yet. */
export async function createHttp(
  config: GatewayConfig,
  { newId, random, now, log }: Pick<GatewayPorts, 'newId' | 'random' | 'now' | 'log'>,
  { engine, documents, server, lane, readiness, subscribers, seen, identity, rates, exportFiles }: HttpParts,
): Promise<FastifyInstance> {
  const { trusted } = documents;
  const policy = config;
  const readViewer = identity?.readViewer ?? everybodyIsAnonymous;
  const hasLogin = config.identity !== null && config.identity.login.kind !== 'none';
  const withLogin = hasLogin ? { loginPath: '/login' } : {};
  const apiSchema = () => engine.current()?.apiSchema ?? null;
  const judge = createDocumentJudge(config.queryLimits);
  const gate = createOperationGate({ trusted, policy, judge, rates, apiSchema });

  const app = createApp({ ...config, publicUrl: config.identity?.publicUrl ?? null, log, newId });
  seen.addTo(app);
  const { onShed, follow } = seen.metrics;
  const held = await addAdmission(app, config.admission, random, { onShed });
  follow({ held, liveSubscribers: subscribers.count });
  tellClientAddress(app);
  addCors(app, config.corsOrigins);
  identity?.addTo(app);
  if (!hasLogin) addNoLoginRoute(app);
  addHealthRoutes(app, readiness);
  addGraphqlRoute(app, { server, readViewer, gate, lane, policy });
  addSchemaRoute(app, { readViewer, policy, apiSchema });
  if (config.mode !== 'open') {
    addLiveRoute(app, { engine, readViewer, gate, subscribers, limits: config.live });
    addFormKeysRoute(app, { server, apiSchema });
    addExportRoute(app, { readViewer, rates, files: exportFiles, ...withLogin });
  }
  const hasEntry =
    config.webDir !== null &&
    identity !== null &&
    (await addPages(app, {
      ...identity,
      distDir: config.webDir,
      fontFile: config.fontFile,
      runDocument: createRunDocument({ server, gate }),
      newId,
      now,
      log,
    }));
  await addGraphiqlRoute(app, {
    directory: config.graphiqlDir,
    readViewer,
    policy,
    hasEntry,
    ...withLogin,
  });
  return app;
}
