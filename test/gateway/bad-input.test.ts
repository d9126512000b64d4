import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureDevKey } from '../../gateway/identity/dev-key.ts';
import { signDevToken } from '../../gateway/identity/dev-token.ts';
import { startGraph, type TestGraph } from './kit/graph.ts';
import { authorizationOf } from './kit/role-token.ts';

let graph: TestGraph;
let production: TestGraph;
beforeAll(async () => {
  graph = await startGraph();
  production = await startGraph({ mode: 'production' });
});
afterAll(async () => {
  await graph.close();
  await production.close();
});

const json = { 'content-type': 'application/json' };
const cases: [string, { headers?: Record<string, string>; body: string }, number, string][] = [
  ['nonsense', { body: 'NONSENSE' }, 400, 'BAD_REQUEST'],
  ['an empty body', { body: '' }, 400, 'BAD_REQUEST'],
  ['a misspelt key', { body: '{"qeury":"{a}"}' }, 400, 'BAD_REQUEST'],
  ['variables as a list', { body: '{"query":"{__typename}","variables":[7]}' }, 400, 'BAD_REQUEST'],
  ['a syntax error', { body: '{"query":"{"}' }, 400, 'GRAPHQL_PARSE_FAILED'],
  ['an unknown field', { body: '{"query":"{ clearanc { id } }"}' }, 400, 'GRAPHQL_VALIDATION_FAILED'],
  [
    'a missing variable',
    { body: '{"query":"query($n:Int!){students(first:$n){nodes{id}}}"}' },
    400,
    'BAD_USER_INPUT',
  ],
  [
    'an ill-typed variable',
    { body: '{"query":"query($n:Int!){students(first:$n){nodes{id}}}","variables":{"n":"x"}}' },
    400,
    'BAD_USER_INPUT',
  ],
  [
    'two operations and no name',
    { body: '{"query":"query A{__typename} query B{__typename}"}' },
    400,
    'OPERATION_RESOLUTION_FAILURE',
  ],
  [
    'text/plain',
    { headers: { 'content-type': 'text/plain' }, body: '{"query":"{__typename}"}' },
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  [
    'a form',
    { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'query={__typename}' },
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  [
    'Accept: application/xml',
    { headers: { ...json, accept: 'application/xml' }, body: '{"query":"{__typename}"}' },
    406,
    'NOT_ACCEPTABLE',
  ],
  ['more than 1 MB', { body: `{"query":"${'x'.repeat(1100_000)}"}` }, 413, 'PAYLOAD_TOO_LARGE'],
  ['a batch', { body: '[{"query":"{__typename}"}]' }, 400, 'BATCHING_DISABLED'],
  [
    'a document to register',
    { body: '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"x"}}}' },
    400,
    'PERSISTED_QUERY_NOT_SUPPORTED',
  ],
  [
    '_entities',
    { body: '{"query":"{_entities(representations:[]){__typename}}"}' },
    400,
    'GRAPHQL_VALIDATION_FAILED',
  ],
  ['a __proto__ key', { body: '{"__proto__":{"x":1},"query":"{__typename}"}' }, 400, 'BAD_REQUEST'],
  [
    'a token that is none',
    { headers: { ...json, authorization: 'Bearer x' }, body: '{"query":"{__typename}"}' },
    401,
    'UNAUTHENTICATED',
  ],
];

it.each(cases)('%s is answered as JSON with status and code, and asks nobody', async (_, {
  headers,
  body,
}, status, code) => {
  const somebody = await authorizationOf('staff:library', graph.directory);
  const sent = { ...somebody, ...(headers ?? json) };
  const answer = await graph.send('/graphql', { method: 'POST', headers: sent, body });
  expect(answer.status).toBe(status);
  expect(answer.errors).toMatchObject([{ extensions: { code, requestId: answer.headers['x-request-id'] } }]);
  expect(answer.text).not.toMatch(/Did you mean|127\.0\.0\.1|stack|node_modules/);
  expect(Object.values(graph.departments).flatMap(({ received }) => received)).toEqual([]);
});

it('takes a development token, and tells departments whom it names by one of its own', async () => {
  const token = await signDevToken(
    { sub: 'TS2020S1', role: 'student' },
    await ensureDevKey(graph.directory, () => 'unused'),
    new Date(),
  );
  const query = '{ clearance(studentId: "TS2020S1") { id } }';
  const { status, data } = await graph.ask(query, {}, { authorization: `Bearer ${token}` });
  expect({ status, data }).toEqual({ status: 200, data: { clearance: { id: 'TS2020S1' } } });
  const { authorization } = graph.departments.registry.received.at(-1)?.headers ?? {};
  const passedOn = String(authorization).replace('Bearer ', '');
  expect(passedOn).not.toBe(token);
  expect(decodeJwt(passedOn)).toMatchObject({ sub: 'TS2020S1', role: 'student', act: { sub: 'gateway' } });
});

describe('production', () => {
  const post = (query: string, headers = {}) => production.ask(query, {}, headers);

  it('shows no schema', async () => {
    const { status, errors } = await post('{ __schema { queryType { name } } }');
    expect({ status, code: errors[0]?.extensions.code }).toEqual({
      status: 400,
      code: 'INTROSPECTION_DISABLED',
    });
  });

  it('takes no development token', async () => {
    const key = await ensureDevKey(production.directory, () => 'x');
    const token = await signDevToken({ sub: 'TS2020S1', role: 'student' }, key, new Date());
    const { status } = await post('{ __typename }', { authorization: `Bearer ${token}` });
    expect(status).toBe(401);
  });
});

describe('headers', () => {
  it('passes on the request id, nothing else of the client’s, and a token of its own', async () => {
    const headers = {
      'x-request-id': 'my-request-1',
      'x-role': 'gateway',
      cookie: 'a=b',
      'x-forwarded-user': 'root',
    };
    const { headers: answered } = await graph.ask('{ clearance { id } }', {}, headers);
    expect(answered['x-request-id']).toBe('my-request-1');
    const sent = graph.departments.registry.received.at(-1)?.headers ?? {};
    expect(sent['x-request-id']).toBe('my-request-1');
    const { authorization } = await authorizationOf('staff:library', graph.directory);
    expect(sent.authorization).not.toBe(authorization);
    expect(Object.keys(sent).sort()).toEqual(
      [
        'accept',
        'authorization',
        'connection',
        'content-length',
        'content-type',
        'host',
        'x-request-id',
      ].sort(),
    );
  });

  it('makes a request id of its own when the client’s is not plain', async () => {
    const { headers } = await graph.ask('{ __typename }', {}, { 'x-request-id': 'a b{jndi:x}' });
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });
});

it('answers an unknown address with JSON', async () => {
  const { status, errors } = await graph.send('/nothing?token=secret');
  expect({ status, code: errors[0]?.extensions.code }).toEqual({ status: 404, code: 'NOT_FOUND' });
});

it('keeps numbers, variables, tokens and query strings out of the log', async () => {
  await graph.ask('query Mine($id: ID) { clearance(studentId: $id) { name } }', { id: 'TS2020SECRET' });
  await graph.send('/graphql?query=%7Bclearance(studentId:%22TS2020SECRET%22)%7Bname%7D%7D');
  await graph.send('/graphql', { method: 'POST', headers: json, body: 'TS2020SECRET' });
  expect(graph.logLines.length).toBeGreaterThan(0);
  expect(graph.logLines.join('')).not.toContain('SECRET');
});
