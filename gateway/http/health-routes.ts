import type { FastifyInstance } from 'fastify';
import type { Readiness } from './readiness.ts';

/** `GET /livez`: the process answers. `GET /readyz`: 200 when it should be sent requests, else 503 and what it waits for. */
export function addHealthRoutes(app: FastifyInstance, readiness: Readiness): void {
  app.get('/livez', async () => ({ status: 'alive' }));
  app.get('/readyz', async (_request, reply) => {
    const waitsFor = readiness.waitsFor();
    return waitsFor === null ? { status: 'ready' } : reply.code(503).send({ status: 'waiting', waitsFor });
  });
}
