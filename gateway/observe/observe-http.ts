import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { OpenSpan, Tracing } from '../../wire/tracing/tracing.ts';
import { note } from '../http/log-notes.ts';
import type { RequestMetrics } from './request-metrics.ts';

/** Routes that machines ask again and again, and that say nothing of the service. */
const PROBES = new Set(['/livez', '/readyz', '/metrics']);
/** Streams that last as long as their reader: neither a duration nor a trace says anything of them. */
const STREAMS = new Set(['/graphql/stream']);

/**
 * Measures every answer by its route, and begins a trace for each request. To be added before routes and before
 * whatever may turn requests away. Of streams only refusals are measured; what a stream asks the engine is traced by itself.
 */
export function observeHttp(
  app: FastifyInstance,
  requests: Pick<RequestMetrics, 'answered'>,
  tracing: Tracing | null,
): void {
  if (tracing !== null) traceRequests(app, tracing);
  app.addHook('onResponse', async (request, reply) => {
    const route = routeOf(request);
    if (PROBES.has(route) || (STREAMS.has(route) && reply.statusCode === 200)) return;
    requests.answered(route, reply.statusCode, reply.elapsedTime / 1_000);
  });
}

function traceRequests(app: FastifyInstance, tracing: Tracing): void {
  const spans = new WeakMap<FastifyRequest, OpenSpan>();
  app.addHook('onRequest', (request, _reply, done) => {
    const route = routeOf(request);
    if (PROBES.has(route) || STREAMS.has(route)) return done();
    const { method, headers } = request;
    const notes = { 'http.request.method': method, 'http.route': route };
    const span = tracing.begin('server', `${method} ${route}`, notes, headers.traceparent);
    spans.set(request, span);
    note(request, { traceId: span.traceId });
    span.inside(done);
  });
  app.addHook('onResponse', async (request, reply) => {
    const span = spans.get(request);
    span?.note({ 'http.response.status_code': reply.statusCode });
    span?.end(reply.statusCode >= 500 ? String(reply.statusCode) : undefined);
  });
  app.addHook('onRequestAbort', async (request) => spans.get(request)?.end('caller gone'));
}

function routeOf({ routeOptions }: FastifyRequest): string {
  return routeOptions.url ?? 'none';
}
