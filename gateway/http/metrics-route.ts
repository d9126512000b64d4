import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Metrics } from '../observe/metrics.ts';
import { errorBody } from '../request/format-error.ts';

/** `open`: everybody may read them. A token: who sends it as `Authorization: Bearer …`. `closed`: nobody. */
export type MetricsAccess = 'open' | 'closed' | { readonly token: string };

/** In development everybody, in production who knows the token, if there is one. */
export function metricsAccessOf(isProduction: boolean, token: string | undefined): MetricsAccess {
  if (!isProduction) return 'open';
  return token === undefined ? 'closed' : { token };
}

/** What the route needs. */
export interface MetricsRouteParts {
  readonly metrics: Pick<Metrics, 'exposition'>;
  readonly access: MetricsAccess;
}

/** `GET /metrics` in Prometheus' text format. Whoever may not read them is told that there is nothing. */
export function addMetricsRoute(app: FastifyInstance, { metrics, access }: MetricsRouteParts): void {
  const mayRead = readerCheck(access);
  app.get('/metrics', async (request, reply) => {
    if (!mayRead(request.headers.authorization))
      return reply.code(404).send(errorBody('NOT_FOUND', request.id));
    const { contentType, text } = await metrics.exposition();
    return reply.header('cache-control', 'no-store').type(contentType).send(text);
  });
}

function readerCheck(access: MetricsAccess): (authorization: string | undefined) => boolean {
  if (access === 'open') return () => true;
  if (access === 'closed') return () => false;
  const expected = digest(`Bearer ${access.token}`);
  return (authorization) => timingSafeEqual(digest(authorization ?? ''), expected);
}

/** Of equal length, so that comparing tells nothing of where texts differ. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
