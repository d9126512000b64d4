import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import fastify from 'fastify';
import mercurius from 'mercurius';

/** The policy under which the gateway serves the page. */
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "worker-src 'self' blob:",
  "style-src 'self' 'unsafe-inline'",
  "connect-src 'self'",
  "font-src 'self' data:",
  "img-src 'self' data:",
].join('; ');

/** A running server: its origin, the Authorization headers that reached /graphql, in order, and its end. */
export interface GraphiqlServer {
  origin: string;
  authorizations: (string | undefined)[];
  close: () => Promise<void>;
}

/**
 * Serves the built page at /graphiql/ under the gateway's policy and, at /graphql, the graph's API schema with one
 * student in it: TS2020F10, who owes 682.4 yuan. Listens on a free loopback port.
 */
export async function startGraphiqlServer(directory: string): Promise<GraphiqlServer> {
  const app = fastify();
  const authorizations: (string | undefined)[] = [];
  app.addHook('onRequest', async (request, reply) => {
    reply.header('content-security-policy', contentSecurityPolicy);
    if (request.url === '/graphql') authorizations.push(request.headers.authorization);
  });
  app.get('/session', async () => ({ kind: 'anonymous', login: '/login' }));
  await app.register(fastifyStatic, { root: directory, prefix: '/graphiql/' });
  await app.register(mercurius, {
    schema: readFileSync(join(import.meta.dirname, '../../schema/api.graphql'), 'utf8'),
    resolvers: {
      Query: { clearance: (_: unknown, { studentId }: { studentId: string }) => student(studentId) },
    },
  });
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  return { origin, authorizations, close: () => app.close() };
}

function student(id: string) {
  if (id !== 'TS2020F10') return null;
  const passed = { outcome: 'PASSED', passed: true, reasons: [] };
  return {
    id,
    name: '测试员甲',
    college: '信息与控制工程学院',
    library: passed,
    archives: passed,
    apartment: passed,
    finance: { outcome: 'NOT_PASSED', passed: false, totalOwed: { fen: 68240, yuan: '682.4' } },
    passed: false,
    outcome: 'NOT_PASSED',
  };
}
