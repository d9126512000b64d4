import { describe, expect, test } from 'vitest';
import { guarded } from './kit/stub-engine.ts';

const codes = (result: { errors?: readonly { extensions?: Record<string, unknown>; path?: unknown }[] }) =>
  (result.errors ?? []).map(({ extensions, path }) => [extensions?.code, path]);

describe('a student', () => {
  test('reads their own page, and the private keys do not show', async () => {
    const graph = guarded();
    const answer = await graph.ask(
      'student S1',
      '{ clearance { name library { passed fee stays { room } } } }',
    );
    expect(answer).toEqual({
      data: {
        clearance: {
          name: 'name-S1',
          library: { passed: true, fee: 7, stays: [{ room: 'room-S1' }, { room: 'room-S1' }] },
        },
      },
    });
    expect(graph.audit.noted).toEqual([]);
  });

  test.each([
    ['a literal', '{ student(id: "S2") { name } }', {}],
    ['a variable', 'query ($s: ID!) { student(id: $s) { name } }', { s: 'S2' }],
    ['a number for an ID', 'query ($s: ID) { student: clearance(studentId: $s) { name } }', { s: 2 }],
    ['a default', 'query ($s: ID = "S2") { student: clearance(studentId: $s) { name } }', {}],
    [
      'a deep input',
      'query ($s: ID) { student: search(input: { many: [{ nested: { studentId: $s } }] }) { name } }',
      { s: 'S2' },
    ],
    [
      'an input variable',
      'query ($i: SearchInput) { student: search(input: $i) { name } }',
      { i: { nested: { studentId: 'S2' } } },
    ],
    ['a fragment', '{ ...F } fragment F on Query { student(id: "S2") { name } }', {}],
    ['one that does not exist', '{ student(id: "S99") { name } }', {}],
  ])('who names another by %s is told there is no such, and nothing is asked', async (_, text, variables) => {
    const graph = guarded();
    const answer = await graph.ask('student S1', text, variables);
    expect(answer.data).toEqual({ student: null });
    expect(codes(answer)).toEqual([['NOT_FOUND', ['student']]]);
    expect(graph.asked).toEqual([]);
    expect(graph.audit.noted).toMatchObject([{ actor: 'S1', role: 'student', action: 'read-refused' }]);
  });

  test('who names another beside themselves is answered for themselves', async () => {
    const graph = guarded();
    const text = 'query ($a: ID!, $b: ID!) { a: student(id: $a) { id } b: student(id: $b) { id } }';
    const answer = await graph.ask('student S1', text, { a: 'S1', b: 'S2' });
    expect(answer.data).toEqual({ a: { id: 'S1' }, b: null });
    expect(codes(answer)).toEqual([['NOT_FOUND', ['b']]]);
    expect(graph.asked[0]?.variables).toEqual({ a: 'S1' });
    expect((await graph.ask('student S1', text, { a: 'S1', b: 'S1' })).errors).toBeUndefined();
  });

  test('may write their own number as a number', async () => {
    const graph = guarded({ clearance: { id: '7', name: 'Seven' } });
    const answer = await graph.ask('student 7', '{ clearance(studentId: 7) { name } }');
    expect(answer).toEqual({ data: { clearance: { name: 'Seven' } } });
  });

  test('gets null for another in a list, an edge, a list of lists, each in its place', async () => {
    const graph = guarded();
    const answer = await graph.ask(
      'student S1',
      '{ clearance { buddies { name } grid { name } friends { name } groups { name } } }',
    );
    expect(answer.data).toEqual({
      clearance: {
        buddies: [{ name: 'name-S1' }, null, null],
        grid: [[{ name: 'name-S1' }, null], [null]],
        friends: null,
        groups: [[{ name: 'name-S1' }], null],
      },
    });
    expect(JSON.stringify(answer)).not.toMatch(/S[23]/);
    expect(new Set(codes(answer).map(([code]) => code))).toEqual(new Set(['NOT_FOUND']));
    expect(graph.logged).toHaveLength(1);
    expect(JSON.stringify(graph.logged)).not.toMatch(/S[123]/);
    expect(graph.audit.noted).toMatchObject([{ action: 'read-refused', actor: 'S1' }]);
  });

  test('gets nothing of an object without a key, whose owner stands further down', async () => {
    const graph = guarded();
    const answer = await graph.ask(
      'student S1',
      '{ mine: form(serial: "serial-S1") { title } hers: form(serial: "x") { title } }',
    );
    expect(answer.data).toEqual({ mine: { title: 'form-S1' }, hers: { title: 'form-S1' } });
    const other = guarded({ form: { title: 'form-S2', submission: { student: { studentId: 'S2' } } } });
    const hers = await other.ask('student S1', '{ form(serial: "x") { title } }');
    expect(hers.data).toEqual({ form: null });
    expect(JSON.stringify(hers)).not.toContain('S2');
  });

  test('gets nothing of an object whose owner cannot be read', async () => {
    for (const id of [undefined, null, {}, ['S1'], true]) {
      const graph = guarded({ clearance: { id, name: 'somebody' } });
      expect((await graph.ask('student S1', '{ clearance { name } }')).data).toEqual({ clearance: null });
    }
  });

  test('is compared by the number itself, whatever stands under its name', async () => {
    const graph = guarded({ clearance: { id: 'S2', name: 'S1' } });
    const answer = await graph.ask(
      'student S1',
      '{ clearance { id: name own_Student: name own_type: __typename } }',
    );
    expect(answer.data).toEqual({ clearance: null });
  });

  test('reads of a public answer what is nobody’s, and nothing of another', async () => {
    const text = '{ verify(serial: "x") { verdict name } }';
    expect((await guarded().ask('student S1', text)).data).toEqual({
      verify: { verdict: 'VALID', name: null },
    });
    const graph = guarded({ verify: { verdict: 'VALID', studentId: 'S2', name: 'name-S2' } });
    expect((await graph.ask('student S1', text)).data).toEqual({ verify: null });
  });

  test('is told there is no roster, and nothing is asked', async () => {
    const graph = guarded();
    const answer = await graph.ask('student S1', '{ __typename students { nodes { id } } }');
    expect(answer.data).toBeNull();
    expect(codes(answer)).toEqual([['NOT_FOUND', ['students']]]);
    expect(graph.asked).toEqual([]);
  });

  test.each([
    ['of another', 'mutation { submit(input: { studentId: "S2" }) { __typename } }', 'submit', 'S2'],
    ['that is not theirs to make', 'mutation { pay(studentId: "S1") { id } }', 'pay', null],
  ])('is forbidden a change %s, nothing executes, and it is written down', async (_, text, key, studentId) => {
    const graph = guarded();
    const answer = await graph.ask('student S1', text);
    expect(answer.data).toEqual({ [key]: null });
    expect(codes(answer)).toEqual([['FORBIDDEN', [key]]]);
    expect(graph.asked).toEqual([]);
    expect(graph.audit.noted).toMatchObject([{ action: 'change-refused', actor: 'S1', studentId }]);
  });

  test('makes their own change', async () => {
    const graph = guarded();
    const answer = await graph.ask(
      'student S1',
      'mutation ($i: SubmitInput!) { submit(input: $i) { ... on Submitted { submission { serial } } ... on Problem { code } } }',
      { i: { studentId: 'S1' } },
    );
    expect(answer).toEqual({ data: { submit: { submission: { serial: 'serial-S1' } } } });
  });

  test('is not shown an error of the engine about another', async () => {
    const failing = Object.assign(new Error('no S2 here'), { extensions: { code: 'DEPARTMENT_ERROR' } });
    const other = { id: 'S2', name: failing };
    const graph = guarded({ clearance: { id: 'S1', name: failing, buddies: [other] } });
    const answer = await graph.ask('student S1', '{ clearance { name buddies { name } } }');
    expect(answer.data).toEqual({ clearance: { name: null, buddies: [null] } });
    expect(codes(answer)).toEqual([
      ['DEPARTMENT_ERROR', ['clearance', 'name']],
      ['NOT_FOUND', ['clearance', 'buddies', 0]],
    ]);
    expect(JSON.stringify(answer)).not.toContain('S2');
  });
});
