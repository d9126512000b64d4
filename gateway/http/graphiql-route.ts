import { existsSync } from 'node:fs';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { type DocumentPolicy, mayReadSchema } from '../request/documents/document-policy.ts';
import { errorBody } from '../request/format-error.ts';
import type { ReadViewer } from '../request/viewer.ts';
import { refuseViewer } from './refuse-viewer.ts';
import { pageHeaders } from './security-headers.ts';
import { addVary } from './vary.ts';

/** What the route needs. */
export interface GraphiqlRouteParts {
  /** Where the built files lie; null: nowhere. */
  readonly directory: string | null;
  readonly readViewer: ReadViewer;
  readonly policy: DocumentPolicy;
  /** Where whoever is not logged in is sent to, `/login`; null: they are told that there is nothing. */
  readonly loginPath?: string | null;
  /** Whether `/` is a page of its own; else it leads here. */
  readonly hasEntry?: boolean;
}

const PAGE = '/graphiql/';
const HEADERS = pageHeaders({ isEditor: true });

/**
 * `/graphiql/` (and `/`, which leads there where it is no page) from its built files, for whoever may read the schema: in production
 * integrators and analysts. Others are told that there is nothing (404), or are sent to log in first. Nothing where there
 * are no files.
 */
export async function addGraphiqlRoute(app: FastifyInstance, parts: GraphiqlRouteParts): Promise<void> {
  const { directory, readViewer, policy, loginPath = null, hasEntry = false } = parts;
  if (directory === null || !existsSync(directory)) return;
  await app.register(async (guarded) => {
    guarded.addHook('onRequest', async (request, reply) => {
      addVary(reply, 'authorization', 'cookie');
      const read = await readViewer(request);
      if (read.kind !== 'known') return refuseViewer(reply, read);
      if (mayReadSchema(read.viewer, policy)) return undefined;
      if (read.viewer.kind === 'anonymous' && loginPath !== null)
        return reply.redirect(`${loginPath}?return=${encodeURIComponent(PAGE)}`);
      return reply.code(404).send(errorBody('NOT_FOUND', request.id));
    });
    await guarded.register(fastifyStatic, {
      root: directory,
      prefix: PAGE,
      decorateReply: false,
      setHeaders: (response) => {
        for (const [name, value] of Object.entries(HEADERS)) response.header(name, value);
      },
    });
    if (!hasEntry) guarded.get('/', async (_request, reply) => reply.redirect(PAGE));
    guarded.get('/graphiql', async (_request, reply) => reply.redirect(PAGE));
  });
}
