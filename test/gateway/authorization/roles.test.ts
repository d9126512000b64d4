import { describe, expect, test } from 'vitest';
import { guarded } from './kit/stub-engine.ts';

const codes = (result: { errors?: readonly { extensions?: Record<string, unknown>; path?: unknown }[] }) =>
  (result.errors ?? []).map(({ extensions, path }) => [extensions?.code, path]);

describe('nobody in particular', () => {
  test('reads what is public, as it was asked', async () => {
    const graph = guarded();
    const answer = await graph.ask(
      'anonymous',
      '{ __typename site { ...F } __schema { queryType { name } } } fragment F on Site { title }',
    );
    expect(answer).toEqual({
      data: { __typename: 'Query', site: { title: 'site' }, __schema: { queryType: { name: 'Query' } } },
    });
    expect(graph.asked[0]?.documentHash).toBe('the-clients-own');
  });

  test.each([
    ['{ clearance { name } }'],
    ['{ site { title } clearance { name } }'],
    ['{ site { title } ...F } fragment F on Query { ... { student(id: "S1") { id } } }'],
    ['{ count }'],
    ['{ forgotten }'],
    ['mutation { favorite(on: true) }'],
  ])('is told to log in for the whole of %s', async (text) => {
    const graph = guarded();
    const answer = await graph.ask('anonymous', text);
    expect(Object.keys(answer)).toEqual(['errors']);
    expect(codes(answer)).toEqual([['UNAUTHENTICATED', undefined]]);
    expect(graph.asked).toEqual([]);
    expect(graph.audit.noted).toEqual([]);
  });

  test('is told to log in for what is not public inside of what is', async () => {
    const graph = guarded();
    const answer = await graph.ask('anonymous', '{ site { title hidden { text } code } }');
    expect(answer.data).toEqual({ site: { title: 'site', hidden: null, code: null } });
    expect(codes(answer)).toEqual([
      ['UNAUTHENTICATED', ['site', 'hidden']],
      ['UNAUTHENTICATED', ['site', 'code']],
    ]);
  });
});

describe('staff', () => {
  test('of another department get null for its details, and they are not fetched', async () => {
    const graph = guarded();
    const answer = await graph.ask(
      'staff:finance',
      '{ student(id: "S1") { name library { passed fee } finance { owed } } }',
    );
    expect(answer.data).toEqual({ student: { name: 'name-S1', library: null, finance: { owed: 3 } } });
    expect(codes(answer)).toEqual([['FORBIDDEN', ['student', 'library', 'fee']]]);
    expect([...graph.resolved].filter((name) => /library|Library/.test(name))).toEqual([]);
    expect(graph.audit.noted).toMatchObject([{ actor: 'T1', role: 'staff:finance', action: 'read-refused' }]);
  });

  test('get null for a detail that may be null, beside the rest', async () => {
    const answer = await guarded().ask('staff:finance', '{ student(id: "S1") { library { label passed } } }');
    expect(answer.data).toEqual({ student: { library: { label: null, passed: true } } });
    expect(codes(answer)).toEqual([['FORBIDDEN', ['student', 'library', 'label']]]);
    const alone = await guarded().ask('staff:finance', '{ student(id: "S1") { library { label } } }');
    expect(alone.data).toEqual({ student: { library: { label: null } } });
  });

  test('get each error in its place of a list', async () => {
    const graph = guarded();
    const answer = await graph.ask(
      'staff:finance',
      '{ students { nodes { library { label } } edges { node { submission { serial } } } } }',
    );
    expect(codes(answer).map(([, path]) => path)).toEqual([
      ...[0, 1, 2].map((n) => ['students', 'nodes', n, 'library', 'label']),
      ...[0, 1, 2].map((n) => ['students', 'edges', n, 'node', 'submission']),
    ]);
  });

  test('get as many nulls as there are items where items may be null', async () => {
    const answer = await guarded().ask(
      'staff:library',
      '{ student(id: "S1") { library { visits { room } stays { id } } } }',
    );
    expect(answer.data).toEqual({
      student: { library: { visits: [null, null], stays: [{ id: 'stay-1-S1' }, { id: 'stay-2-S1' }] } },
    });
    expect(codes(answer)).toEqual(
      [0, 1].map((n) => ['FORBIDDEN', ['student', 'library', 'visits', n, 'room']]),
    );
  });

  test('get null up to the nearest place that may be null', async () => {
    const graph = guarded();
    const text = '{ student(id: "S1") { library { stays { room } } } }';
    const answer = await graph.ask('staff:library', text);
    expect(answer.data).toEqual({ student: { library: null } });
    expect(codes(answer)).toEqual([['FORBIDDEN', ['student', 'library', 'stays', 'room']]]);
    expect(graph.resolved.has('Student.library')).toBe(false);
    const desk = await guarded().ask(
      'staff:library',
      '{ student(id: "S1") { library { desk { phone place } } } }',
    );
    expect(desk.data).toEqual({ student: { library: null } });
  });

  test('get of a list of several types what each may show', async () => {
    const text =
      '{ mixed { __typename ... on Named { name } ... on Note { secret } ... on Student { secret } ... on Form { title } } }';
    const answer = await guarded().ask('staff:library', text);
    expect(answer.data).toEqual({
      mixed: [
        null,
        { __typename: 'Form', title: 'form-S2' },
        { __typename: 'Note', name: 'note', secret: 'note-secret' },
        null,
      ],
    });
    expect(codes(answer)).toEqual([
      ['FORBIDDEN', ['mixed', 0, 'secret']],
      ['FORBIDDEN', ['mixed', 3, 'secret']],
    ]);
  });

  test('change what is theirs to change', async () => {
    const answer = await guarded().ask('staff:finance', 'mutation { pay(studentId: "S2") { id } }');
    expect(answer).toEqual({ data: { pay: { id: 'S2' } } });
  });
});

describe('rules', () => {
  test('whose alternatives ask for two roles at once hold for nobody', async () => {
    for (const role of ['registrar', 'desk'])
      expect((await guarded().ask(role, '{ both }')).data).toEqual({ both: null });
  });

  test('that are missing at the root let nobody through', async () => {
    for (const role of ['registrar', 'staff:library', 'student S1'])
      expect((await guarded().ask(role, '{ forgotten }')).data).toEqual({ forgotten: null });
  });

  test('by scope or by being somebody hold as they are written', async () => {
    expect((await guarded().ask('registrar', '{ scoped count }')).data).toEqual({ scoped: 1, count: 1 });
    expect((await guarded().ask('desk', '{ scoped count }')).data).toEqual({ scoped: null, count: 1 });
  });

  test('of types hold for every field of them and for every field that gives them', async () => {
    const text =
      '{ site { code hidden { __typename text } } student(id: "S1") { finance { ledger { __typename } } } }';
    expect((await guarded().ask('staff:library', text)).data).toEqual({
      site: { code: null, hidden: { __typename: 'Hidden', text: 'hidden' } },
      student: { finance: { ledger: null } },
    });
    expect((await guarded().ask('registrar', text)).errors).toBeUndefined();
  });

  test('depend on @skip and @include as they turn out', async () => {
    const graph = guarded();
    const text = 'query ($all: Boolean!) { student(id: "S1") { library { passed fee @include(if: $all) } } }';
    expect((await graph.ask('staff:finance', text, { all: true })).data).toEqual({
      student: { library: null },
    });
    expect(await graph.ask('staff:finance', text, { all: false })).toEqual({
      data: { student: { library: { passed: true } } },
    });
  });
});

test('a variable of another type than it says is told before anything is refused', async () => {
  const graph = guarded();
  const answer = await graph.ask('student S1', 'query ($s: ID!) { student(id: $s) { id } }', {});
  expect(Object.keys(answer)).toEqual(['errors']);
  expect(graph.asked).toEqual([]);
});
