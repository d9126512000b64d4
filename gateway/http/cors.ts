import type { FastifyInstance } from 'fastify';
import { addVary } from './vary.ts';

const ALLOWED_HEADERS = [
  'authorization',
  'content-type',
  'idempotency-key',
  'last-event-id',
  'x-client-name',
  'x-client-version',
  'x-request-id',
  'traceparent',
  'tracestate',
].join(', ');
const EXPOSED_HEADERS = 'x-request-id, retry-after, etag';
const PREFLIGHT_KEPT_S = 600;

/**
 * Lets pages of the listed origins (exact, `https://host[:port]`) read answers, with credentials, and answers their
 * preflights; whoever comes from elsewhere gets no CORS header. Nothing where the list is empty.
 */
export function addCors(app: FastifyInstance, origins: readonly string[]): void {
  if (origins.length === 0) return;
  const listed = new Set(origins);
  app.addHook('onRequest', async (request, reply) => {
    addVary(reply, 'origin');
    const { origin } = request.headers;
    if (origin === undefined || !listed.has(origin)) return undefined;
    reply.headers({ 'access-control-allow-origin': origin, 'access-control-allow-credentials': 'true' });
    const isPreflight = request.method === 'OPTIONS' && 'access-control-request-method' in request.headers;
    if (!isPreflight) {
      reply.header('access-control-expose-headers', EXPOSED_HEADERS);
      return undefined;
    }
    return reply
      .headers({
        'access-control-allow-methods': 'GET, POST',
        'access-control-allow-headers': ALLOWED_HEADERS,
        'access-control-max-age': String(PREFLIGHT_KEPT_S),
      })
      .code(204)
      .send();
  });
}
