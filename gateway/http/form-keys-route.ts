import type { FastifyInstance, FastifyReply } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { errorBody } from '../request/format-error.ts';
import type { GraphqlServer } from '../request/graphql-server.ts';
import { type OperationContext, operationScope } from '../request/operation-context.ts';
import { anonymous } from '../request/viewer.ts';

/** What the route needs. */
export interface FormKeysParts {
  readonly server: GraphqlServer;
  /** The API schema in use, null before the first. */
  readonly apiSchema: () => GraphQLSchema | null;
}

/** Readers may keep the keys this long, seconds; a form signed just after a rotation makes them ask again. */
const MAX_AGE_S = 300;
const QUERY = 'query FormKeys { formKeys { keys { kty crv x kid alg use } } }';

/**
 * `GET /.well-known/jwks.json`: the public keys that printed forms are checked with, as a JSON Web Key Set (RFC 7517),
 * read from the graph's `formKeys`. 404 while the graph has no such field (it can change while the gateway runs), 503
 * while nobody answers it.
 */
export function addFormKeysRoute(app: FastifyInstance, { server, apiSchema }: FormKeysParts): void {
  app.get('/.well-known/jwks.json', async (request, reply) => {
    if (apiSchema()?.getQueryType()?.getFields().formKeys === undefined)
      return reply.code(404).send(errorBody('NOT_FOUND', request.id));
    const keySet = await readKeySet(server, request.id);
    if (keySet === null) return unavailable(reply, request.id);
    return reply
      .header('cache-control', `public, max-age=${MAX_AGE_S}`)
      .type('application/jwk-set+json')
      .send(JSON.stringify(keySet));
  });
}

/** As anybody would read it; null where the graph has no answer. */
async function readKeySet(server: GraphqlServer, requestId: string): Promise<unknown> {
  const scope: OperationContext = {
    viewer: anonymous,
    forwardedAuthorization: undefined,
    requestId,
    // Whoever asked is not waited for: the answer is small, and its deadline is the query's.
    callerGone: new AbortController().signal,
  };
  const { body } = await operationScope.run(scope, () => server.execute({ query: QUERY }, scope));
  return body.kind === 'single' ? (body.singleResult.data?.formKeys ?? null) : null;
}

function unavailable(reply: FastifyReply, requestId: string) {
  return reply
    .code(503)
    .header('cache-control', 'no-store')
    .send(errorBody('DEPARTMENT_UNAVAILABLE', requestId));
}
