import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServedSubgraph, serveSubgraph } from '../../subgraphs/kit/graph/serve-subgraph.ts';
import { openObservation, type SubgraphObservation } from '../../subgraphs/kit/observe/observation.ts';
import { type MetricsAccess, readObserveConfig } from '../../subgraphs/kit/observe/observe-config.ts';
import { loadProfile } from '../../subgraphs/kit/service/profile.ts';
import { createLibrary } from '../../subgraphs/library/library.ts';
import { databaseKinds, type TestDatabase } from '../kit/databases.ts';
import { authorizationFor, callerReader } from '../kit/service-tokens.ts';

let opened: TestDatabase;
const served: ServedSubgraph[] = [];
beforeAll(async () => {
  opened = await databaseKinds[0].open();
});
afterAll(async () => {
  for (const one of served) await one.close();
  await opened.dispose();
});

async function serve(observation: SubgraphObservation) {
  const { database } = opened;
  const now = () => new Date();
  const profile = loadProfile('current', 'guide-text');
  const library = createLibrary({
    database,
    profile,
    now,
    production: false,
    onQuery: observation.onQuery,
  });
  const readCaller = callerReader('library');
  const options = { database, readCaller, now, host: '127.0.0.1', port: 0, logger: false } as const;
  const one = await serveSubgraph(library, { ...options, observation });
  served.push(one);
  await one.migrate();
  await one.open();
  return one;
}

const open = (metricsAccess: MetricsAccess) =>
  openObservation({ name: 'library', metricsAccess, isTraced: false, withProcess: false });

test('requests, entities and statements are counted, without a word of whom they are about', async () => {
  const observation = await open('loopback');
  const submitted = observation.metrics.counter({
    name: 'clearance_submissions_total',
    help: 'Submissions by outcome.',
    label: 'outcome',
    words: ['ClearanceSubmitted'],
  });
  submitted('ClearanceSubmitted');
  submitted('TS2020S1');
  observation.metrics.gauge({ name: 'clearance_watch_due', help: 'Due.', read: async () => 3 });
  observation.metrics.gauge({
    name: 'clearance_broken',
    help: 'Cannot be read.',
    read: async () => {
      throw new Error('TS2020S1');
    },
  });
  const { url } = await serve(observation);
  const ids = ['TS2020S1', 'TS2020S2', 'TS2020S3'];
  await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: await authorizationFor('library') },
    body: JSON.stringify({
      query: `query ($representations: [_Any!]!) {
        _entities(representations: $representations) { ... on Student { library { outcome } } } }`,
      variables: { representations: ids.map((id) => ({ __typename: 'Student', id })) },
    }),
  });
  const text = await (await fetch(`${url}/metrics`)).text();
  const lines = text.split('\n');
  expect(lines).toEqual(
    expect.arrayContaining([
      'subgraph_request_duration_seconds_count{status="2xx"} 1',
      'subgraph_entities_per_request_sum 3',
      'clearance_submissions_total{outcome="ClearanceSubmitted"} 1',
      'clearance_submissions_total{outcome="other"} 1',
      'clearance_watch_due 3',
    ]),
  );
  expect(
    lines.some((line) => /^subgraph_sql_duration_seconds_count\{.*outcome="ok"\} [1-9]/.test(line)),
  ).toBe(true);
  expect(text).not.toMatch(/TS2020/);
});

test('in production metrics are there for who knows the token, and for nobody else', async () => {
  const token = 'a-token-of-this-test';
  const read = readObserveConfig({ NODE_ENV: 'production', METRICS_TOKEN: token });
  if (read.kind !== 'config' || typeof read.metricsAccess === 'string') throw new Error(read.kind);
  const { url } = await serve(await open(read.metricsAccess));
  const statusOf = async (headers: Record<string, string>) =>
    (await fetch(`${url}/metrics`, { headers })).status;
  expect(await statusOf({})).toBe(404);
  expect(await statusOf({ authorization: 'Bearer another-token-of-this' })).toBe(404);
  expect(await statusOf({ authorization: `Bearer ${token}` })).toBe(200);
});

test('faults of the variables are told without their values', () => {
  expect(readObserveConfig({ METRICS_TOKEN: 'short', LOG_LEVEL: 'loud' })).toMatchObject({
    kind: 'faults',
    faults: [expect.stringMatching(/^LOG_LEVEL: /), 'METRICS_TOKEN: must have at least 16 characters'],
  });
  expect(readObserveConfig({ NODE_ENV: 'production' })).toMatchObject({ metricsAccess: 'closed' });
});
