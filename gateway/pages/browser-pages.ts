import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { addVary } from '../http/vary.ts';
import type { BuiltPages, HtmlPage } from './built-pages.ts';
import { headersOfPage, type PageLeave } from './page-headers.ts';

/** Addresses that the page of students answers, and the plain page that says the same. */
const APP_ROUTES: readonly (readonly [route: string, plain: (path: string) => string])[] = [
  ['/', () => '/plain'],
  ['/guide', () => '/plain/guide'],
  ['/clearance', () => '/plain/clearance'],
  ['/completed', () => '/plain/completed'],
  ['/completed/:serial', (path) => `/plain${path}`],
];

/** Where the guides of 2020 and later sent students; the addresses are on paper. */
const OLD_ADDRESSES = ['/zgkd_portal', '/zgkd_portal/*', '/taskcenter/home', '/taskcenter/home/*'];

/** Internet Explorer, and the compatible mode of 360's browsers: they cannot run the pages' modules. */
const NO_MODULES = /MSIE |Trident\//;

/** The pages that run in the browser, and their files. */
export async function addBrowserPages(
  app: FastifyInstance,
  { html, assetsDir }: BuiltPages,
  formTargets: () => readonly string[],
): Promise<void> {
  if (assetsDir !== null)
    await app.register(fastifyStatic, {
      root: assetsDir,
      prefix: '/assets/',
      decorateReply: false,
      immutable: true,
      maxAge: '365d',
      preCompressed: true,
      index: false,
    });
  const { app: students, verify, desk } = html;
  const leave = () => ({ formTargets: formTargets() });
  const withCamera = () => ({ ...leave(), usesCamera: true });
  if (students !== null)
    for (const [route, plain] of APP_ROUTES) addPage(app, route, students, { plain, leave });
  if (verify !== null) addPage(app, '/v', verify, { plain: () => '/plain/verify', leave });
  if (desk !== null) addPage(app, '/desk', desk, { plain: () => '/plain/desk', leave: withCamera });
  for (const old of OLD_ADDRESSES) app.get(old, async (_request, reply) => reply.redirect('/', 301));
}

function addPage(
  app: FastifyInstance,
  url: string,
  { html, etag }: HtmlPage,
  { plain, leave }: { plain: (path: string) => string; leave: () => PageLeave },
): void {
  app.get(url, async (request, reply) => {
    addVary(reply, 'user-agent');
    if (NO_MODULES.test(request.headers['user-agent'] ?? ''))
      return reply.header('cache-control', 'no-store').redirect(plain(pathOf(request)), 302);
    reply.headers(headersOfPage(leave())).headers({ etag, 'cache-control': 'no-cache' });
    return request.headers['if-none-match'] === etag ? reply.code(304).send() : sendHtml(reply, html);
  });
}

function sendHtml(reply: FastifyReply, html: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(html);
}

function pathOf({ url }: FastifyRequest): string {
  return url.split('?')[0] ?? '/';
}
