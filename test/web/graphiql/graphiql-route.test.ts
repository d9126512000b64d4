import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import Fastify from 'fastify';
import { afterAll, expect, test } from 'vitest';
import { addGraphiqlRoute } from '../../../gateway/http/graphiql-route.ts';
import type { DocumentPolicy } from '../../../gateway/request/documents/document-policy.ts';
import type { Viewer, ViewerRead } from '../../../gateway/request/viewer.ts';

const directory = mkdtempSync(join(tmpdir(), 'graphiql-route-'));
mkdirSync(join(directory, 'assets'));
writeFileSync(join(directory, 'index.html'), '<!doctype html><p>editor</p>');
writeFileSync(join(directory, 'assets', 'editor-1a2b.js'), 'export {};');
writeFileSync(join(directory, 'assets', 'editor-1a2b.js.br'), brotliCompressSync('export {};'));
afterAll(() => rmSync(directory, { recursive: true }));

const production: DocumentPolicy = { mode: 'production', documents: 'trusted' };
const development: DocumentPolicy = { mode: 'development', documents: 'any' };
const people = 'text/html,application/xhtml+xml';
const nobody: Viewer = { kind: 'anonymous' };

async function get(
  url: string,
  read: Viewer | ViewerRead['kind'],
  policy = production,
  accept = people,
  more: Readonly<Record<string, string>> = {},
) {
  const app = Fastify();
  const asked: string[] = [];
  await addGraphiqlRoute(app, {
    directory,
    policy,
    hasEntry: true,
    loginPath: '/login',
    readViewer: async ({ url: page }) => {
      asked.push(page);
      return typeof read === 'string'
        ? ({ kind: read } as ViewerRead)
        : { kind: 'known', viewer: read, stillKnown: async () => true };
    },
  });
  const { statusCode, headers, body, rawPayload } = await app.inject({ url, headers: { accept, ...more } });
  await app.close();
  return { status: statusCode, headers, body, bytes: rawPayload, asked };
}

const as = (role: 'student' | 'registrar' | 'analyst' | 'integrator'): Viewer => ({
  kind: 'person',
  sub: 'X1',
  role,
});

test.each(['analyst', 'integrator'] as const)('%s gets the page, which is kept by nobody', async (role) => {
  const { status, body, headers } = await get('/graphiql/', as(role));
  expect({ status, body }).toEqual({ status: 200, body: '<!doctype html><p>editor</p>' });
  expect(headers['cache-control']).toBe('private, no-cache');
  expect(headers['content-security-policy']).toContain("script-src 'self';");
});

test.each([production, development])('students get none, where documents are $documents', async (policy) => {
  const { status, body } = await get('/graphiql/', as('student'), policy);
  expect(status).toBe(404);
  expect(body).toContain('没有这个页面');
  expect(body).not.toContain('editor');
  const program = await get('/graphiql/', as('student'), policy, 'application/json');
  expect(JSON.parse(program.body).errors[0].extensions.code).toBe('NOT_FOUND');
});

test('a link is kept through the login, and through the address without a slash', async () => {
  expect((await get('/graphiql/?saved=1-2', nobody)).headers.location).toBe(
    '/login?return=%2Fgraphiql%2F%3Fsaved%3D1-2',
  );
  expect((await get('/graphiql?saved=1-2', nobody)).headers.location).toBe('/graphiql/?saved=1-2');
});

test('where nobody can say who asks, people get a page that tries again by itself, programs when to', async () => {
  const page = await get('/graphiql/', 'unavailable');
  expect(page.status).toBe(503);
  expect(page.headers.refresh).toBe('3');
  expect(page.body).toContain('自动再试');
  const program = await get('/graphiql/', 'unavailable', production, 'application/json');
  expect({ status: program.status, after: program.headers['retry-after'] }).toEqual({
    status: 503,
    after: '2',
  });
  expect(JSON.parse(program.body).errors[0].extensions.code).toBe('IDENTITY_UNAVAILABLE');
});

test('a login that does not hold is 401', async () => {
  expect((await get('/graphiql/', 'refused')).status).toBe(401);
});

test('files are kept for ever and ask nobody who wants them; the page is none of them', async () => {
  const file = await get('/graphiql/assets/editor-1a2b.js', nobody);
  expect(file.status).toBe(200);
  expect(file.headers['cache-control']).toContain('immutable');
  expect(file.asked).toEqual([]);
  for (const url of [
    '/graphiql/index.html',
    '/graphiql/assets/../index.html',
    '/graphiql/assets/',
    '/graphiql/assets/%2e%2e/index.html',
  ])
    expect((await get(url, nobody)).body).not.toContain('editor</p>');
});

test('files come as they were compressed by the build, to whoever reads that', async () => {
  const url = '/graphiql/assets/editor-1a2b.js';
  const small = await get(url, nobody, production, people, { 'accept-encoding': 'gzip, br' });
  expect(small.headers['content-encoding']).toBe('br');
  expect(brotliDecompressSync(small.bytes).toString()).toBe('export {};');
  expect(small.headers['content-type']).toContain('javascript');
  // What lies between must not give it to somebody else.
  expect(small.headers.vary).toContain('accept-encoding');
  // A worker obeys the policy that it is sent with, however it is packed.
  expect(small.headers['content-security-policy']).toContain("script-src 'self';");
  const plain = await get(url, nobody);
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(plain.body).toBe('export {};');
});
