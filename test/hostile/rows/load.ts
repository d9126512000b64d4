import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { createCacheSecret } from '../../../gateway/upstream/cache/cache-secret.ts';
import { readSealed, writeSealed } from '../../../gateway/upstream/cache/sealed-value.ts';
import { startSubgraph } from '../../gateway/kit/departments.ts';
import { compose, startGraph } from '../../gateway/kit/graph.ts';
import { authorizationOf } from '../../gateway/kit/role-token.ts';
import { until } from '../../gateway/kit/until.ts';
import { body, type Row, rows } from '../kit/row.ts';
import { type Seen, type Sending, STRANGER, type World } from '../kit/world.ts';

const TYPENAME = { query: '{ __typename }' };
const SUBMIT = { input: { idempotencyKey: 'hostile-key-0000003' } };
let people = 0;

/** Asks a hundred at a time until one is told to wait; fails where nobody ever is. */
async function untilRefused(world: World, sending: Sending, content: unknown = TYPENAME): Promise<Seen> {
  for (let round = 0; round < 30; round++) {
    const answers = await Promise.all(Array.from({ length: 100 }, () => world.send(content, sending)));
    const refused = answers.find(({ status }) => status === 429);
    if (refused !== undefined) return refused;
  }
  throw new Error('3,000 requests in a row, and none was refused.');
}

async function allOf(world: World, sendings: readonly Sending[]): Promise<Seen> {
  const answers: Seen[] = [];
  for (let at = 0; at < sendings.length; at += 100)
    answers.push(
      ...(await Promise.all(sendings.slice(at, at + 100).map((one) => world.send(TYPENAME, one)))),
    );
  expect(answers.filter(({ status }) => status === 429)).toEqual([]);
  return answers.at(-1) as Seen;
}

const fromOutside = (address: string) => ({ 'x-forwarded-for': address });
const tellsWhen: Row['also'] = ({ headers, text }) => {
  expect(headers['retry-after']).toMatch(/^[123]$/);
  expect(JSON.parse(text).errors[0].extensions.retryAfter).toBe(Number(headers['retry-after']));
};

/** Production, as far as GraphiQL goes. */
async function graphiqlAs(role: 'student' | 'integrator' | null): Promise<Seen> {
  const directory = await mkdtemp(join(tmpdir(), 'graphiql-'));
  await writeFile(join(directory, 'index.html'), '<!doctype html>');
  await using graph = await startGraph({ documents: 'trusted', graphiqlDir: directory });
  const { status, headers, text, errors } = await graph.send('/graphiql/', {
    headers: await authorizationOf(role, graph.directory),
  });
  const codes = errors.map(({ extensions }) => String(extensions.code));
  return { status, headers: headers as Seen['headers'], text, data: undefined, codes, errors };
}

const INTERNAL = {
  'x-forwarded-for': STRANGER,
  'x-forwarded-host': 'evil.example',
  'x-client-address': STRANGER,
  'x-viewer': 'evil',
  'x-role': 'evil',
  'x-request-id': 'evil id',
  'apollo-federation-include-trace': 'ftv1',
  cookie: 'session=evil',
  baggage: 'evil=1',
  traceparent: 'evil',
};
const OURS = ['accept', 'connection', 'content-length', 'content-type', 'host', 'x-request-id'];

const PUBLIC = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@policy"])
  type Query { here: String @policy(policies: [["public"]]) }`;

/** What a department gets to see of a client's headers. */
async function headersAtDepartment(): Promise<Seen> {
  const department = await startSubgraph(PUBLIC, { Query: { here: () => 'here' } });
  await using graph = await startGraph({ trustedProxies: ['127.0.0.1'] });
  await graph.replaceSupergraph(compose({ here: department.url }, { here: PUBLIC }));
  await until('the department is asked', async () => (await graph.ask('{ here }')).data?.here === 'here');
  const seen = await graph.ask('{ here }', {}, INTERNAL);
  const received = department.received.at(-1)?.headers ?? {};
  await department.stop();
  const { authorization: _token, ...others } = received;
  expect(Object.keys(others).filter((name) => !OURS.includes(name))).toEqual([]);
  expect(JSON.stringify(received)).not.toContain('evil');
  return { ...seen, headers: seen.headers as Seen['headers'], codes: [] };
}

/** Rows 27 to 31: too much, from departments that lie, from caches that were touched, from other sites. */
export const loadRows: readonly Row[] = [
  {
    row: 27,
    what: 'internal headers of a client',
    send: headersAtDepartment,
    status: 200,
    code: null,
    executes: 'something',
  },
  ...rows(
    28,
    429,
    'RATE_LIMITED',
    {
      'a person who asks without end': (world) => untilRefused(world, { as: `analyst busy-${++people}` }),
      'the same, with a submission’s header': (world) =>
        untilRefused(world, {
          as: `analyst busy-${++people}`,
          headers: { 'idempotency-key': 'hostile-key-0000004' },
        }),
      'nobody, from one address': (world) =>
        untilRefused(world, { as: null, headers: fromOutside(STRANGER) }),
      'tokens that are none, from one address': (world) =>
        untilRefused(world, {
          as: null,
          headers: { ...fromOutside('203.0.113.8'), authorization: 'Bearer x' },
        }),
      'nobody, from one network of IPv6': async (world) => {
        let host = 0;
        const headers = () => fromOutside(`2001:db8:7:7::${(++host).toString(16)}`);
        const sendings = Array.from({ length: 1_500 }, () => ({ as: null, headers: headers() }) as const);
        const answers = await Promise.all(sendings.map((one) => world.send(TYPENAME, one)));
        return answers.find(({ status }) => status === 429) ?? (answers[0] as Seen);
      },
    },
    tellsWhen,
  ),
  ...rows(28, 400, 'DOCUMENT_NOT_TRUSTED', {
    '2,000 students behind one address': (world) =>
      allOf(
        world,
        Array.from({ length: 2_000 }, (_, index) => ({
          as: `student TS2020X${index}` as const,
          headers: fromOutside('203.0.113.9'),
        })),
      ),
  }),
  {
    row: 28,
    what: 'a submission of somebody who asked without end is taken',
    send: async (world) => {
      const as = 'student TS2020F10';
      await untilRefused(world, { as });
      return world.send({ documentId: world.idOf('SubmitClearance'), variables: SUBMIT }, { as });
    },
    status: 200,
    code: null,
    executes: 'something',
    also: ({ data }) => expect(data.submitClearance.__typename).toMatch(/^[A-Z]/),
  },
  {
    row: 29,
    what: 'a department that answers a page of HTML',
    send: async (world) => {
      const { proxy } = world.graph.subgraphs.library;
      proxy.fault = 'html';
      const query = '{ clearance(studentId: "TS2020S1") { library { outcome } outcome passed } }';
      const seen = await world.send({ query }, { as: 'registrar R001' });
      proxy.fault = 'none';
      return seen;
    },
    status: 200,
    code: 'DEPARTMENT_BAD_RESPONSE',
    executes: 'something',
    also: ({ data }) => expect(data.clearance).toEqual({ library: null, outcome: 'UNKNOWN', passed: null }),
  },
  {
    row: 30,
    what: 'a remembered value in another student’s place, or with another bit, is none',
    send: async (world) => {
      const secret = createCacheSecret(Buffer.alloc(32, 7));
      const value = {
        value: { outcome: 'PASSED' },
        version: '1.1',
        readAt: 1,
        freshUntil: 2,
        usableUntil: 3,
      };
      const sealed = writeSealed(secret, 'of TS2020S1', value);
      const flipped = Buffer.from(sealed, 'base64');
      flipped[20] = (flipped[20] ?? 0) ^ 1;
      expect(readSealed(secret, 'of TS2020S1', sealed)).toEqual(value);
      expect(readSealed(secret, 'of TS2020S2', sealed)).toBeNull();
      expect(readSealed(secret, 'of TS2020S1', flipped.toString('base64'))).toBeNull();
      return world.send(TYPENAME);
    },
    status: 200,
    code: null,
    executes: 'something',
  },
  ...rows(
    31,
    204,
    null,
    {
      'OPTIONS from an origin that is not listed': body(undefined, {
        method: 'OPTIONS',
        headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
      }),
    },
    ({ headers }) =>
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]),
  ),
  ...rows(31, 404, 'NOT_FOUND', {
    'GraphiQL by nobody, where documents are trusted': () => graphiqlAs(null),
    'GraphiQL by a student, where documents are trusted': () => graphiqlAs('student'),
  }),
  {
    row: 31,
    what: 'GraphiQL by an integrator, where documents are trusted',
    send: () => graphiqlAs('integrator'),
    status: 200,
    code: null,
    executes: 'something',
    also: ({ headers }) => expect(headers['content-security-policy']).toContain("script-src 'self';"),
  },
];
