import { Readable } from 'node:stream';
import Fastify from 'fastify';
import { expect, test } from 'vitest';
import type { ExportFiles } from '../../gateway/http/export-files.ts';
import { addExportRoute } from '../../gateway/http/export-route.ts';
import type { Viewer, ViewerRead } from '../../gateway/request/viewer.ts';

const PATH = '/exports/00000000-0000-4000-8000-000000000000';
const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const registrar: Viewer = { kind: 'person', sub: 'R001', role: 'registrar' };
const nobody: Viewer = { kind: 'anonymous' };

interface Asked {
  readonly read?: Viewer | 'refused' | 'unavailable';
  readonly file?: Awaited<ReturnType<ExportFiles['open']>>;
  readonly waitS?: number | null;
  readonly loginPath?: string | null;
  readonly accept?: string;
}

async function get({
  read = registrar,
  file = { kind: 'none' },
  waitS = null,
  loginPath = '/login',
  accept = browser,
}: Asked) {
  const app = Fastify();
  addExportRoute(app, {
    loginPath,
    readViewer: async () =>
      typeof read === 'string'
        ? ({ kind: read } as ViewerRead)
        : { kind: 'known', viewer: read, stillKnown: async () => true },
    rates: { count: async () => waitS },
    files: { open: async () => file, close: async () => undefined },
  });
  const { statusCode, headers, body } = await app.inject({ url: PATH, headers: { accept } });
  await app.close();
  return {
    status: statusCode,
    headers,
    body,
    links: [...body.matchAll(/href="([^"]+)"/g)].map(([, to]) => to),
  };
}

const login = '/login?return=%2Freports';

test.each([
  { what: 'a login that ended', read: nobody, status: 401, zh: '登录已结束', links: [login, '/reports'] },
  {
    what: 'a login without a role',
    read: 'refused',
    status: 401,
    zh: '请重新登录',
    links: [login, '/reports'],
  },
  { what: 'a file that is gone', status: 404, zh: '重新导出', links: ['/reports'] },
  {
    what: 'a subgraph that is down',
    file: { kind: 'unavailable' },
    status: 503,
    zh: '文件没有丢失',
    links: [PATH, '/reports'],
  },
  { what: 'too many downloads', waitS: 7, status: 429, zh: '操作过于频繁', links: [PATH, '/reports'] },
  { what: 'an unknown reader', read: 'unavailable', status: 503, zh: '自动再试', links: [PATH, '/reports'] },
] as const)('after $what a browser shows a page in both languages that leads on', async (told) => {
  const { status, headers, body, links } = await get(told);
  expect({ status, type: headers['content-type'], links }).toEqual({
    status: told.status,
    type: 'text/html; charset=utf-8',
    links: told.links,
  });
  expect(body).toContain(told.zh);
  expect(body).toMatch(/<h1>[^<]*[\u4e00-\u9fff][^<]*<span lang="en">[A-Z]/);
  expect(body).not.toContain('extensions');
  expect(headers['cache-control']).toContain('no-store');
  expect(headers['content-security-policy']).toContain("default-src 'none'");
  // What lies between must not give a program's answer to a browser.
  expect(String(headers.vary).split(', ')).toEqual(['accept', 'authorization', 'cookie']);
});

test.each([
  { read: nobody, status: 401, code: 'UNAUTHENTICATED' },
  { read: 'refused', status: 401, code: 'UNAUTHENTICATED' },
  { read: 'unavailable', status: 503, code: 'IDENTITY_UNAVAILABLE' },
  { status: 404, code: 'NOT_FOUND' },
  { file: { kind: 'unavailable' }, status: 503, code: 'DEPARTMENT_UNAVAILABLE' },
  { waitS: 7, status: 429, code: 'RATE_LIMITED' },
] as const)('programs get $code as JSON', async ({ status, code, ...asked }) => {
  for (const accept of ['*/*', 'text/csv', 'application/json']) {
    const answer = await get({ ...asked, accept });
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body).errors[0].extensions.code).toBe(code);
    if (code === 'UNAUTHENTICATED') expect(answer.headers['www-authenticate']).toBe('Bearer');
    if (code === 'RATE_LIMITED') expect(answer.headers['retry-after']).toBe('7');
  }
});

test('where nobody can log in, no link says so; who waits is told how long', async () => {
  expect((await get({ read: nobody, loginPath: null })).links).toEqual(['/reports']);
  expect((await get({ waitS: 7 })).headers['retry-after']).toBe('7');
  expect((await get({ read: 'unavailable' })).headers.refresh).toBe('3');
});

test('a file is sent as a file, to a browser, too', async () => {
  const headers = { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment' };
  const file = { kind: 'file' as const, headers, body: Readable.from(['\ufeffa\r\n']) };
  const { status, headers: told, body } = await get({ file });
  expect({ status, type: told['content-type'], body }).toEqual({
    status: 200,
    type: 'text/csv; charset=utf-8',
    body: '\ufeffa\r\n',
  });
});
