import Fastify from 'fastify';
import { afterEach, describe, expect, test } from 'vitest';
import { createLog } from '../../../gateway/observe/log.ts';
import type { PageAnswer, PageRequest } from '../../../gateway/pages/page-app.ts';
import { addPlainRoutes } from '../../../gateway/pages/plain-routes.ts';
import type { ViewerRead } from '../../../gateway/request/viewer.ts';

const anybody: ViewerRead = { kind: 'known', viewer: { kind: 'anonymous' }, stillKnown: async () => true };
const app = { close: async () => {} };
afterEach(() => app.close());

/** A gateway whose pages answer as the test says. */
async function serve(answer: (request: PageRequest) => Promise<PageAnswer>, read: ViewerRead = anybody) {
  const log = createLog('silent');
  const fastify = Fastify();
  app.close = async () => void (await fastify.close());
  await addPlainRoutes(
    fastify,
    { routes: ['/plain', '/plain/*'], answer },
    {
      readViewer: async () => read,
      runDocument: async () => ({ data: null, errors: [] }),
      readFormGuard: async () => ({ token: () => 'token', isGenuine: () => true }),
      formTargets: () => ["'self'"],
      newId: () => 'made-by-the-server-1',
      now: () => new Date(),
      log,
      fontFile: null,
    },
  );
  return fastify;
}

const page = async (): Promise<PageAnswer> => ({ kind: 'html', status: 200, html: '<p>页</p>' });

describe('the gateway around server-rendered pages', () => {
  test('gives them path, query, form, cookies and who asks', async () => {
    const seen: PageRequest[] = [];
    const fastify = await serve(async (request) => {
      seen.push(request);
      return page();
    });
    await fastify.inject({
      method: 'POST',
      url: '/plain/submit?a=1&a=2',
      headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: 'lang=en; other=x' },
      payload: 'key=k&__proto__=x',
    });
    expect(seen[0]).toMatchObject({
      method: 'POST',
      path: '/plain/submit',
      query: { a: '2' },
      form: { key: 'k' },
      cookies: { lang: 'en', other: 'x' },
      viewer: { kind: 'anonymous' },
    });
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  test('answers a fault of theirs with a page in both languages that tells a number and nothing else', async () => {
    const fastify = await serve(async () => {
      throw new Error('select * from secrets at 10.0.0.1');
    });
    const { statusCode, body, headers } = await fastify.inject('/plain');
    expect(statusCode).toBe(500);
    expect(body).toContain('暂时无法显示此页');
    expect(body).toContain('Nothing was changed');
    expect(body).not.toMatch(/secrets|10\.0\.0\.1|Error/);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });

  test('says that it cannot be told who asks, rather than take them for nobody', async () => {
    const fastify = await serve(page, { kind: 'unavailable' });
    expect((await fastify.inject('/plain')).statusCode).toBe(503);
  });

  test('tells a login that ended from nobody', async () => {
    const kinds: string[] = [];
    const fastify = await serve(
      async ({ viewer }) => {
        kinds.push(viewer.kind);
        return page();
      },
      { kind: 'refused' },
    );
    await fastify.inject('/plain');
    expect(kinds).toEqual(['gone']);
  });

  test('refuses forms larger than any of ours', async () => {
    const fastify = await serve(page);
    const { statusCode, body } = await fastify.inject({
      method: 'POST',
      url: '/plain',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: `a=${'x'.repeat(20_000)}`,
    });
    expect(statusCode).toBe(413);
    expect(body).toContain('<h1>');
  });

  test('redirects with 303, so that going back and reloading repeat nothing', async () => {
    const fastify = await serve(async () => ({ kind: 'redirect', to: '/plain', cookies: { lang: 'en' } }));
    const { statusCode, headers } = await fastify.inject('/plain/language');
    expect([statusCode, headers.location]).toEqual([303, '/plain']);
    expect(headers['set-cookie']).toBe('lang=en; Path=/; Max-Age=31536000; SameSite=Lax');
  });
});
