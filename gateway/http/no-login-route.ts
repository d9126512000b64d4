import type { FastifyInstance } from 'fastify';

/** `GET /session` where nobody logs in, so that pages can ask everywhere. */
export function addNoLoginRoute(app: FastifyInstance): void {
  app.get('/session', async (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ kind: 'anonymous', login: null, help: null }),
  );
}
