import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { type GraphQLSchema, printSchema } from 'graphql';
import { type DocumentPolicy, mayReadSchema } from '../request/documents/document-policy.ts';
import { errorBody } from '../request/format-error.ts';
import type { ReadViewer } from '../request/viewer.ts';
import { refuseViewer } from './refuse-viewer.ts';
import { addVary } from './vary.ts';

/** What the route needs. */
export interface SchemaRouteParts {
  readonly readViewer: ReadViewer;
  readonly policy: DocumentPolicy;
  /** The API schema in use, null before the first. */
  readonly apiSchema: () => GraphQLSchema | null;
}

/**
 * `GET /schema.graphql`: what clients see of the graph now, as SDL in plain text, with an ETag that changes with it
 * (304 where If-None-Match names it). For integrators and analysts, and for everybody in development and open mode;
 * else 401 without a token, 403 with another role.
 */
export function addSchemaRoute(app: FastifyInstance, parts: SchemaRouteParts): void {
  const { readViewer, policy, apiSchema } = parts;
  const printed = new WeakMap<GraphQLSchema, { text: string; etag: string }>();
  const print = (schema: GraphQLSchema) => {
    const known = printed.get(schema) ?? sdlOf(schema);
    printed.set(schema, known);
    return known;
  };
  app.get('/schema.graphql', async (request, reply) => {
    addVary(reply, 'authorization', 'cookie');
    const read = await readViewer(request);
    if (read.kind !== 'known') return refuseViewer(reply, read);
    if (!mayReadSchema(read.viewer, policy)) {
      if (read.viewer.kind === 'anonymous') return refuseViewer(reply, { kind: 'refused' });
      return reply.code(403).send(errorBody('FORBIDDEN', request.id));
    }
    const schema = apiSchema();
    if (schema === null) return reply.code(404).send(errorBody('NOT_FOUND', request.id));
    const { text, etag } = print(schema);
    reply.headers({ etag, 'cache-control': 'private, no-cache' });
    if (names(request.headers['if-none-match'], etag)) return reply.code(304).send();
    return reply.type('text/plain; charset=utf-8').send(text);
  });
}

function sdlOf(schema: GraphQLSchema): { text: string; etag: string } {
  const text = `${printSchema(schema)}\n`;
  return { text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 32)}"` };
}

/** Weak comparison (RFC 9110, 13.1.2): a proxy that compressed the answer marks the tag as weak. */
function names(ifNoneMatch: string | undefined, etag: string): boolean {
  const tags = (ifNoneMatch ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}
