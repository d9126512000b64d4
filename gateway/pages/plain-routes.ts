import formbody from '@fastify/formbody';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Lane } from '../http/admission.ts';
import type { FormGuard, ReadFormGuard } from '../identity/csrf/form-tokens.ts';
import { faultFields, type Log } from '../observe/log.ts';
import { anonymous, type ReadViewer, type Viewer } from '../request/viewer.ts';
import type { PageApp, PagePorts, PageRequest, PageViewer } from './page-app.ts';
import type { RunDocument } from './run-document.ts';
import { sendPage, sendTrouble } from './send-page.ts';

/** What server-rendered pages are put between. */
export interface PlainParts {
  readonly readViewer: ReadViewer;
  readonly runDocument: RunDocument;
  readonly readFormGuard: ReadFormGuard;
  /** Where forms may lead, redirects included, as far as it is known by now. */
  readonly formTargets: () => readonly string[];
  readonly newId: () => string;
  readonly now: () => Date;
  readonly log: Log;
  readonly fontFile: string | null;
}

/** Larger forms than ours are nobody's mistake. */
const FORM_LIMIT = 16 * 1024;
/** What a graduate waited months for is not turned away by people who look. */
const SUBMIT = '/plain/submit';

/** The pages of `pageApp`, by GET and by forms; only here are bodies of forms taken. */
export async function addPlainRoutes(
  app: FastifyInstance,
  pageApp: PageApp,
  parts: PlainParts,
): Promise<void> {
  await app.register(async (scope) => {
    await scope.register(formbody, { bodyLimit: FORM_LIMIT });
    scope.setErrorHandler((error: FastifyError, request, reply) => fail(error, request, reply, parts.log));
    for (const url of pageApp.routes)
      scope.route({
        method: ['GET', 'POST'],
        url,
        exposeHeadRoute: false,
        config: { admission: { laneOf, refuse: (reply) => sendTrouble(reply, 503) } },
        handler: async (request, reply) => {
          const read = await parts.readViewer(request);
          if (read.kind === 'unavailable') return sendTrouble(reply, 503);
          const viewer = read.kind === 'known' ? read.viewer : null;
          const asked = pageRequest(request, viewer);
          const guard = await parts.readFormGuard(request);
          const answer = await pageApp.answer(asked, portsFor({ request, reply, viewer, guard }, parts));
          return sendPage(reply, answer, parts.formTargets());
        },
      });
  });
}

function pageRequest(request: FastifyRequest, viewer: Viewer | null): PageRequest {
  return {
    method: request.method === 'POST' ? 'POST' : 'GET',
    path: request.url.split('?')[0] ?? '/',
    query: texts(request.query),
    form: texts(request.body),
    cookies: cookiesOf(request.headers.cookie ?? ''),
    viewer: (viewer ?? { kind: 'gone' }) satisfies PageViewer,
  };
}

function laneOf({ method, url }: FastifyRequest): Lane {
  return method === 'POST' && url.split('?')[0] === SUBMIT ? 'submissions' : 'requests';
}

interface Visited {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly viewer: Viewer | null;
  readonly guard: FormGuard;
}

function portsFor(
  { request, reply, viewer, guard }: Visited,
  { runDocument, newId, now, fontFile }: PlainParts,
): PagePorts {
  const asker = { viewer: viewer ?? anonymous, request, reply };
  return {
    run: (documentId, variables) => runDocument(documentId, variables, asker),
    csrfToken: guard.token,
    isGenuine: () => guard.isGenuine(texts(request.body)._csrf),
    newId,
    now,
    fontFile,
  };
}

function fail(error: FastifyError, request: FastifyRequest, reply: FastifyReply, log: Log): FastifyReply {
  const status = error.statusCode ?? 500;
  if (status >= 500) log.error({ requestId: request.id, ...faultFields(error) }, 'unexpected fault');
  return sendTrouble(reply, status);
}

/** Fields of a form or a query string; of several of one name the last. */
function texts(given: unknown): Record<string, string> {
  const found: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(given ?? {})) {
    const last: unknown = Array.isArray(value) ? value.at(-1) : value;
    if (typeof last === 'string') found[name] = last;
  }
  return found;
}

function cookiesOf(header: string): Record<string, string> {
  const found: Record<string, string> = Object.create(null);
  for (const part of header.split('; ')) {
    const at = part.indexOf('=');
    if (at > 0) found[part.slice(0, at)] = part.slice(at + 1);
  }
  return found;
}
