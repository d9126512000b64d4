import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { request } from 'undici';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureDevKey } from '../../gateway/identity/dev-key.ts';
import { signDevToken } from '../../gateway/identity/dev-token.ts';
import type { Role } from '../../gateway/identity/roles.ts';
import { startSubgraph, type TestDepartment } from './kit/departments.ts';
import { compose, startGraph, type TestGraph } from './kit/graph.ts';

const sdl = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@policy"])
  type Query {
    verifyForm(input: VerifyFormInput!): FormVerification @policy(policies: [["public"]])
    other: String @policy(policies: [["public"]])
  }
  input VerifyFormInput { serial: String }
  type FormVerification { verdict: String! }`;
const CHECK = '{ verifyForm(input: { serial: "x" }) { verdict } }';

let forms: TestDepartment;
let graph: TestGraph;
let checks = 0;
beforeAll(async () => {
  const verifyForm = () => {
    checks++;
    return { verdict: 'INVALID' };
  };
  forms = await startSubgraph(sdl, { Query: { verifyForm, other: () => 'here' } });
  graph = await startGraph();
  await useForms(graph);
});
afterAll(async () => {
  await graph.close();
  await forms.stop();
});

async function useForms({ replaceSupergraph, ask }: TestGraph): Promise<void> {
  await replaceSupergraph(compose({ forms: forms.url }, { forms: sdl }));
  const deadline = performance.now() + 4_000;
  while ((await ask('{ other }')).status !== 200) expect(performance.now()).toBeLessThan(deadline);
}

let people = 0;
/** The Authorization header of somebody whom no other test knows. */
async function somebody(role: Role): Promise<{ authorization: string }> {
  const key = await ensureDevKey(graph.directory, randomUUID);
  const token = await signDevToken({ sub: `P${++people}`, role }, key, new Date());
  return { authorization: `Bearer ${token}` };
}
const askTimes = async (times: number, headers: Record<string, string>, query = CHECK) =>
  (await Promise.all(Array.from({ length: times }, () => graph.ask(query, {}, headers)))).map(
    ({ status }) => status,
  );
const aliases = (count: number) =>
  Array.from(
    { length: count },
    (_, index) => `a${index}: verifyForm(input: { serial: "x" }) { verdict }`,
  ).join(' ');
const SECONDS = /^[1-9]\d?$/;

it('lets a person check 30 forms a minute, then says when to come back', async () => {
  const student = await somebody('student');
  expect(new Set(await askTimes(30, student))).toEqual(new Set([200]));
  const before = checks;
  const { status, headers, errors, data } = await graph.ask(CHECK, {}, student);
  expect({ status, data, executed: checks - before }).toEqual({ status: 429, data: undefined, executed: 0 });
  expect(headers['retry-after']).toMatch(SECONDS);
  expect(errors).toHaveLength(1);
  expect(errors[0]?.extensions).toEqual({
    code: 'RATE_LIMITED',
    retryable: true,
    retryAfter: Number(headers['retry-after']),
    requestId: headers['x-request-id'],
  });
  expect(errors[0]?.message).toContain(`${headers['retry-after']} 秒`);
  expect((await graph.ask('{ other }', {}, student)).status).toBe(200);
  expect((await graph.ask(CHECK, {}, await somebody('student'))).status).toBe(200);
});

it.each([
  ['aliases', `{ ${aliases(15)} }`],
  ['a fragment', `query { ...F } fragment F on Query { ${aliases(15)} }`],
  ['inline fragments', `{ ... on Query { ${aliases(10)} } ... { ${aliases(15)} } }`],
])('counts every check of a document with %s', async (_, query) => {
  const student = await somebody('student');
  expect(await askTimes(2, student, query)).toEqual([200, 200]);
  const before = checks;
  expect((await graph.ask(CHECK, {}, student)).status).toBe(429);
  expect(checks).toBe(before);
});

it('counts a check that is written twice once, because it runs once', async () => {
  const student = await somebody('student');
  const twice = `{ ${'verifyForm(input: { serial: "x" }) { verdict } '.repeat(31)} }`;
  expect((await graph.ask(twice, {}, student)).status).toBe(200);
  expect(new Set(await askTimes(29, student))).toEqual(new Set([200]));
  expect((await graph.ask(CHECK, {}, student)).status).toBe(429);
});

it('lets a desk check 300 a minute', async () => {
  const desk = await somebody('desk');
  expect(await askTimes(20, desk, `{ ${aliases(15)} }`)).toEqual(Array(20).fill(200));
  expect((await graph.ask(CHECK, {}, desk)).status).toBe(429);
});

it('counts callers without a login by address, whatever address they claim', async () => {
  const claims = Array.from({ length: 31 }, (_, index) => ({
    'x-client-address': `10.0.0.${index}`,
    'x-forwarded-for': `10.0.0.${index}`,
  }));
  const answers = await Promise.all(claims.map((headers) => graph.askAsNobody(CHECK, {}, headers)));
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(1);
  const { statusCode } = await request(`${graph.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: CHECK }),
  });
  expect(statusCode).toBe(429);
});

it('tells departments nothing of a caller’s address', () => {
  expect(forms.received.length).toBeGreaterThan(0);
  expect(forms.received.filter(({ headers }) => 'x-client-address' in headers)).toEqual([]);
});

it('leaves a foreign supergraph alone', async () => {
  const supergraphFile = join(graph.directory, 'foreign.graphql');
  await writeFile(supergraphFile, compose({ forms: forms.url }, { forms: sdl }));
  await using open = await startGraph({ mode: 'open', profileFile: null, supergraphFile });
  const asked = Array.from({ length: 3 }, () => open.ask(`{ ${aliases(15)} }`));
  for (const { status } of await Promise.all(asked)) expect(status).toBe(200);
});
