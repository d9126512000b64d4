import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { createLog } from '../../../gateway/observe/log.ts';
import { addBrowserPages } from '../../../gateway/pages/browser-pages.ts';
import { addPlainRoutes } from '../../../gateway/pages/plain-routes.ts';

// Browsers hold a form to the policy through every redirect: logging out leads to wherever the provider says.
test('pages let forms lead where the identity provider has said by now that it logs people out', async () => {
  const targets = ["'self'", 'https://id.example.edu.cn'];
  const formTargets = () => [...targets];
  const fastify = Fastify();
  const page = { html: '<p>页</p>', etag: '"1"' };
  const html = { app: page, verify: page, desk: page };
  await addBrowserPages(fastify, { html, assetsDir: null, pageApp: null }, formTargets);
  await addPlainRoutes(
    fastify,
    { routes: ['/plain'], answer: async () => ({ kind: 'html', status: 200, html: '<p>页</p>' }) },
    {
      readViewer: async () => ({
        kind: 'known',
        viewer: { kind: 'anonymous' },
        stillKnown: async () => true,
      }),
      runDocument: async () => ({ data: null, errors: [] }),
      readFormGuard: async () => ({ token: () => 'token', isGenuine: () => true }),
      formTargets,
      newId: () => 'made-by-the-server-1',
      now: () => new Date(),
      log: createLog('silent'),
      fontFile: null,
    },
  );
  const policies = () =>
    Promise.all(
      ['/', '/clearance', '/desk', '/v', '/plain'].map(async (path) => {
        const { headers } = await fastify.inject(path);
        return /form-action ([^;]*);/.exec(String(headers['content-security-policy']))?.[1];
      }),
    );
  expect(new Set(await policies())).toEqual(new Set(["'self' https://id.example.edu.cn"]));
  targets.push('https://logout.example.edu.cn');
  expect(new Set(await policies())).toEqual(
    new Set(["'self' https://id.example.edu.cn https://logout.example.edu.cn"]),
  );
  // A page that the browser has already is told the new policy, too.
  const again = await fastify.inject({ url: '/', headers: { 'if-none-match': '"1"' } });
  expect(again.statusCode).toBe(304);
  expect(again.headers['content-security-policy']).toContain('https://logout.example.edu.cn');
  await fastify.close();
});
