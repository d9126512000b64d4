import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'undici';
import { LIST_LENGTH } from '../queries.ts';
import { type Department, departments, type Outcome } from '../students.ts';
import { readBody } from './read-body.ts';
import { subgraphUrls, tellReady } from './told.ts';

// The floor: what one would write by hand for just these two queries. Bare node:http, the six fetches that every planner
// plans, in the same three stages, JSON. No login, no limits, no log, no validation, no errors worth the name.

interface Item {
  readonly passed: boolean;
  readonly outcome: Outcome;
  readonly version: string;
}
type Known = { readonly id: string; readonly classYear: number; readonly leaveType: string };
type WithItems = Known & { [Name in Department]?: Item | null };
type Ask = (query: string, variables: object) => Promise<unknown>;

const PROFILE = '__typename id classYear leaveType';
const ONE = `query($studentId: ID) { clearance(studentId: $studentId) { ${PROFILE} } }`;
const MANY = `{ students(first: ${LIST_LENGTH}) { nodes { ${PROFILE} } } }`;
const OVERALL = entities('passed');

const urls = subgraphUrls();
const askRegistry = asker(urls.registry);
const askClearance = asker(urls.clearance);
const offices = departments.map((name) => ({
  name,
  ask: asker(urls[name]),
  query: entities(`${name} { passed outcome version }`),
}));

const server = createServer((request, response) => {
  readBody(request)
    .then((text) => answer(JSON.parse(text) as { variables?: { studentId?: string } }))
    .then((data) => {
      const body = Buffer.from(JSON.stringify({ data }));
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
      response.end(body);
    })
    .catch(() => response.writeHead(500).end());
});
server.listen(0, '127.0.0.1', () => tellReady((server.address() as AddressInfo).port));

async function answer({ variables = {} }: { variables?: { studentId?: string } }): Promise<unknown> {
  if (variables.studentId === undefined) {
    const { students } = (await askRegistry(MANY, {})) as { students: { nodes: Known[] } };
    return { students: { nodes: await withVerdicts(students.nodes, true) } };
  }
  const { clearance } = (await askRegistry(ONE, variables)) as { clearance: Known };
  return { clearance: (await withVerdicts([clearance], false))[0] };
}

async function withVerdicts(students: readonly Known[], named: boolean): Promise<unknown[]> {
  const keys = students.map(({ id }) => ({ __typename: 'Student', id }));
  const items = await Promise.all(
    offices.map(async ({ name, ask, query }) => ({
      name,
      found: await ask(query, { representations: keys }),
    })),
  );
  const whole = students.map((student): WithItems => ({ ...student }));
  for (const { name, found } of items) {
    const { _entities } = found as { _entities: { [Name in Department]?: Item }[] };
    for (const [index, one] of whole.entries()) one[name] = _entities[index]?.[name] ?? null;
  }
  const representations = whole.map((one) => {
    const brought: Record<string, unknown> = {
      __typename: 'Student',
      id: one.id,
      classYear: one.classYear,
      leaveType: one.leaveType,
    };
    for (const name of departments) {
      const item = one[name];
      brought[name] = item && { outcome: item.outcome, version: item.version };
    }
    return brought;
  });
  const { _entities } = (await askClearance(OVERALL, { representations })) as {
    _entities: { passed: boolean | null }[];
  };
  return whole.map((one, index) => {
    const answered: Record<string, unknown> = named ? { id: one.id } : {};
    for (const name of departments) answered[name] = { passed: one[name]?.passed };
    answered.passed = _entities[index]?.passed;
    return answered;
  });
}

function entities(selection: string): string {
  return `query($representations: [_Any!]!) { _entities(representations: $representations) { ... on Student { ${selection} } } }`;
}

function asker(url: string): Ask {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections: 64, pipelining: 1 });
  const headers = { 'content-type': 'application/json' };
  return async (query, variables) => {
    const { body } = await pool.request({
      method: 'POST',
      path: pathname,
      headers,
      body: JSON.stringify({ query, variables }),
    });
    return ((await body.json()) as { data: unknown }).data;
  };
}
