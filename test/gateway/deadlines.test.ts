import { setTimeout } from 'node:timers/promises';
import { Client } from 'undici';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { defaultLimits } from '../../gateway/config.ts';
import { silence } from './kit/faults.ts';
import { startGraph, type TestGraph } from './kit/graph.ts';
import { authorizationOf } from './kit/role-token.ts';
import { until } from './kit/until.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startGraph({ limits: { ...defaultLimits, fetchTimeoutMs: 2_500, queryDeadlineMs: 3_000 } });
});
afterAll(() => graph.close());
afterEach(() => {
  for (const department of Object.values(graph.departments)) department.fault = null;
});

it('shares one deadline between the stages of a query', async () => {
  graph.departments.library.fault = silence;
  graph.departments.clearance.fault = silence;
  const start = performance.now();
  const { data, errors } = await graph.ask('{ clearance { name library { passed } passed } }');
  // Each stage alone may take 2.5 s; both together 3 s, not 5.
  expect(performance.now() - start).toBeLessThan(4_800);
  expect(data.clearance).toEqual({ name: 'Student S0', library: null, passed: null });
  expect(errors.map(({ extensions }) => extensions.code)).toEqual([
    'DEPARTMENT_TIMEOUT',
    'DEPARTMENT_TIMEOUT',
  ]);
});

it('gives up the fetches of a caller who has gone', async () => {
  const { library, clearance } = graph.departments;
  library.received.length = clearance.received.length = 0;
  library.fault = silence;
  const before = library.abandoned();
  const authorization = await authorizationOf('staff:library', graph.directory);
  const client = new Client(graph.url);
  const pending = client.request({
    path: '/graphql',
    method: 'POST',
    headers: { 'content-type': 'application/json', ...authorization },
    body: JSON.stringify({ query: '{ clearance { library { passed } passed } }' }),
  });
  pending.catch(() => {});
  await until('the library is asked', () => library.received.length === 1);
  const asked = performance.now();
  await client.destroy();
  await until('the library’s connection is closed', () => library.abandoned() > before, 2_300);
  // Sooner than its own time limit would have.
  expect(performance.now() - asked).toBeLessThan(2_400);
  await setTimeout(50);
  expect(clearance.received).toHaveLength(0);
});
