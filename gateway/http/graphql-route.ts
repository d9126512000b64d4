import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readClient } from '../request/client-name.ts';
import type { DirectAnswer, DirectLane } from '../request/direct-lane.ts';
import type { DocumentNamed } from '../request/documents/choose-document.ts';
import type { DocumentPolicy } from '../request/documents/document-policy.ts';
import type { GraphqlServer, SentRequest } from '../request/graphql-server.ts';
import { type OperationContext, operationScope, type SentOperation } from '../request/operation-context.ts';
import type { GateAnswer, OperationGate } from '../request/operation-gate.ts';
import { preflightHeaders } from '../request/preflight-headers.ts';
import { anonymous, type ReadViewer, type Viewer } from '../request/viewer.ts';
import type { AbortCause } from '../upstream/deadline.ts';
import { maybeCrossSite } from './cross-site.ts';
import { directlyAsked } from './directly-asked.ts';
import { note } from './log-notes.ts';
import { isAcceptable, isReadable } from './media-types.ts';
import { asGraphqlRequest, changesByGet, documentNamed, valuesNamed } from './named-document.ts';
import { refuse } from './refuse.ts';
import { refuseViewer } from './refuse-viewer.ts';
import { addVary } from './vary.ts';

/** What the route needs. */
export interface GraphqlRouteParts {
  readonly server: GraphqlServer;
  readonly readViewer: ReadViewer;
  readonly gate: OperationGate;
  readonly lane: DirectLane;
  readonly policy: DocumentPolicy;
}

const PATH = '/graphql';
const NO_CACHE = /(^|,)\s*no-cache\s*(,|$)/i;
const CROSS_SITE =
  '此请求可能由其他网站发出，已拒绝；请加请求头 x-client-name。 This request may come from a page of another site; send the header x-client-name, or use POST.';

/**
 * `GET` and `POST /graphql`: who asks, and whether an answer could be read, is settled before the body is; then which
 * document it may run; then Apollo Server answers. Other methods are 405.
 */
export function addGraphqlRoute(app: FastifyInstance, parts: GraphqlRouteParts): void {
  const { server, readViewer, gate, lane, policy } = parts;
  const viewers = new WeakMap<FastifyRequest, Viewer>();

  app.route({
    method: ['GET', 'POST'],
    url: PATH,
    exposeHeadRoute: false,
    onRequest: async (request, reply) => {
      const { headers } = request;
      if (request.method === 'GET') keepPrivate(reply);
      if (!isAcceptable(headers.accept)) return refuse(reply, { code: 'NOT_ACCEPTABLE' });
      if (!isReadable(headers)) return refuse(reply, { code: 'UNSUPPORTED_MEDIA_TYPE' });
      const read = await readViewer(request);
      if (read.kind !== 'known') {
        const retryAfter = await gate.countStranger(request.ip);
        return retryAfter === null
          ? refuseViewer(reply, read)
          : refuse(reply, { code: 'RATE_LIMITED', retryAfter });
      }
      viewers.set(request, read.viewer);
      return undefined;
    },
    handler: async (request, reply) => {
      if (Array.isArray(request.body)) return refuse(reply, { code: 'BATCHING_DISABLED' });
      if (changesByGet(request)) return refuse(reply.header('allow', 'POST'), { code: 'METHOD_NOT_ALLOWED' });
      const viewer = viewers.get(request) ?? anonymous;
      const named = documentNamed(request);
      const choice = await gate.admit({ named, ...valuesNamed(request), viewer, address: request.ip });
      noteOperation(request, choice);
      if (choice.kind === 'refused') return refuse(reply, choice);
      const scope = scopeOf(request, reply, { viewer, choice, named, mode: policy.mode });
      const direct = choice.kind === 'trusted' && directlyAsked(request, choice.document);
      const answering =
        direct &&
        lane({
          document: choice.document,
          variables: direct.variables,
          scope,
          accept: request.headers.accept,
        });
      if (answering) return send(reply, direct.mediaType, await answering);
      const asked = asGraphqlRequest(request, choice.kind === 'trusted' ? choice.document : null);
      if (choice.kind === 'trusted' && request.method === 'GET' && policy.mode !== 'open') {
        if (maybeCrossSite(request.headers, preflightHeaders))
          return refuse(reply, { code: 'BAD_REQUEST', message: CROSS_SITE });
        // Apollo Server's own check knows headers only.
        asked.headers.set('apollo-require-preflight', 'checked');
      }
      return operationScope.run(scope, () => answer(server, asked, scope, reply));
    },
  });

  app.route({
    method: ['DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'PUT', 'TRACE'],
    url: PATH,
    onRequest: async (request, reply) => {
      reply.header('allow', 'GET, POST, OPTIONS');
      return request.method === 'OPTIONS'
        ? reply.code(204).send()
        : refuse(reply, { code: 'METHOD_NOT_ALLOWED' });
    },
    handler: async () => undefined,
  });
}

function send(reply: FastifyReply, mediaType: string, { status, body }: DirectAnswer): FastifyReply {
  return reply.header('content-type', mediaType).code(status).send(body);
}

async function answer(
  server: GraphqlServer,
  sent: SentRequest,
  scope: OperationContext,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { status = 200, headers, body } = await server.answer(sent, scope);
  for (const [name, value] of headers) reply.header(name, value);
  return reply.code(status).send(body.kind === 'complete' ? body.string : Readable.from(body.asyncIterator));
}

/** What is known of a request that goes on. */
interface Admitted {
  readonly viewer: Viewer;
  readonly choice: GateAnswer;
  readonly named: DocumentNamed;
  readonly mode: DocumentPolicy['mode'];
}

function scopeOf(
  request: FastifyRequest,
  reply: FastifyReply,
  { viewer, choice, named, mode }: Admitted,
): OperationContext & { readonly sent: SentOperation } {
  return {
    viewer,
    // A foreign supergraph's departments know the caller by themselves; ours are asked by the gateway as itself.
    forwardedAuthorization: mode === 'open' ? request.headers.authorization : undefined,
    requestId: request.id,
    sent: {
      client: readClient(request.headers),
      ...sentDocument(choice, named),
    },
    freshness: NO_CACHE.test(request.headers['cache-control'] ?? '') ? 'fresh' : 'cached',
    callerGone: whenGone(reply),
  };
}

function sentDocument(
  choice: GateAnswer,
  { query }: DocumentNamed,
): Pick<SentOperation, 'documentId' | 'text'> {
  if (choice.kind !== 'trusted') return { documentId: null };
  const { hash, text } = choice.document;
  const differs = typeof query === 'string' && query !== text;
  return { documentId: `sha256:${hash}`, ...(differs && { text: query }) };
}

/** The name of a free-form operation is its author's and may hold anything; a trusted document's is ours. */
function noteOperation(request: FastifyRequest, choice: GateAnswer): void {
  const { name, version } = readClient(request.headers);
  note(request, {
    ...(name !== null && { client: name }),
    ...(version !== null && { clientVersion: version }),
    ...(choice.kind === 'trusted' && { documentId: `sha256:${choice.document.hash}` }),
    ...(choice.kind === 'trusted' && choice.document.name !== null && { operation: choice.document.name }),
  });
}

/** An answer is of one person and of one moment. */
function keepPrivate(reply: FastifyReply): void {
  reply.header('cache-control', 'private, no-cache');
  addVary(reply, 'accept', 'authorization', 'cookie');
}

/** Aborted when the connection ends before the answer has been written. */
function whenGone(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort('caller-gone' satisfies AbortCause);
  });
  return gone.signal;
}
