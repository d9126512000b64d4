import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cut, html, body as says } from './kit/faults.ts';
import { startGraph, type TestGraph } from './kit/graph.ts';
import { idOf, type TestManifests, writeManifests } from './kit/manifest.ts';
import { authorizationOf } from './kit/role-token.ts';

const card =
  'query Card($id: ID, $with: Boolean = true) { clearance(studentId: $id) { name passed library @include(if: $with) { passed books } shelf: library { outcome } __typename } }';
const roster = 'query Roster($first: Int! = 2) { students(first: $first) { nodes { id passed } } }';
const guide = 'query Guide { serviceGuide }';

/** Both accept the same; only the first is one of the ways that the lane knows. */
const LANE = 'application/json';
const APOLLO = 'application/json, application/x-nothing;q=0.1';

let manifests: TestManifests;
let graph: TestGraph;
beforeAll(async () => {
  manifests = await writeManifests({ web: [card, roster, guide] });
  graph = await startGraph({ manifestDir: manifests.directory });
});
afterAll(async () => {
  await graph.close();
  await manifests[Symbol.asyncDispose]();
});
afterEach(() => {
  for (const department of Object.values(graph.departments)) department.fault = null;
});

type Caller = 'student' | 'registrar' | 'nobody';

async function send(document: string, variables: unknown, caller: Caller, accept: string, more: object = {}) {
  const named = caller === 'nobody' ? {} : await authorizationOf(caller, graph.directory);
  const response = await fetch(`${graph.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-client-name': 'web', accept, ...named },
    body: JSON.stringify({ documentId: idOf(document), variables, ...more }),
  });
  const { date: _, 'x-request-id': id = '', ...headers } = Object.fromEntries(response.headers);
  const text = (await response.text()).replaceAll(id, 'ID');
  return { status: response.status, headers, text };
}

const asked: [string, string, unknown, Caller][] = [
  ['a page', card, { id: 'S0' }, 'student'],
  ['a page without the number', card, {}, 'student'],
  ['a page without variables', guide, undefined, 'nobody'],
  ['variables that are null', guide, null, 'nobody'],
  ['a condition', card, { id: 'S0', with: false }, 'student'],
  ['a page for the registrar', roster, {}, 'registrar'],
  ['a list', roster, { first: 3 }, 'registrar'],
  ['another student', card, { id: 'S1' }, 'student'],
  ['a page for nobody', card, { id: 'S0' }, 'nobody'],
  ['what students may not', roster, {}, 'student'],
  ['a number that is none', card, { id: 'no number!' }, 'registrar'],
  ['a variable of another type', roster, { first: 'many' }, 'registrar'],
  ['two variables of other types', card, { id: ['x'], with: 'perhaps' }, 'registrar'],
  ['more than the limit', roster, { first: 1e6 }, 'registrar'],
  ['a variable that nobody declared', card, { id: 'S0', other: 1 }, 'student'],
  ['an odd variable name', card, { id: 'S0', constructor: 1 }, 'student'],
];

describe('a trusted document on the direct lane', () => {
  it.each(asked)('is answered as by Apollo Server: %s', async (_, document, variables, caller) => {
    const direct = await send(document, variables, caller, LANE);
    expect(direct).toEqual(await send(document, variables, caller, APOLLO));
  });

  it.each([
    ['is away', cut],
    ['answers HTML', html],
    ['states a fault', says('{"data":null,"errors":[{"message":"relation s at http://db:5432"}]}')],
  ])('is answered as by Apollo Server while a department %s', async (_, fault) => {
    graph.departments.library.fault = fault;
    const direct = await send(card, { id: 'S0' }, 'student', LANE);
    expect(direct).toEqual(await send(card, { id: 'S0' }, 'student', APOLLO));
    expect(JSON.parse(direct.text).errors).not.toHaveLength(0);
  });

  it('is answered as by Apollo Server while nobody knows any student', async () => {
    graph.departments.registry.fault = cut;
    expect(await send(card, { id: 'S0' }, 'student', LANE)).toEqual(
      await send(card, { id: 'S0' }, 'student', APOLLO),
    );
  });

  it('keeps to the media type of GraphQL where that is asked for', async () => {
    const { headers, status } = await send(
      card,
      { id: ['x'] },
      'registrar',
      'application/graphql-response+json',
    );
    expect({ type: headers['content-type'], status }).toEqual({
      type: 'application/graphql-response+json; charset=utf-8',
      status: 400,
    });
  });

  it.each([
    ['another operation name', { operationName: 'Other' }],
    ['an extension', { extensions: { other: 1 } }],
    ['variables that are a list', { variables: [1] }],
  ])('leaves what is unusual to Apollo Server: %s', async (_, more) => {
    const direct = await send(card, { id: 'S0' }, 'student', LANE, more);
    expect(direct).toEqual(await send(card, { id: 'S0' }, 'student', APOLLO, more));
  });
});
