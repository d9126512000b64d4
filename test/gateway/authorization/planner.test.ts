import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type GraphQLSchema, parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withAuthorization } from '../../../gateway/authorization/with-authorization.ts';
import { defaultLimits } from '../../../gateway/config.ts';
import type { Engine } from '../../../gateway/engine/engine.ts';
import { withGatewayFields } from '../../../gateway/live/live-engine.ts';
import { createLog } from '../../../gateway/observe/log.ts';
import { startSubgraph, type TestDepartment } from '../kit/departments.ts';
import { createEngineOfThisRun, engineParts } from '../kit/gateway-parts.ts';
import { compose } from '../kit/graph.ts';
import { memoryTrail, viewerOf } from './kit/stub-engine.ts';

const head = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@policy", "@shareable"])
  interface Edge { passed: Boolean reasons: [String!]! }`;
const seen = '@policy(policies: [["self"], ["registrar"], ["staff"]])';
const sources = {
  registry: `${head}
    type Query {
      clearance(studentId: ID): Student ${seen}
      students: [Student!] @policy(policies: [["registrar"], ["staff"]])
      form: Outcome @policy(policies: [["self"], ["staff"]])
      open: String @policy(policies: [["public"]])
    }
    union Outcome = Good | Bad
    type Good { submission: Submission! }
    type Bad { why: String @policy(policies: [["staff:library"]]) }
    type Submission { serial: ID! student: Frozen! }
    type Frozen { studentId: ID! }
    type Student @key(fields: "id") { id: ID! name: String ${seen} }`,
  library: `${head}
    type Student @key(fields: "id") { id: ID! library: Library ${seen} }
    type Library implements Edge {
      passed: Boolean
      reasons: [String!]! @policy(policies: [["self"], ["staff:library"]])
    }`,
  archives: `${head}
    type Student @key(fields: "id") { id: ID! archives: Archives ${seen} }
    type Archives implements Edge {
      passed: Boolean
      reasons: [String!]! @policy(policies: [["self"], ["staff:archives"]])
    }`,
};

let departments: TestDepartment[];
let engine: Engine;
let outcome: Record<string, unknown>;
const audit = memoryTrail();
beforeAll(async () => {
  const student = (id: unknown) => ({ __typename: 'Student', id, name: `name-${id}` });
  const reference = { __resolveReference: (entity: unknown) => entity };
  const edge = { passed: true, reasons: ['because'] };
  departments = await Promise.all([
    startSubgraph(sources.registry, {
      Query: {
        clearance: (_: unknown, { studentId }: { studentId?: string }) => student(studentId ?? 'S1'),
        students: () => [student('S1'), student('S2')],
        form: () => outcome,
        open: () => 'open',
      },
    }),
    startSubgraph(sources.library, { Student: { ...reference, library: () => edge } }),
    startSubgraph(sources.archives, { Student: { ...reference, archives: () => edge } }),
  ]);
  const urls = Object.fromEntries(
    Object.keys(sources).map((name, index) => [name, departments[index]?.url ?? '']),
  );
  const log = createLog('silent');
  const ownSdl = await readFile(new URL('../../../schema/gateway.graphql', import.meta.url), 'utf8');
  const planner = createEngineOfThisRun({
    ...engineParts,
    limits: { ...defaultLimits, fetchTimeoutMs: 5_000 },
    contacts: () => undefined,
    log,
  });
  engine = withGatewayFields(withAuthorization(planner, { ownSdl, audit, log }), ownSdl);
  expect(await engine.reload(compose(urls, sources))).toEqual({ kind: 'loaded' });
});
afterAll(async () => {
  await engine.close();
  await Promise.all(departments.map((one) => one.stop()));
});

async function ask(viewer: string, text: string, variables: Record<string, unknown> = {}) {
  const apiSchema = engine.current()?.apiSchema as GraphQLSchema;
  const document = parse(text);
  expect(validate(apiSchema, document)).toEqual([]);
  const asked = departments.map(({ received }) => received.length);
  const result = await engine.execute({
    apiSchema,
    document,
    documentHash: createHash('sha256').update(text).digest('hex'),
    operationName: null,
    kind: 'query',
    variables,
    viewer: viewerOf(viewer),
    forwardedAuthorization: undefined,
    requestId: 'request-1',
    signal: new AbortController().signal,
  });
  const queries = departments.map(({ received }, index) =>
    received.slice(asked[index]).map(({ body }) => body.query),
  );
  return { ...JSON.parse(JSON.stringify(result)), queries: queries.flat() };
}

describe('in front of the planner', () => {
  test('a student reads their own page over all departments', async () => {
    const text =
      '{ clearance { finance: library { passed reasons } archives { ...E } } } fragment E on Edge { passed reasons }';
    expect(await ask('student S1', text)).toMatchObject({
      data: {
        clearance: {
          finance: { passed: true, reasons: ['because'] },
          archives: { passed: true, reasons: ['because'] },
        },
      },
    });
  });

  test('a student who names another is refused without a fetch', async () => {
    const text = 'query ($s: ID) { clearance(studentId: $s) { name } }';
    const answer = await ask('student S1', text, { s: 'S2' });
    expect(answer).toMatchObject({
      data: { clearance: null },
      errors: [{ extensions: { code: 'NOT_FOUND' } }],
    });
    expect(answer.queries).toEqual([]);
    expect((await ask('student S1', text, { s: 'S1' })).data).toEqual({ clearance: { name: 'name-S1' } });
  });

  test('staff get their own department’s reasons through the interface, the other edge is null and not fetched', async () => {
    const text = '{ students { library { ...E } archives { ...E } } } fragment E on Edge { passed reasons }';
    const answer = await ask('staff:library', text);
    const student = { library: { passed: true, reasons: ['because'] }, archives: null };
    expect(answer.data).toEqual({ students: [student, student] });
    expect(answer.errors).toMatchObject(
      [0, 1].map((n) => ({
        path: ['students', n, 'archives', 'reasons'],
        extensions: { code: 'FORBIDDEN' },
      })),
    );
    expect(answer.queries.join()).not.toContain('archives');
  });

  test.each([
    [
      { __typename: 'Good', submission: { serial: '1', student: { studentId: 'S1' } } },
      { submission: { serial: '1' } },
    ],
    [{ __typename: 'Good', submission: { serial: '1', student: { studentId: 'S2' } } }, null],
    [{ __typename: 'Bad', why: 'secret' }, { why: null }],
  ])('the types of a union are told apart: %j', async (given, shown) => {
    outcome = given;
    const answer = await ask(
      'student S1',
      '{ form { ... on Good { submission { serial } } ... on Bad { why } } }',
    );
    expect(answer.data).toEqual({ form: shown });
    expect(answer.queries.join()).not.toContain('why');
  });

  test('nobody in particular reads what is public, and nothing with it', async () => {
    expect((await ask('anonymous', '{ open __typename }')).data).toEqual({
      open: 'open',
      __typename: 'Query',
    });
    const refused = await ask('anonymous', '{ open clearance { name } }');
    expect(refused).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }], queries: [] });
    expect(refused).not.toHaveProperty('data');
  });
});
