import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { cut, body as says } from './kit/faults.ts';
import { type AnswerSeen, startGraph, type TestGraph } from './kit/graph.ts';
import { idOf, type TestManifests, writeManifests } from './kit/manifest.ts';
import { authorizationOf } from './kit/role-token.ts';

const card = `query Card($id: ID, $more: Boolean = false) {
  mine: clearance(studentId: $id) {
    name
    ...Shelf
    ... on Student { bound: archives { outcome } }
    library @include(if: $more) { books }
  }
}
fragment Shelf on Student {
  library {
    outcome
  }
}`;
const SHELF = { line: 10, column: 3 };

let manifests: TestManifests;
let graph: TestGraph;
beforeAll(async () => {
  manifests = await writeManifests({ web: [card] });
  graph = await startGraph({ manifestDir: manifests.directory, documents: 'trusted' });
});
afterAll(async () => {
  await graph.close();
  await manifests[Symbol.asyncDispose]();
});
afterEach(() => {
  for (const department of Object.values(graph.departments)) department.fault = null;
});

async function post(body: object): Promise<AnswerSeen> {
  const headers = await authorizationOf('student', graph.directory);
  const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers } } as const;
  return graph.send('/graphql', { ...init, body: JSON.stringify(body) });
}

/** Where each error is in the answer and in the document. */
const places = ({ errors }: AnswerSeen) =>
  errors.map((error) => [error.path?.join('.'), 'locations' in error ? error.locations : undefined]);

it('tells where in the document the field of a department that is away stands, in fragments too', async () => {
  graph.departments.library.fault = cut;
  graph.departments.archives.fault = cut;
  const seen = places(await graph.ask(card, { id: 'S7' }));
  expect(seen).toHaveLength(2);
  expect(seen).toEqual(
    expect.arrayContaining([
      ['mine.library', [SHELF]],
      ['mine.bound', [{ line: 5, column: 22 }]],
    ]),
  );
});

it('tells of every place where a field is asked for that is not left out', async () => {
  graph.departments.library.fault = cut;
  const seen = places(await graph.ask(card, { id: 'S7', more: true }));
  expect(seen).toEqual([['mine.library', [SHELF, { line: 6, column: 5 }]]]);
});

it('tells it of items of a list, and of what a student may not read', async () => {
  graph.departments.archives.fault = cut;
  const roster = 'query Roster {\n  students(first: 2) { nodes { id\n archives { outcome } } }\n}';
  expect(places(await graph.ask(roster))).toEqual(
    [0, 1].map((index) => [`students.nodes.${index}.archives`, [{ line: 3, column: 2 }]]),
  );
  expect(places(await post({ documentId: idOf(card), variables: { id: 'S1' } }))).toEqual([
    ['mine', [{ line: 2, column: 3 }]],
  ]);
});

it('tells it of the registered text where a document is named, on both ways', async () => {
  graph.departments.library.fault = cut;
  const named = { documentId: idOf(card), variables: { id: 'S0' } };
  expect(places(await post(named))).toEqual([['mine.library', [SHELF]]]);
  expect(places(await post({ ...named, extensions: { other: 1 } }))).toEqual([['mine.library', [SHELF]]]);
});

it('tells it of the text that was sent where that has other white space', async () => {
  graph.departments.library.fault = cut;
  const spaced = `\n\n${card.replaceAll(/\n +/g, ' ')}`;
  expect(places(await post({ query: spaced, variables: { id: 'S0' } }))).toEqual([
    ['mine.library', [{ line: 5, column: 29 }]],
  ]);
  const variable = await post({ query: spaced, variables: { id: ['x'] } });
  expect(variable.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  expect(variable.errors[0]).not.toHaveProperty('locations');
});

it('passes on no location of a department, which is about another text', async () => {
  const stated = { message: 'x', locations: [{ line: 99, column: 99 }], path: ['_entities', 0, 'library'] };
  const answer = { data: { _entities: [{ id: 'S7', library: null }] }, errors: [stated] };
  graph.departments.library.fault = says(JSON.stringify(answer));
  expect(places(await graph.ask(card, { id: 'S7' }))).toEqual([['mine.library', [SHELF]]]);
});
