import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../gateway/identity/roles.ts';
import { type AnswerSeen, startGraph, type TestGraph } from './kit/graph.ts';
import { documents, idOf, type TestManifests, writeManifests } from './kit/manifest.ts';
import { authorizationOf } from './kit/role-token.ts';

const { card, cancel } = documents;
const id = idOf(card);
const hash = id.slice('sha256:'.length);
const persisted = (sha256Hash: unknown) => ({ persistedQuery: { version: 1, sha256Hash } });
const spaced = `# the card, as a person writes it
  fragment Shelf on Library { passed, outcome }
  query Card($id: ID) { clearance(studentId: $id) { passed library { ...Shelf } name } }`;
const reordered = card.replace('passed library', 'library').replace('name}}', 'name passed}}');

let manifests: TestManifests;
let any: TestGraph;
let trusted: TestGraph;
beforeAll(async () => {
  manifests = await writeManifests({ web: [card, cancel], kiosk: [documents.loans] });
  any = await startGraph({ manifestDir: manifests.directory });
  trusted = await startGraph({ manifestDir: manifests.directory, documents: 'trusted' });
});
afterAll(async () => {
  await any.close();
  await trusted.close();
  await manifests[Symbol.asyncDispose]();
});

const post = (graph: TestGraph, body: object, headers: Record<string, string> = {}) =>
  graph.send('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
/** Asks as the student S0, whose own card is let through. */
const postAsStudent = async (graph: TestGraph, body: object) =>
  post(graph, body, await authorizationOf('student', graph.directory));
const getAsStudent = async (graph: TestGraph, parameters: [string, string][]) =>
  get(graph, parameters, await authorizationOf('student', graph.directory));
const get = (graph: TestGraph, parameters: [string, string][], headers: Record<string, string> = {}) =>
  graph.send(`/graphql?${new URLSearchParams(parameters)}`, { headers });
const seen = ({ status, errors }: AnswerSeen) => ({ status, code: errors[0]?.extensions.code });

describe.each(['any', 'trusted'])('with DOCUMENTS=%s', (documentsAllowed) => {
  const graph = () => (documentsAllowed === 'any' ? any : trusted);

  it.each<[string, object]>([
    ['its identifier', { documentId: id }],
    ['its identifier and its operation', { documentId: id, operationName: 'Card' }],
    ['its hash as a persisted query', { extensions: persisted(hash) }],
    ['both of these', { documentId: id, extensions: persisted(hash) }],
    ['its text', { query: card }],
    ['identifier and text', { documentId: id, query: card }],
    ['identifier and the same text with other white space', { documentId: id, query: spaced }],
    ['its hash and text', { query: card, extensions: persisted(hash) }],
    ['its identifier and null for the rest', { documentId: id, query: null, extensions: null }],
    ['its identifier beside another extension', { documentId: id, extensions: { other: 1 } }],
  ])('runs a document of a manifest by POST with %s, in the order of its fields', async (_, body) => {
    const { status, text } = await postAsStudent(graph(), { ...body, variables: { id: 'S0' } });
    expect(status).toBe(200);
    expect(text).toBe(
      '{"data":{"clearance":{"passed":true,"library":{"passed":true,"outcome":"PASSED"},"name":"Student S0"}}}',
    );
  });

  it.each<[string, [string, string]]>([
    ['its identifier', ['documentId', id]],
    ['its hash', ['extensions', JSON.stringify(persisted(hash))]],
    ['its text', ['query', card]],
  ])('runs a query of a manifest by GET with %s', async (_, parameter) => {
    const variables: [string, string] = ['variables', '{"id":"S0"}'];
    const { status, data } = await getAsStudent(graph(), [parameter, variables]);
    expect({ status, name: data?.clearance.name }).toEqual({ status: 200, name: 'Student S0' });
  });

  it('runs the documents of every client', async () => {
    expect((await postAsStudent(graph(), { documentId: idOf(documents.loans) })).data).toEqual({
      clearance: { loans: [] },
    });
  });

  it.each<[string, object, string]>([
    ['an unknown identifier', { documentId: idOf('x') }, 'DOCUMENT_NOT_TRUSTED'],
    ['an identifier without its prefix', { documentId: hash }, 'DOCUMENT_NOT_TRUSTED'],
    ['an identifier that is an object’s', { documentId: 'sha256:constructor' }, 'DOCUMENT_NOT_TRUSTED'],
    ['an empty identifier', { documentId: '' }, 'DOCUMENT_NOT_TRUSTED'],
    ['an unknown identifier beside a text', { documentId: idOf('x'), query: card }, 'DOCUMENT_NOT_TRUSTED'],
    ['a number as identifier', { documentId: 7 }, 'BAD_REQUEST'],
    ['identifier and another text', { documentId: id, query: '{__typename}' }, 'BAD_REQUEST'],
    ['identifier and a text in another order', { documentId: id, query: reordered }, 'BAD_REQUEST'],
    ['identifier and a text that is none', { documentId: id, query: 7 }, 'BAD_REQUEST'],
    ['two documents', { documentId: id, extensions: persisted(idOf(cancel).slice(7)) }, 'BAD_REQUEST'],
    ['hash and another text', { query: '{__typename}', extensions: persisted(hash) }, 'BAD_REQUEST'],
    ['variables as a list', { documentId: id, variables: [7] }, 'BAD_REQUEST'],
    ['extensions as a text', { documentId: id, extensions: 'x' }, 'BAD_REQUEST'],
    ['a name that it does not have', { documentId: id, operationName: 'B' }, 'OPERATION_RESOLUTION_FAILURE'],
    ['an ill-typed variable', { documentId: id, variables: { id: {} } }, 'BAD_USER_INPUT'],
    ['a list of identifiers', [{ documentId: id }], 'BATCHING_DISABLED'],
  ])('answers %s with 400, and asks nobody', async (_, body, code) => {
    const before = graph().departments.registry.received.length;
    expect(seen(await postAsStudent(graph(), body))).toEqual({ status: 400, code });
    expect(graph().departments.registry.received.length).toBe(before);
  });

  it('runs a mutation of a manifest by POST, and refuses it by GET with 405', async () => {
    const body = { documentId: idOf(cancel), variables: { id: 'S0' } };
    expect((await postAsStudent(graph(), body)).data).toEqual({ cancelLibraryCard: { id: 'S0' } });
    const before = graph().departments.library.received.length;
    const parameters: [string, string][] = [
      ['documentId', idOf(cancel)],
      ['variables', '{"id":"S0"}'],
    ];
    const answer = await getAsStudent(graph(), parameters);
    expect(seen(answer)).toEqual({ status: 405, code: 'METHOD_NOT_ALLOWED' });
    expect(answer.headers.allow).toBe('POST');
    expect(graph().departments.library.received.length).toBe(before);
  });
});

describe('with DOCUMENTS=trusted', () => {
  const other = '{ clearance { name } }';
  const introspection = '{ __schema { queryType { name } } }';
  const hidden = '{ ...F } fragment F on Query { a: __type(name: "Student") { name } }';
  const students: (Role | null)[] = [null, 'student'];
  const officers: Role[] = ['registrar', 'desk', 'staff:library', 'analyst', 'integrator'];
  const cardReaders: Role[] = ['student', 'registrar', 'staff:library'];
  const schemaReaders: Role[] = ['analyst', 'integrator'];
  const runs = { status: 200, code: undefined };
  const refused = (code: string) => ({ status: 400, code });
  /** Of a document that is let through, and reads a card: what its reader may see. */
  const cardOf = (role: Role | null) => {
    if (role === null) return { status: 401, code: 'UNAUTHENTICATED' };
    return cardReaders.includes(role) ? runs : { status: 200, code: 'FORBIDDEN' };
  };
  const rows = [...students, ...officers].flatMap((role) => {
    const isStudent = students.includes(role);
    const mayIntrospect = role !== null && schemaReaders.includes(role);
    const introspected = mayIntrospect ? runs : refused('INTROSPECTION_DISABLED');
    const freeForm = isStudent ? refused('DOCUMENT_NOT_TRUSTED') : cardOf(role);
    const faulty = (code: string) => refused(isStudent ? 'DOCUMENT_NOT_TRUSTED' : code);
    const hash = persisted(idOf(other).slice(7));
    return [
      { role, what: 'a document of a manifest in other words', query: spaced, answer: cardOf(role) },
      { role, what: 'another one', query: other, answer: freeForm },
      { role, what: 'introspection', query: introspection, answer: introspected },
      { role, what: 'hidden introspection', query: hidden, answer: introspected },
      { role, what: 'an order of its own', query: reordered, answer: freeForm },
      { role, what: 'a syntax error', query: '{', answer: refused('GRAPHQL_PARSE_FAILED') },
      {
        role,
        what: 'a field that does not exist',
        query: '{ secret }',
        answer: faulty('GRAPHQL_VALIDATION_FAILED'),
      },
      {
        role,
        what: 'registration',
        query: other,
        extensions: hash,
        answer: faulty('PERSISTED_QUERY_NOT_SUPPORTED'),
      },
    ];
  });

  it.each(rows)('answers $role, who sends $what, with $answer', async ({
    role,
    query,
    extensions,
    answer,
  }) => {
    const headers = await authorizationOf(role, trusted.directory);
    expect(seen(await post(trusted, { query, extensions }, headers))).toEqual(answer);
  });

  it.each([
    ['70,000 characters', `{ a: __typename ${' '.repeat(70_000)} }`, 'DOCUMENT_NOT_TRUSTED'],
    ['a depth of 10,000', `${'{a'.repeat(10_000)}${'}'.repeat(10_000)}`, 'QUERY_TOO_COMPLEX'],
    [
      'fragments that spread each other',
      '{...A} fragment A on Query{...B} fragment B on Query{...A}',
      'DOCUMENT_NOT_TRUSTED',
    ],
  ])('refuses a stranger’s document with %s', async (_, query, code) => {
    expect(seen(await post(trusted, { query }))).toEqual({ status: 400, code });
  });

  it('refuses the document of a stranger by GET as by POST', async () => {
    expect(seen(await get(trusted, [['query', other]]))).toEqual({
      status: 400,
      code: 'DOCUMENT_NOT_TRUSTED',
    });
  });
});

it('knows no identifier in open mode', async () => {
  await using graph = await startGraph({ mode: 'open', profileFile: null });
  expect(seen(await post(graph, { documentId: id }))).toEqual({ status: 400, code: 'DOCUMENT_NOT_TRUSTED' });
});

it('lets nobody introspect in production, whatever DOCUMENTS says', async () => {
  await using graph = await startGraph({ mode: 'production', documents: 'any' });
  expect(seen(await post(graph, { query: '{ __type(name: "Student") { name } }' }))).toEqual({
    status: 400,
    code: 'INTROSPECTION_DISABLED',
  });
  expect(seen(await post(graph, { query: '{ __typename }' }))).toEqual({ status: 200, code: undefined });
});
