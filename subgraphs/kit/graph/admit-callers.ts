import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Caller, ReadCaller } from '../identity/service-verifier.ts';
import { fault } from './graph-errors.ts';
import type { Viewer } from './viewer.ts';

const GRAPHQL = '/graphql';
const nobody: Viewer = { kind: 'anonymous' };

/**
 * Lets none to the graph but services with a token: queries, mutations, `_service`, `_entities` and introspection alike.
 * All else is answered 401 before its body is read. To be added before the graph's routes.
 *
 * @returns for whom a request that was let in asks
 */
export function admitCallers(
  app: FastifyInstance,
  readCaller: ReadCaller,
): (request: FastifyRequest) => Viewer {
  const callers = new WeakMap<FastifyRequest, Caller>();
  app.addHook('onRequest', async (request) => {
    if (request.routeOptions.url !== GRAPHQL) return;
    callers.set(request, await readCaller(request.headers.authorization));
  });
  return (request) => {
    const caller = callers.get(request);
    // A graph served at another address than the hook knows must not be open.
    if (caller === undefined) throw fault('UNAUTHENTICATED');
    return caller.kind === 'person' ? caller : nobody;
  };
}
