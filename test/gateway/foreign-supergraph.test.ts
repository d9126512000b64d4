import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request } from 'undici';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type GatewayConfig, readConfig } from '../../gateway/config.ts';
import { createGateway, type Gateway } from '../../gateway/gateway.ts';
import { startSubgraph, type TestDepartment } from './kit/departments.ts';
import { testPorts } from './kit/gateway-parts.ts';
import { compose } from './kit/graph.ts';

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@interfaceObject", "@shareable", "@requires", "@external"])';

/** Interfaces, unions, interface objects, nested lists, null items, custom scalars, a chain of requirements. */
const sources = {
  media: `${link}
    scalar Json
    type Query { all: [Media]! search: [Result!]! grid: [[Int!]]! extra: Json }
    interface Media @key(fields: "id") { id: ID! title: String }
    type Book implements Media @key(fields: "id") { id: ID! title: String pages: Int }
    type Film implements Media @key(fields: "id") { id: ID! title: String minutes: Int }
    type Author { name: String }
    union Result = Book | Film | Author`,
  reviews: `${link}
    type Media @key(fields: "id") @interfaceObject { id: ID! stars: Int }`,
  sizes: `${link}
    type Book @key(fields: "id") { id: ID! pages: Int @external weight: Int @requires(fields: "pages") }`,
};
const book = { __typename: 'Book', id: '1', title: 'A book', pages: 10 };
const film = { __typename: 'Film', id: '2', title: 'A film', minutes: 90 };
const typed = { __resolveType: ({ __typename }: { __typename: string }) => __typename };
const entity = { __resolveReference: (reference: object) => reference };

let departments: Record<keyof typeof sources, TestDepartment>;
let gateway: Gateway;
let address: string;
let directory: string;
beforeAll(async () => {
  departments = {
    media: await startSubgraph(sources.media, {
      Query: {
        all: () => [book, null, film],
        search: () => [{ __typename: 'Author', name: 'An author' }, book, film],
        grid: () => [[1, 2], null, []],
        extra: () => ({ any: ['thing', 1] }),
      },
      Media: typed,
      Result: typed,
      Book: { __resolveReference: () => book },
      Film: { __resolveReference: () => film },
    }),
    reviews: await startSubgraph(sources.reviews, { Media: { ...entity, stars: () => 5 } }),
    sizes: await startSubgraph(sources.sizes, {
      Book: {
        ...entity,
        weight: ({ pages }: { pages: number | null }) => (pages === null ? null : pages * 5),
      },
    }),
  };
  directory = await mkdtemp(join(tmpdir(), 'foreign-'));
  const file = join(directory, 'supergraph.graphql');
  const urls = Object.fromEntries(Object.entries(departments).map(([name, { url }]) => [name, url]));
  await writeFile(file, compose(urls, sources));
  const read = readConfig({}, ['--supergraph', file, '--port', '0', '--open'], directory);
  const config = (read as { config: GatewayConfig }).config;
  gateway = await createGateway(config, testPorts());
  address = await gateway.listen();
});
afterAll(async () => {
  await gateway.close();
  await Promise.all(Object.values(departments).map((department) => department.stop()));
  await rm(directory, { recursive: true });
});

async function ask(query: string) {
  const { body } = await request(`${address}/graphql?query=${encodeURIComponent(query)}`);
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked into freely by tests
  return (await body.json()) as any;
}

it('answers interfaces, interface objects, null items and requirements', async () => {
  expect(
    await ask('{ all { __typename id title stars ... on Book { weight } ... on Film { minutes } } }'),
  ).toEqual({
    data: {
      all: [
        { __typename: 'Book', id: '1', title: 'A book', stars: 5, weight: 50 },
        null,
        { __typename: 'Film', id: '2', title: 'A film', stars: 5, minutes: 90 },
      ],
    },
  });
});

it('answers unions, fragments, lists of lists, custom scalars, @skip and @include', async () => {
  const query = `query ($no: Boolean = false) {
    search { ...Found } grid extra skipped: grid @skip(if: true) left: grid @include(if: $no) }
    fragment Found on Result { ... on Author { name } ... on Media { id stars } ... on Film { minutes @include(if: $no) } }`;
  expect(await ask(query)).toEqual({
    data: {
      search: [{ name: 'An author' }, { id: '1', stars: 5 }, { id: '2', stars: 5 }],
      grid: [[1, 2], null, []],
      extra: { any: ['thing', 1] },
    },
  });
});

it('nulls what an interface object contributes when its subgraph is down, and keeps the types', async () => {
  departments.reviews.fault = (_, reply) => reply.code(503).send('');
  const { data, errors } = await ask('{ all { __typename stars ... on Book { weight } } }');
  departments.reviews.fault = null;
  expect(data).toEqual({
    all: [{ __typename: 'Book', stars: null, weight: 50 }, null, { __typename: 'Film', stars: null }],
  });
  expect(errors.map(({ path }: { path: unknown }) => path)).toEqual([
    ['all', 0, 'stars'],
    ['all', 2, 'stars'],
  ]);
});
