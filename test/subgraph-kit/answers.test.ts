import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createClearance } from '../../subgraphs/clearance/clearance.ts';
import { createSubgraphServer } from '../../subgraphs/kit/graph/subgraph-server.ts';
import { loadProfile } from '../../subgraphs/kit/service/profile.ts';
import type { Subgraph } from '../../subgraphs/kit/subgraph.ts';
import { databaseKinds, type TestDatabase } from '../kit/databases.ts';
import { authorizationFor, callerReader } from '../kit/service-tokens.ts';

let opened: TestDatabase;
let server: Awaited<ReturnType<typeof createSubgraphServer>>;

beforeAll(async () => {
  opened = await databaseKinds[1].open();
  const profile = loadProfile('current', 'guide-text');
  const subgraph: Subgraph = createClearance({
    database: opened.database,
    profile,
    now: () => new Date(),
    production: false,
  });
  const readCaller = callerReader('clearance');
  server = await createSubgraphServer(subgraph, { readCaller, isReady: async () => false, logger: false });
});
afterAll(async () => {
  await server.close();
  await opened.dispose();
});

async function post(payload: string | object, headers: Record<string, string> = {}) {
  const answer = await server.inject({
    method: 'POST',
    url: '/graphql',
    headers: {
      'content-type': 'application/json',
      authorization: await authorizationFor('clearance'),
      ...headers,
    },
    payload,
  });
  return { status: answer.statusCode, body: answer.json() };
}

describe('a subgraph answers', () => {
  test.each([
    ['a syntax error', '{ _service {'],
    ['an unknown field', '{ nothing }'],
  ])('%s with 400 and the reason', async (_what, query) => {
    const { status, body } = await post({ query });
    expect(status).toBe(400);
    expect(body.errors[0].extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  test('a token that does not verify with 401, and runs nothing', async () => {
    const { status, body } = await post({ query: '{ _service { sdl } }' }, { authorization: 'Bearer x' });
    expect(status).toBe(401);
    expect(body).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    expect(body.data).toBeUndefined();
  });

  test('a body that is no JSON with 400 as GraphQL does', async () => {
    const { status, body } = await post('NONSENSE');
    expect(status).toBe(400);
    expect(body.errors[0].extensions.code).toBe('BAD_USER_INPUT');
  });

  test('that it is live, and not ready before its database is', async () => {
    expect((await server.inject('/livez')).statusCode).toBe(200);
    expect((await server.inject('/readyz')).statusCode).toBe(503);
  });
});
