import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Graph, startGraph } from '../kit/graph.ts';
import { newKey, submitAt } from '../kit/submit.ts';
import { type OtlpReceiver, type ReceivedSpan, startOtlpReceiver } from './otlp-receiver.ts';

const TRACE = 'a3ce929d0e0e47364bf92f3577b34da6';
const PARENT = '00f067aa0ba902b7';
// A name that its author made of a student's number, as anybody may.
const QUERY = `query of_TS2020F10 ($id: ID) {
  clearance(studentId: $id) { name library { outcome } finance { outcome totalOwed { yuan } } passed }
}`;

let receiver: OtlpReceiver;
let graph: Graph;
let registrar: { authorization: string };
beforeAll(async () => {
  receiver = await startOtlpReceiver();
  graph = await startGraph({
    CACHE: 'on',
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
    OTEL_BSP_SCHEDULE_DELAY: '50',
  });
  registrar = { authorization: `Bearer ${await graph.token('registrar', 'R001')}` };
});
afterAll(async () => {
  await graph.end();
  await receiver.close();
});

const ours = () => receiver.spans.filter(({ traceId }) => traceId === TRACE);
const parentOf = (span: ReceivedSpan) => ours().find(({ spanId }) => spanId === span.parentSpanId);

function lineage(span: ReceivedSpan): string[] {
  const above = parentOf(span);
  return [...(above ? lineage(above) : [String(span.parentSpanId)]), `${span.service}: ${span.name}`];
}

test('one trace leads from the client through gateway and department to the statement', async () => {
  const response = await fetch(`${graph.url}/graphql`, {
    method: 'POST',
    headers: { ...registrar, 'content-type': 'application/json', traceparent: `00-${TRACE}-${PARENT}-01` },
    body: JSON.stringify({ query: QUERY, variables: { id: 'TS2020F10' } }),
  });
  expect(((await response.json()) as { data: unknown }).data).toMatchObject({ clearance: { passed: false } });

  const statement = () =>
    ours().find(({ service, name }) => service === 'finance' && name.startsWith('SQL '));
  await expect
    .poll(() => {
      const found = statement();
      return found && lineage(found);
    })
    .toEqual([
      PARENT,
      'gateway: POST /graphql',
      'gateway: query',
      'gateway: department finance',
      'gateway: POST finance',
      'finance: POST /graphql',
      expect.stringMatching(/^finance: SQL (select|with)$/),
    ]);
  expect(statement()?.notes['db.query.text']).toMatch(/\$1/);
  const asked = ours().find(({ name }) => name === 'department finance');
  expect(asked?.notes).toMatchObject({ department: 'finance', 'batch.size': 1 });
  await expect
    .poll(() => [...new Set(ours().map(({ service }) => service))].sort())
    .toEqual(['apartment', 'archives', 'clearance', 'finance', 'gateway', 'library', 'registry']);
});

test('an answer that was remembered shows as cache hits, without a call', async () => {
  const trace = 'e3ce929d0e0e47364bf92f3577b34da6';
  await (
    await fetch(`${graph.url}/graphql`, {
      method: 'POST',
      headers: { ...registrar, 'content-type': 'application/json', traceparent: `00-${trace}-${PARENT}-01` },
      body: JSON.stringify({ query: QUERY, variables: { id: 'TS2020F10' } }),
    })
  ).text();
  const found = (name: string) =>
    receiver.spans.find((span) => span.traceId === trace && span.name === name)?.notes;
  await expect.poll(() => found('POST /graphql')).toBeDefined();
  expect(found('department finance')).toMatchObject({ 'batch.size': 1, 'cache.hits': 1, 'cache.misses': 0 });
  expect(found('POST finance')).toBeUndefined();
});

test('a body that comes later than its headers, on a connection that was used before, is in the same trace', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const late = 'b3ce929d0e0e47364bf92f3577b34da6';
  // Students whom nobody has asked for: nothing of them is remembered.
  for (const [trace, id] of [
    ['c3ce929d0e0e47364bf92f3577b34da6', 'TS2020F8'],
    [late, 'TS2020F9'],
  ]) {
    const asking = request(`${graph.url}/graphql`, {
      agent,
      method: 'POST',
      headers: { ...registrar, 'content-type': 'application/json', traceparent: `00-${trace}-${PARENT}-01` },
    });
    asking.flushHeaders();
    // A slow client, not a pause of the test.
    await setTimeout(60);
    asking.end(JSON.stringify({ query: QUERY, variables: { id } }));
    const [answer] = await once(asking, 'response');
    answer.resume();
    await once(answer, 'end');
  }
  agent.destroy();
  await expect
    .poll(
      () => receiver.spans.filter(({ traceId, name }) => traceId === late && name.startsWith('SQL ')).length,
    )
    .toBeGreaterThan(4);
});

test('a submission and the reads that it is decided by are one trace, and are counted', async () => {
  const trace = 'd3ce929d0e0e47364bf92f3577b34da6';
  const token = await graph.token('student', 'TS2020S1');
  const headers = { 'idempotency-key': newKey(), traceparent: `00-${trace}-${PARENT}-01` };
  const { payload } = await submitAt(`${graph.url}/graphql`, `Bearer ${token}`, {}, headers);
  expect(payload.__typename).toBe('ClearanceSubmitted');
  const readers = () =>
    receiver.spans
      .filter(({ traceId, name }) => traceId === trace && name.startsWith('SQL '))
      .map(({ service }) => service);
  await expect
    .poll(() => [...new Set(readers())].sort())
    .toEqual(['apartment', 'archives', 'clearance', 'finance', 'library', 'registry']);
  const metrics = await (await fetch(`${graph.subgraphs.clearance.url}/metrics`)).text();
  expect(metrics).toContain('clearance_submissions_total{outcome="submitted"} 1');
  expect(metrics).toContain('clearance_watch_due 0');
});

test('a header that is no traceparent begins a trace of its own', async () => {
  const before = receiver.spans.length;
  await fetch(`${graph.url}/graphql`, {
    method: 'POST',
    headers: {
      ...registrar,
      'content-type': 'application/json',
      traceparent: `00-${'0'.repeat(32)}-${PARENT}-01`,
    },
    body: JSON.stringify({ query: '{ __typename }' }),
  });
  await expect.poll(() => receiver.spans.length).toBeGreaterThan(before);
  expect(receiver.spans.every(({ traceId }) => /^(?!0{32})[0-9a-f]{32}$/.test(traceId))).toBe(true);
});

test('nothing that was sent to the collector names a student or holds a value', () => {
  const found = /TS2020|样例学生|682\.4|68240/.exec(receiver.bytes().replaceAll(/"\w+UnixNano":"\d+"/g, ''));
  expect(found).toBe(null);
  expect(receiver.bytes()).not.toContain('test-key-');
});

test('the log line of a request bears the id of its trace', async () => {
  const [line] = await graph.gateway.line(new RegExp(`"traceId":"${TRACE}"`));
  expect(JSON.parse(graph.gateway.lines.find((one) => one.includes(TRACE)) ?? '')).toMatchObject({
    route: '/graphql',
    status: 200,
  });
  expect(line).toContain(TRACE);
  await graph.subgraphs.finance.child.line(new RegExp(TRACE));
});
