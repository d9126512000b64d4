import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultBudget } from '../../gateway/upstream/resilience/budget.ts';
import { cut, everyEntity, html, silence } from '../gateway/kit/faults.ts';
import { startGraph, type TestGraph } from '../gateway/kit/graph.ts';

const QUERY = `query about_TS2020S1 { students(first: 7) { nodes { name library { outcome } } } }`;
const client = { 'x-client-name': 'someone', 'x-client-version': '1.2' };

let graph: TestGraph;
beforeAll(async () => {
  graph = await startGraph({ budget: defaultBudget });
  await graph.ask(QUERY, {}, client);
  for (const fault of [cut, html, silence, everyEntity({ __typename: 'Loan' })]) {
    graph.departments.library.fault = fault;
    await graph.ask(QUERY, {}, client);
  }
  await graph.ask('{ noSuchField }', {}, client);
  await graph.send('/nowhere/TS2020S1');
});
afterAll(() => graph.close());

/** Lines of the exposition whose series begin so. */
async function series(prefix: string): Promise<string[]> {
  const { text } = await graph.send('/metrics');
  return text.split('\n').filter((line) => line.startsWith(prefix));
}

test('requests are counted by route and class of status, and scrapes are not', async () => {
  expect(await series('gateway_http_request_duration_seconds_count')).toEqual([
    'gateway_http_request_duration_seconds_count{route="/graphql",status="2xx"} 5',
    'gateway_http_request_duration_seconds_count{route="/graphql",status="4xx"} 1',
    'gateway_http_request_duration_seconds_count{route="none",status="4xx"} 1',
  ]);
  expect(
    graph.logLines.some((line) => line.includes('"route":"/metrics"') && line.includes('"level":30')),
  ).toBe(false);
});

test('operations are counted by client, version, document and outcome', async () => {
  const of = (outcome: string, count: number, who = 'client="other",version="1.2"') =>
    `gateway_operations_total{${who},operation="free",outcome="${outcome}"} ${count}`;
  expect(await series('gateway_operations_total')).toEqual([
    of('ok', 1),
    of('partial', 4),
    of('refused', 1, 'client="none",version="none"'),
  ]);
});

test('calls to departments are counted by kind and outcome, with their duration and batch size', async () => {
  const library = (await series('gateway_department_calls_total{department="library"')).sort();
  const of = (outcome: string, count: number) =>
    `gateway_department_calls_total{department="library",kind="query",outcome="${outcome}"} ${count}`;
  // A connection that was cut is tried once more.
  expect(library).toEqual([of('answered', 1), of('bad-response', 2), of('timeout', 1), of('unavailable', 2)]);
  expect(await series('gateway_department_retries_total{department="library"')).toEqual([
    'gateway_department_retries_total{department="library"} 1',
  ]);
  expect(await series('gateway_department_call_duration_seconds_count{department="library"')).toEqual([
    'gateway_department_call_duration_seconds_count{department="library",kind="query"} 6',
  ]);
  const batches = await series('gateway_department_batch_size_bucket{le=');
  expect(batches).toContain('gateway_department_batch_size_bucket{le="5",department="library"} 0');
  expect(batches).toContain('gateway_department_batch_size_bucket{le="10",department="library"} 6');
  expect(await series('gateway_department_in_flight{department="library"}')).toEqual([
    'gateway_department_in_flight{department="library"} 0',
  ]);
});

test('no series names a student, and the process is measured, too', async () => {
  const { text, headers } = await graph.send('/metrics');
  expect(text).not.toMatch(/TS2020|about_|Student S/);
  expect(text).toContain('nodejs_eventloop_lag_p99_seconds');
  expect(String(headers['content-type'])).toContain('version=0.0.4');
});
