import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errorBody } from '../request/format-error.ts';
import { type OperationContext, operationScope } from '../request/operation-context.ts';
import { anonymous, type ReadViewer, type Viewer } from '../request/viewer.ts';
import type { AbortCause } from '../upstream/deadline.ts';

/** `GET` and `POST /graphql`: who asks is settled before the body is read, then Apollo Server answers. */
export function addGraphqlRoute(
  app: FastifyInstance,
  server: ApolloServer<OperationContext>,
  readViewer: ReadViewer,
): void {
  const viewers = new WeakMap<FastifyRequest, Viewer>();
  const context = async () => operationScope.getStore() as OperationContext;
  const answer = fastifyApolloHandler(server, { context });

  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    onRequest: async (request, reply) => {
      const read = await readViewer(request.headers.authorization);
      if (read.kind === 'known') viewers.set(request, read.viewer);
      else
        return reply
          .code(401)
          .header('www-authenticate', 'Bearer')
          .send(errorBody('UNAUTHENTICATED', request.id));
    },
    handler: (request, reply) => {
      if (Array.isArray(request.body))
        return reply.code(400).send(errorBody('BATCHING_DISABLED', request.id));
      const scope: OperationContext = {
        viewer: viewers.get(request) ?? anonymous,
        authorization: request.headers.authorization,
        requestId: request.id,
        callerGone: whenGone(reply),
      };
      return operationScope.run(scope, () => answer.call(app, request, reply));
    },
  });
}

/** Aborted when the connection ends before the answer has been written. */
function whenGone(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort('caller-gone' satisfies AbortCause);
  });
  return gone.signal;
}
