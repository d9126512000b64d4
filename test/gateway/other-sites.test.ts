import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from './kit/graph.ts';
import { documents, idOf, type TestManifests, writeManifests } from './kit/manifest.ts';
import { authorizationOf } from './kit/role-token.ts';

const page = 'https://lixiao.example.edu.cn';
const other = 'https://evil.example';

let manifests: TestManifests;
let graph: TestGraph;
let closed: TestGraph;
beforeAll(async () => {
  manifests = await writeManifests({ web: [documents.card, documents.guide, documents.cancel] });
  graph = await startGraph({
    manifestDir: manifests.directory,
    corsOrigins: [page, 'http://localhost:5173'],
  });
  closed = await startGraph({ manifestDir: manifests.directory });
});
afterAll(async () => {
  await graph.close();
  await closed.close();
  await manifests[Symbol.asyncDispose]();
});

/** For everybody, so that nothing but where it comes from is in its way. */
const byId = `/graphql?documentId=${idOf(documents.guide)}`;
const cardById = `/graphql?documentId=${idOf(documents.card)}`;
const byText = `/graphql?query=${encodeURIComponent('{ serviceGuide }')}`;

describe('a GET with a trusted document', () => {
  it.each<[string, Record<string, string>, number]>([
    ['a page of another site', { 'sec-fetch-site': 'cross-site' }, 400],
    ['a page of a sister site', { 'sec-fetch-site': 'same-site', cookie: 'session=1' }, 400],
    ['an old browser with cookies', { cookie: 'session=1' }, 400],
    ['an old browser that says its origin', { origin: other }, 400],
    ['a page that can only send Basic', { 'sec-fetch-site': 'cross-site', authorization: 'Basic eA==' }, 401],
    ['our own page', { 'sec-fetch-site': 'same-origin', cookie: 'session=1' }, 200],
    ['the address bar', { 'sec-fetch-site': 'none', cookie: 'session=1' }, 200],
    ['a page that passed a preflight', { 'sec-fetch-site': 'cross-site', 'x-client-name': 'web' }, 200],
    ['a program', {}, 200],
  ])('from %s', async (_, headers, status) => {
    const before = graph.departments.registry.received.length;
    const answer = await graph.send(byId, { headers });
    expect(answer.status).toBe(status);
    expect(graph.departments.registry.received.length).toBe(status === 200 ? before + 1 : before);
  });

  it('with a token needs nothing else', async () => {
    const headers = {
      ...(await authorizationOf('student', graph.directory)),
      'sec-fetch-site': 'cross-site',
    };
    expect((await graph.send(cardById, { headers })).status).toBe(200);
  });

  it.each([200, 400])('may be kept by nobody else (status %s)', async (status) => {
    const { headers, ...answer } = await graph.send(byId, {
      headers: status === 400 ? { 'sec-fetch-site': 'cross-site' } : {},
    });
    expect(answer.status).toBe(status);
    expect(headers['cache-control']).toBe('private, no-cache');
    expect(headers.vary).toBe('origin, accept, authorization, cookie');
  });
});

describe('a free-form GET', () => {
  it.each<[string, Record<string, string>, number]>([
    ['without a header that needs a preflight', { 'sec-fetch-site': 'same-origin' }, 400],
    ['with one', { 'x-client-name': 'web' }, 200],
    ['with the one of Apollo’s clients', { 'apollo-require-preflight': '1' }, 200],
  ])('%s', async (_, headers, status) => {
    expect((await graph.send(byText, { headers })).status).toBe(status);
  });
});

it.each([
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
])('a POST as a form of another site could make it (%s) executes nothing', async (type) => {
  const before = graph.departments.library.received.length;
  const body = JSON.stringify({ documentId: idOf(documents.cancel), variables: { id: 'S1' } });
  const headers = { 'content-type': type, 'x-client-name': 'web' };
  expect((await graph.send('/graphql', { method: 'POST', headers, body })).status).toBe(415);
  expect(graph.departments.library.received.length).toBe(before);
});

describe('CORS', () => {
  const preflight = (origin: string) => ({
    method: 'OPTIONS' as const,
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type,idempotency-key,x-client-name,x-evil',
    },
  });
  const corsOf = (headers: Record<string, unknown>) =>
    Object.keys(headers).filter((name) => name.startsWith('access-control-'));

  it.each([
    '/graphql',
    '/schema.graphql',
    '/nothing',
  ])('answers the preflight of a listed origin at %s', async (path) => {
    const { status, headers, text } = await graph.send(path, preflight(page));
    expect({ status, text }).toEqual({ status: 204, text: '' });
    expect(headers).toMatchObject({
      'access-control-allow-origin': page,
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': 'GET, POST',
      'access-control-max-age': '600',
      vary: 'origin',
    });
    const allowed = String(headers['access-control-allow-headers']).split(', ');
    expect(allowed).toEqual(expect.arrayContaining(['authorization', 'content-type', 'idempotency-key']));
    expect(allowed).toEqual(expect.arrayContaining(['x-client-name', 'x-client-version', 'traceparent']));
    expect(allowed).not.toContain('x-evil');
  });

  it.each([
    ['another origin', other],
    ['a longer one', `${page}.evil.example`],
    ['a shorter one', 'https://lixiao.example.edu'],
    ['another scheme', page.replace('https', 'http')],
    ['another port', `${page}:8443`],
    ['no origin', 'null'],
  ])('gives %s no header, to a preflight or to a request', async (_, origin) => {
    const refused = await graph.send('/graphql', preflight(origin));
    expect({ status: refused.status, cors: corsOf(refused.headers) }).toEqual({ status: 204, cors: [] });
    const answer = await graph.send('/livez', { headers: { origin } });
    expect({ cors: corsOf(answer.headers), vary: answer.headers.vary }).toEqual({ cors: [], vary: 'origin' });
  });

  it.each([
    ['an answer', '{ clearance { name } }', 200],
    ['a refusal', '{', 400],
  ])('lets a listed page read %s', async (_, query, status) => {
    const answer = await graph.ask(query, {}, { origin: 'http://localhost:5173' });
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': 'http://localhost:5173',
      'access-control-allow-credentials': 'true',
      'access-control-expose-headers': 'x-request-id, retry-after, etag',
    });
  });

  it('does not exist without a list', async () => {
    const { headers } = await closed.send('/graphql', preflight(page));
    expect(corsOf(headers)).toEqual([]);
  });
});
