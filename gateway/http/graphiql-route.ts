import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type DocumentPolicy, mayReadSchema } from '../request/documents/document-policy.ts';
import type { ReadViewer, Viewer } from '../request/viewer.ts';
import { refuseGraphiql, refuseUnknown } from './refuse-graphiql.ts';
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
 * `/graphiql/` (and `/`, which leads there where it is no page) as it was built, for whoever may read the schema: in production
 * integrators and analysts; students never. Others are told that there is nothing (404), or are sent to log in first, and come
 * back to the query that their link names. Nothing where there is no build.
 */
export async function addGraphiqlRoute(app: FastifyInstance, parts: GraphiqlRouteParts): Promise<void> {
  const { directory, readViewer, policy, loginPath = null, hasEntry = false } = parts;
  if (directory === null || !existsSync(directory)) return;
  await addFiles(app, join(directory, 'assets'));
  app.get(PAGE, async (request, reply) => {
    addVary(reply, 'accept', 'authorization', 'cookie');
    reply.header('cache-control', 'private, no-cache');
    const read = await readViewer(request);
    if (read.kind !== 'known') return refuseUnknown(reply, read);
    if (mayUse(read.viewer, policy)) {
      const html = await readFile(join(directory, 'index.html'));
      return reply.headers(HEADERS).type('text/html; charset=utf-8').send(html);
    }
    if (read.viewer.kind !== 'anonymous' || loginPath === null) return refuseGraphiql(reply);
    return reply.redirect(`${loginPath}?return=${encodeURIComponent(PAGE + queryOf(request))}`);
  });
  app.get('/graphiql', async (request, reply) => reply.redirect(PAGE + queryOf(request)));
  if (!hasEntry) app.get('/', async (_request, reply) => reply.redirect(PAGE));
}

/**
 * The editor's files, for everybody: they are public source code, and hold nothing of ours but sample queries. To ask for each
 * of two dozen who wants it would ask the registry as often, and one that is not answered in time leaves a page that never works.
 */
async function addFiles(app: FastifyInstance, root: string): Promise<void> {
  if (!existsSync(root)) return;
  await app.register(fastifyStatic, {
    root,
    prefix: `${PAGE}assets/`,
    decorateReply: false,
    preCompressed: true,
    // A worker obeys the policy that it is sent with.
    setHeaders: (response) => {
      for (const [name, value] of Object.entries(HEADERS)) response.header(name, value);
    },
    // Their names carry a digest of what they hold.
    immutable: true,
    maxAge: '365d',
    index: false,
  });
}

function mayUse(viewer: Viewer, policy: DocumentPolicy): boolean {
  const isStudent = viewer.kind === 'person' && viewer.role === 'student';
  return mayReadSchema(viewer, policy) && !isStudent;
}

/** `?saved=…`, or nothing. */
function queryOf({ url }: FastifyRequest): string {
  const at = url.indexOf('?');
  return at < 0 ? '' : url.slice(at);
}
