import formbody from '@fastify/formbody';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { faultFields, type Log } from '../observe/log.ts';
import type { ReadViewer, Viewer } from '../request/viewer.ts';
import type { PageAnswer, PageApp, PagePorts, PageRequest, PageViewer } from './page-app.ts';
import { pageHeaders } from './page-headers.ts';
import type { RunDocument } from './run-document.ts';

/** What server-rendered pages are put between. */
export interface PlainParts {
  readonly readViewer: ReadViewer;
  readonly runDocument: RunDocument;
  /** What forms of this person must carry. */
  readonly csrfTokenOf: (request: FastifyRequest) => string;
  readonly checkCsrf: (request: FastifyRequest) => boolean;
  readonly newId: () => string;
  readonly now: () => Date;
  readonly log: Log;
  readonly fontFile: string | null;
}

/** Larger forms than ours are nobody's mistake. */
const FORM_LIMIT = 16 * 1024;
const YEAR_S = 365 * 24 * 3600;

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
        handler: async (request, reply) => {
          const read = await parts.readViewer(request);
          if (read.kind === 'unavailable') return sendTrouble(reply, 503);
          const viewer = read.kind === 'known' ? read.viewer : null;
          const asked = pageRequest(request, viewer);
          return send(reply, await pageApp.answer(asked, portsFor(request, reply, viewer, parts)));
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

function portsFor(
  request: FastifyRequest,
  reply: FastifyReply,
  viewer: Viewer | null,
  { runDocument, csrfTokenOf, checkCsrf, newId, now, fontFile }: PlainParts,
): PagePorts {
  const asker = { viewer: viewer ?? ({ kind: 'anonymous' } as const), request, reply };
  return {
    run: (documentId, variables) => runDocument(documentId, variables, asker),
    csrfToken: () => csrfTokenOf(request),
    isGenuine: () => checkCsrf(request),
    newId,
    now,
    fontFile,
  };
}

function send(reply: FastifyReply, answer: PageAnswer): FastifyReply {
  reply.headers(pageHeaders());
  reply.header('cache-control', 'private, no-store');
  if ('cookies' in answer)
    for (const [name, value] of Object.entries(answer.cookies ?? {}))
      reply.header(
        'set-cookie',
        `${name}=${encodeURIComponent(value)}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax`,
      );
  switch (answer.kind) {
    case 'html':
      return reply.code(answer.status).type('text/html; charset=utf-8').send(answer.html);
    case 'redirect':
      // See other: whatever the method was, the next is GET, so that going back and reloading repeat nothing.
      return reply.code(303).header('location', answer.to).send();
    case 'file':
      if (answer.immutable) reply.header('cache-control', `public, max-age=${YEAR_S}, immutable`);
      if (answer.name !== undefined)
        reply.header('content-disposition', `attachment; filename="${answer.name.replace(/[^\w.-]/g, '_')}"`);
      return reply.type(answer.type).send(asBody(answer.body));
    default:
      return answer satisfies never;
  }
}

function asBody(body: string | Uint8Array): string | Buffer {
  return typeof body === 'string' ? body : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
}

function fail(error: FastifyError, request: FastifyRequest, reply: FastifyReply, log: Log): FastifyReply {
  const status = error.statusCode ?? 500;
  if (status >= 500) log.error({ requestId: request.id, ...faultFields(error) }, 'unexpected fault');
  return sendTrouble(reply, status);
}

/** When even the program of the pages cannot answer. */
function sendTrouble(reply: FastifyReply, status: number): FastifyReply {
  return reply
    .code(status)
    .headers(pageHeaders())
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(
      `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="renderer" content="webkit"><title>暂时无法显示 Cannot be shown now</title></head><body><h1>暂时无法显示此页</h1><p>没有任何内容被更改。请稍后再试；仍有问题时请告知编号 ${reply.request.id}。</p><p lang="en">This page cannot be shown at the moment. Nothing was changed. Try again later; when reporting it, quote the number above.</p><p><a href="/plain">返回首页 Back to the start</a></p></body></html>`,
    );
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
