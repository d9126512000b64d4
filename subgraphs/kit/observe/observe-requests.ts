import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { OpenSpan, Tracing } from '../../../wire/tracing/tracing.ts';
import type { MetricsAccess } from './observe-config.ts';
import type { SubgraphMetrics } from './subgraph-metrics.ts';

const GRAPHQL = '/graphql';

/** Measures GraphQL requests, and traces them where somebody collects traces. To be added before the routes. */
export function observeRequests(
  app: FastifyInstance,
  metrics: Pick<SubgraphMetrics, 'answered'>,
  tracing: Tracing | null,
): { readonly traceIdOf: (request: FastifyRequest) => string | undefined } {
  const spans = new WeakMap<FastifyRequest, OpenSpan>();
  if (tracing !== null) traceRequests(app, tracing, spans);
  app.addHook('onResponse', async (request, reply) => {
    if (request.routeOptions.url !== GRAPHQL) return;
    metrics.answered(reply.statusCode, reply.elapsedTime / 1_000, entitiesOf(request.body));
  });
  return { traceIdOf: (request) => spans.get(request)?.traceId };
}

function traceRequests(
  app: FastifyInstance,
  tracing: Tracing,
  spans: WeakMap<FastifyRequest, OpenSpan>,
): void {
  app.addHook('onRequest', (request, _reply, done) => {
    if (request.routeOptions.url !== GRAPHQL) return done();
    const { method, headers } = request;
    const notes = { 'http.request.method': method, 'http.route': GRAPHQL };
    const span = tracing.begin('server', `${method} ${GRAPHQL}`, notes, headers.traceparent);
    spans.set(request, span);
    span.inside(done);
  });
  app.addHook('onResponse', async (request, reply) => {
    const span = spans.get(request);
    const entities = entitiesOf(request.body);
    span?.note({
      'http.response.status_code': reply.statusCode,
      ...(entities !== null && { 'batch.size': entities }),
    });
    span?.end(reply.statusCode >= 500 ? String(reply.statusCode) : undefined);
  });
  app.addHook('onRequestAbort', async (request) => spans.get(request)?.end('caller gone'));
}

/** How many entities one request asks for, under the gateway's name for them or the submission's; null: none. */
function entitiesOf(body: unknown): number | null {
  const { variables } = (body ?? {}) as { variables?: Readonly<Record<string, unknown>> | null };
  const asked = variables?.representations ?? variables?.students;
  return Array.isArray(asked) ? asked.length : null;
}

/** `GET /metrics` in Prometheus' text format. Whoever may not read them is told that there is nothing. */
export function addMetricsRoute(
  app: FastifyInstance,
  metrics: Pick<SubgraphMetrics, 'exposition'>,
  access: MetricsAccess,
): void {
  const mayRead = readerCheck(access);
  app.get('/metrics', async (request, reply) => {
    if (!mayRead(request)) return reply.callNotFound();
    const { contentType, text } = await metrics.exposition();
    return reply.header('cache-control', 'no-store').type(contentType).send(text);
  });
}

function readerCheck(access: MetricsAccess): (request: FastifyRequest) => boolean {
  if (access === 'closed') return () => false;
  if (access === 'loopback')
    return ({ socket }) => /^(127\.|::1$|::ffff:127\.)/.test(socket.remoteAddress ?? '');
  const expected = digest(`Bearer ${access.token}`);
  return ({ headers }) => timingSafeEqual(digest(headers.authorization ?? ''), expected);
}

/** Of equal length, so that comparing tells nothing of where texts differ. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
