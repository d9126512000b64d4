import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from './kit/graph.ts';
import { authorizationOf } from './kit/role-token.ts';

let graph: TestGraph;
let somebody: Record<string, string>;
beforeAll(async () => {
  graph = await startGraph();
  somebody = await authorizationOf('staff:library', graph.directory);
});
afterAll(() => graph.close());

const json = 'application/json';
const newer = 'application/graphql-response+json';
const send = (
  headers: Record<string, string>,
  body: string | Buffer = '{"query":"{ clearance { name } }"}',
) =>
  graph.send('/graphql', {
    method: 'POST',
    headers: { 'content-type': json, ...somebody, ...headers },
    body,
  });
const asked = () => Object.values(graph.departments).reduce((sum, { received }) => sum + received.length, 0);

describe('Accept', () => {
  it.each([
    ['', json],
    ['*/*', json],
    ['application/*', json],
    [json, json],
    [newer, newer],
    [`${newer}, ${json};q=0.9`, newer],
    [`text/html, ${newer};q=0.5`, newer],
    [`${json}; charset=utf-8`, json],
  ])('"%s" is answered as %s', async (accept, type) => {
    const { status, headers } = await send(accept === '' ? {} : { accept });
    expect({ status, type: headers['content-type'] }).toEqual({
      status: 200,
      type: `${type}; charset=utf-8`,
    });
  });

  it.each([
    'application/xml',
    'text/html',
    'text/event-stream',
    `${json};q=0`,
    'nonsense',
  ])('"%s" is 406 before anything executes, a mutation too', async (accept) => {
    const before = asked();
    const body = JSON.stringify({ query: 'mutation { cancelLibraryCard(studentId: "S1") { id } }' });
    const { status, errors } = await send({ accept }, body);
    expect({ status, code: errors[0]?.extensions.code }).toEqual({ status: 406, code: 'NOT_ACCEPTABLE' });
    expect(asked()).toBe(before);
  });
});

describe('a fault of the document', () => {
  it.each([
    ['{', 'GRAPHQL_PARSE_FAILED'],
    ['{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['query($n: Int!) { students(first: $n) { nodes { id } } }', 'BAD_USER_INPUT'],
    ['query A { __typename } query B { __typename }', 'OPERATION_RESOLUTION_FAILURE'],
  ])('%s is 400, but 200 to clients that know application/json only', async (query, code) => {
    const body = JSON.stringify({ query });
    const statuses = [newer, `${newer}, ${json}`, '*/*', json].map(async (accept) => {
      const { status, errors, data } = await send({ accept }, body);
      expect({ code: errors[0]?.extensions.code, data }).toEqual({ code, data: undefined });
      return status;
    });
    expect(await Promise.all(statuses)).toEqual([400, 400, 400, 200]);
  });

  it('is 400 to every client where the request itself is malformed or refused', async () => {
    for (const body of ['NONSENSE', '{"qeury":1}', '[]', '{"documentId":"sha256:x"}'])
      expect((await send({ accept: json }, body)).status).toBe(400);
  });
});

describe('a body', () => {
  it.each([
    ['in UTF-8', { 'content-type': 'application/json; charset=UTF-8' }, 200],
    ['in "utf8"', { 'content-type': 'application/json;charset="utf8"' }, 200],
    ['in UTF-16', { 'content-type': 'application/json; charset=utf-16' }, 415],
    ['in Latin 1', { 'content-type': 'application/json; charset="iso-8859-1"' }, 415],
    ['in another JSON', { 'content-type': 'application/vnd.api+json' }, 415],
  ])('%s is %j: %s', async (_, headers, status) => {
    expect((await send(headers)).status).toBe(status);
  });

  it('that is compressed is 415, whatever it would become', async () => {
    const bomb = gzipSync(JSON.stringify({ query: ' '.repeat(50_000_000) }));
    expect(bomb.length).toBeLessThan(1024 * 1024);
    const before = process.memoryUsage().rss;
    const { status, errors } = await send({ 'content-encoding': 'gzip' }, bomb);
    expect({ status, code: errors[0]?.extensions.code }).toEqual({
      status: 415,
      code: 'UNSUPPORTED_MEDIA_TYPE',
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(40_000_000);
  });

  it('without a content type is 415', async () => {
    const body = '{"query":"{__typename}"}';
    expect((await graph.send('/graphql', { method: 'POST', body })).status).toBe(415);
  });
});

describe('a method', () => {
  it.each([
    'PUT',
    'PATCH',
    'DELETE',
    'HEAD',
  ] as const)('%s is 405 and told which are allowed', async (method) => {
    const { status, headers } = await graph.send('/graphql', { method });
    expect({ status, allow: headers.allow }).toEqual({ status: 405, allow: 'GET, POST, OPTIONS' });
  });

  it('GET with a mutation is 405, whatever else would be wrong', async () => {
    const query = encodeURIComponent('mutation { cancelLibraryCard(studentId: "S1") { id } }');
    const { status, headers, errors } = await graph.send(`/graphql?query=${query}`);
    expect({ status, allow: headers.allow, code: errors[0]?.extensions.code }).toEqual({
      status: 405,
      allow: 'POST',
      code: 'METHOD_NOT_ALLOWED',
    });
  });
});
