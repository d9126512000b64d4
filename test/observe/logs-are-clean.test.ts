import { afterAll, beforeAll, expect, test } from 'vitest';
import { goldenClass } from '../../data/golden.ts';
import { type Graph, startGraph } from '../kit/graph.ts';
import { newKey, submitAt } from '../kit/submit.ts';

const QUERY = `query ($id: ID) { clearance(studentId: $id) { id name library { outcome } archives { outcome }
  apartment { outcome } finance { outcome totalOwed { yuan } } passed submission { serial } } }`;

const { registry } = goldenClass();
const students = registry.map(({ studentId }) => studentId);
const secrets: string[] = [];

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph({ LOG_LEVEL: 'debug' });
});
afterAll(() => graph.end());

const printed = () =>
  [graph.gateway, ...Object.values(graph.subgraphs).map(({ child }) => child)].flatMap(({ lines }) => lines);

async function tokenOf(role: string, sub: string): Promise<string> {
  const token = await graph.token(role, sub);
  secrets.push(token);
  return token;
}

async function post(path: string, body: string, headers: Record<string, string> = {}) {
  const all = { 'content-type': 'application/json', ...headers };
  await (await fetch(`${graph.url}${path}`, { method: 'POST', headers: all, body })).text();
}

test('gateway and departments print one line for a request, under one id', async () => {
  const id = 'a-request-of-this-test';
  const authorization = `Bearer ${await tokenOf('registrar', 'R001')}`;
  await post('/graphql', JSON.stringify({ query: QUERY, variables: { id: 'TS2020S3' } }), {
    authorization,
    'x-request-id': id,
  });
  const lineOf = (child: Graph['gateway']) =>
    child.line(new RegExp(`"requestId":"${id}".*"route":"/graphql"`));
  await lineOf(graph.gateway);
  for (const { child } of Object.values(graph.subgraphs)) await lineOf(child);
  const ofGateway = graph.gateway.lines.filter((line) => line.includes(id) && line.includes('"level":30'));
  expect(ofGateway).toHaveLength(1);
});

test('whatever is asked, and whatever fails, no process prints a name, number, token or key', async () => {
  for (const id of students) await graph.query(QUERY, { variables: { id } });

  for (const id of ['TS2020S1', 'TS2020F4']) {
    const token = await tokenOf('student', id);
    const key = newKey();
    secrets.push(key);
    const submit = (headers: Record<string, string>, input: object) =>
      submitAt(`${graph.url}/graphql`, `Bearer ${token}`, input, headers);
    await submit({ 'idempotency-key': key }, {});
    await submit({}, { idempotencyKey: key });
    await graph.query(QUERY, { token });
    await graph.query(QUERY, { token, variables: { id: 'TS2020F10' } });
  }
  const finance = await tokenOf('staff:finance', 'C001');
  await graph.query('mutation { recordPayment(input: { studentId: "TS2020F10" }) { __typename } }', {
    token: finance,
  });

  // What clients get wrong.
  const cookie = { cookie: 'session=TS2020S1' };
  await post(
    '/graphql?student=TS2020S1',
    '{"query":"{ clearance(studentId: \\"TS2020S1\\") { nam } }"}',
    cookie,
  );
  await post('/graphql', '{"query":"query TS2020S1 { __typename }"}', { 'x-client-name': 'TS2020S1' });
  await post('/graphql', '{"TS2020S1', cookie);
  await post('/graphql', '{"query":"{ clearance(studentId: 5) { name"}', {
    authorization: 'Bearer TS2020S1',
  });
  await post('/nowhere/TS2020S1?name=样例学生S1', '{}', cookie);
  await (await fetch(`${graph.url}/graphql?query={__typename}&variables={"id":"TS2020S1"}`)).text();

  // What departments get wrong; and straight at a department, past the gateway.
  graph.subgraphs.library.proxy.fault = 'html';
  await graph.query(QUERY, { variables: { id: 'TS2020S1' } });
  graph.subgraphs.library.proxy.fault = 'none';
  const { url } = graph.subgraphs.finance;
  await (await fetch(`${url}/nowhere?student=TS2020S1`)).text();
  await (await fetch(`${url}/graphql?query={__typename}&student=TS2020S1`)).text();
  await (
    await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer TS2020S1', ...cookie },
      body: '{"query":"{ nonsense(TS2020S1) }"}',
    })
  ).text();

  const marker = 'the-last-request';
  await post('/graphql', '{"query":"{ __typename }"}', { 'x-request-id': marker });
  await graph.gateway.line(new RegExp(marker));
  const lines = printed();
  expect(lines.length).toBeGreaterThan(students.length * 6);
  expect(lines.filter((line) => /TS2020|样例学生|682\.4/.test(line))).toEqual([]);
  expect(lines.filter((line) => secrets.some((secret) => line.includes(secret)))).toEqual([]);
});
