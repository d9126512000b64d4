import { parse } from 'graphql';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startSubgraph, type TestDepartment } from '../gateway/kit/departments.ts';
import { compose } from '../gateway/kit/graph.ts';
import { type EngineUnderTest, engineUnderTest } from './random/engine-under-test.ts';

const LINK = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@provides", "@composeDirective"])
`;
const subgraphs = {
  registry: `${LINK}
    @link(url: "https://graduate-clearance.example/lookup/v1.0", import: ["@lookup"])
    @composeDirective(name: "@lookup")
    directive @lookup(key: String!, argument: String!, viewers: Boolean! = false) on FIELD_DEFINITION
    type Query {
      student(id: ID!): Student @lookup(key: "id", argument: "id")
      named(id: ID!): Student @lookup(key: "id", argument: "id") @provides(fields: "nick")
    }
    type Student @key(fields: "id") { id: ID! of(other: ID!): String nick: String @external kept: [Kept] }
    union Kept = Book | Film
    type Book @key(fields: "id") { id: ID! }
    type Film @key(fields: "id") { id: Int! }
  `,
  library: `${LINK}
    type Student @key(fields: "id") { id: ID! card: String nick: String @shareable }
    type Book @key(fields: "id") { id: ID! score: Int }
  `,
  cinema: `${LINK} type Film @key(fields: "id") { id: Int! score: Int }`,
};

type Entity = Record<string, unknown>;
const found = ({ id }: Entity) => ({ __typename: 'Student', id });
const kept = [
  { __typename: 'Book', id: 'b1' },
  { __typename: 'Film', id: 2 },
];
const scored = { __resolveReference: (entity: Entity) => entity, score: ({ id }: Entity) => `${id}`.length };
const resolvers = {
  registry: {
    Query: {
      student: (_: unknown, { id }: Entity) => found({ id }),
      named: (_: unknown, { id }: Entity) => found({ id }),
    },
    Student: {
      __resolveReference: found,
      of: ({ id }: Entity, { other }: Entity) => `${id} of ${other}`,
      // Asked for on the way of the field that provides it, and nowhere else.
      nick: (
        _: unknown,
        __: unknown,
        ___: unknown,
        { path }: { path: { prev: { key: string | number } } },
      ) => (typeof path.prev.key === 'string' ? 'nick by the registry' : null),
      kept: () => kept,
    },
  },
  library: {
    Student: {
      __resolveReference: found,
      card: ({ id }: Entity) => `card ${id}`,
      nick: () => 'nick by the library',
    },
    Book: scored,
  },
  cinema: { Film: scored },
};

let registry: TestDepartment;
let others: TestDepartment[];
let engine: EngineUnderTest;
beforeAll(async () => {
  registry = await startSubgraph(subgraphs.registry, resolvers.registry);
  const library = await startSubgraph(subgraphs.library, resolvers.library);
  const cinema = await startSubgraph(subgraphs.cinema, resolvers.cinema);
  others = [library, cinema];
  const urls = { registry: registry.url, library: library.url, cinema: cinema.url };
  engine = await engineUnderTest('compiled', compose(urls, subgraphs));
});
afterAll(async () => {
  await engine.close();
  await Promise.all([registry, ...others].map((one) => one.stop()));
});
beforeEach(() => {
  registry.received.length = 0;
});

/** What is answered, and whether the registry was asked for the entity instead of the lookup. */
async function ask(text: string, variables: Record<string, unknown> = {}) {
  const result = await engine.ask({ document: parse(text), text, operationName: null, variables });
  const isElided = registry.received.every(({ body }) => body.query.includes('_entities'));
  return { ...JSON.parse(JSON.stringify(result)), isElided };
}

it('keeps the variable of the lookup where the selection reads it again', async () => {
  const text =
    'query ($id: ID!, $other: ID!) { student(id: $id) { of(other: $id) more: of(other: $other) card } }';
  expect(await ask(text, { id: 'S1', other: 'S2' })).toMatchObject({
    data: { student: { of: 'S1 of S1', more: 'S1 of S2', card: 'card S1' } },
    isElided: true,
  });
});

it('sends no variable that only the lookup reads', async () => {
  const asked = await ask('query ($id: ID!) { student(id: $id) { kept { __typename } card } }', { id: 'S1' });
  expect(asked).toMatchObject({ data: { student: { card: 'card S1' } }, isElided: true });
  expect(registry.received.map(({ body }) => Object.keys(body.variables ?? {}))).toEqual([
    ['representations'],
  ]);
});

it('answers fields of different types under one name', async () => {
  const text = '{ student(id: "S1") { kept { ... on Book { score } ... on Film { score } } card } }';
  const { data, errors } = await ask(text);
  expect({ data, errors }).toEqual({
    data: { student: { kept: [{ score: 2 }, { score: 1 }], card: 'card S1' } },
    errors: undefined,
  });
});

it('takes a variable of any name', async () => {
  const text =
    'query ($representations: ID!) { student(id: $representations) { of(other: $representations) } }';
  const { data, errors } = await ask(text, { representations: 'S1' });
  expect({ data, errors }).toEqual({ data: { student: { of: 'S1 of S1' } }, errors: undefined });
});

it('waits for a lookup that provides something', async () => {
  const { data, errors, isElided } = await ask('{ named(id: "S1") { nick } }');
  expect({ data, errors, isElided }).toEqual({
    data: { named: { nick: 'nick by the registry' } },
    errors: undefined,
    isElided: false,
  });
});
