import { parse } from 'graphql';
import { expect, it } from 'vitest';
import { startSubgraph } from '../gateway/kit/departments.ts';
import { compose } from '../gateway/kit/graph.ts';
import { engineUnderTest } from './random/engine-under-test.ts';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';
const keys = 'type Book @key(fields: "id") { id: ID! } type Film @key(fields: "id") { id: Int! }';
const subgraphs = {
  shelf: `${LINK} type Query { kept: [Kept] } union Kept = Book | Film ${keys}`,
  reviews: `${LINK} ${keys.replaceAll('! }', '! score: Int }')}`,
};
const kept = [
  { __typename: 'Book', id: 'b1' },
  { __typename: 'Film', id: 2 },
  { __typename: 'Book', id: 'b21' },
];

type Entity = Record<string, unknown>;
const scored = { __resolveReference: (entity: Entity) => entity, score: ({ id }: Entity) => `${id}`.length };

it.each([
  'apollo',
  'compiled',
] as const)('entities whose keys differ in type are asked for together (%s)', async (kind) => {
  const shelf = await startSubgraph(subgraphs.shelf, { Query: { kept: () => kept } });
  const reviews = await startSubgraph(subgraphs.reviews, { Book: scored, Film: scored });
  const engine = await engineUnderTest(kind, compose({ shelf: shelf.url, reviews: reviews.url }, subgraphs));
  const text = '{ kept { ... on Book { score } ... on Film { score } } }';
  const asked = { document: parse(text), text, operationName: null, variables: {} };
  const { data, errors } = JSON.parse(JSON.stringify(await engine.ask(asked)));
  await engine.close();
  await Promise.all([shelf.stop(), reviews.stop()]);
  expect({ data, errors }).toEqual({
    data: { kept: [{ score: 2 }, { score: 1 }, { score: 3 }] },
    errors: undefined,
  });
});
