import { existsSync } from 'node:fs';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Nothing from another host; workers are made from blobs by the editor. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self' blob:",
  "style-src 'self' 'unsafe-inline'",
  "connect-src 'self'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * `/graphiql/` from the built files in `directory`; nothing where it is null (production) or not built.
 *
 * @param place `at the root`: `/` leads there, too
 */
export async function addGraphiqlRoute(
  app: FastifyInstance,
  directory: string | null,
  place: 'at the root' | 'below' = 'at the root',
): Promise<void> {
  if (directory === null || !existsSync(directory)) return;
  await app.register(fastifyStatic, {
    root: directory,
    prefix: '/graphiql/',
    decorateReply: false,
    setHeaders: (reply) => reply.header('content-security-policy', POLICY),
  });
  if (place === 'at the root') app.get('/', async (_request, reply) => reply.redirect('/graphiql/'));
  app.get('/graphiql', async (_request, reply) => reply.redirect('/graphiql/'));
}
