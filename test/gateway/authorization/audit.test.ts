import { parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { guarded, viewerOf } from './kit/stub-engine.ts';

describe('a look-up', () => {
  test('by staff or the registrar is told to the audit log, an entry for every student', async () => {
    for (const viewer of ['staff:library T7', 'registrar T7']) {
      const graph = guarded();
      await graph.ask(viewer, '{ a: student(id: "S2") { name buddies { id } } student(id: "S2") { name } }');
      const [role] = viewer.split(' ');
      const entry = {
        actor: 'T7',
        role,
        action: 'student-read',
        detail: { field: 'student', requestId: 'request-1' },
      };
      expect(graph.audit.recorded).toEqual(['S2', 'S1', 'S3'].map((studentId) => ({ ...entry, studentId })));
    }
  });

  test('of the roster is one entry with how many, and with whom where it found but one', async () => {
    const graph = guarded();
    await graph.ask('registrar', '{ students { nodes { name } } }');
    expect(graph.audit.recorded).toMatchObject([
      { action: 'roster-read', studentId: null, detail: { field: 'students', students: 3 } },
    ]);
    const one = guarded({ students: { nodes: [{ id: 'S3', name: 'name' }] } });
    await one.ask('registrar', '{ students { nodes { name } } }');
    expect(one.audit.recorded).toMatchObject([
      { action: 'roster-read', studentId: 'S3', detail: { students: 1 } },
    ]);
  });

  test('is not shown where the audit log cannot be written', async () => {
    const graph = guarded();
    graph.audit.works = false;
    const answer = await graph.ask('registrar', '{ site { title } student(id: "S2") { name } }');
    expect(answer.data).toEqual({ site: { title: 'site' }, student: null });
    expect(answer.errors).toMatchObject([
      { path: ['student'], extensions: { code: 'DEPARTMENT_UNAVAILABLE' } },
    ]);
    expect(JSON.stringify(answer)).not.toContain('S2');
    const roster = await graph.ask('registrar', '{ students { nodes { name } } }');
    expect(roster.data).toBeNull();
  });

  test('of oneself, and of nobody in particular, is not told', async () => {
    const graph = guarded();
    await graph.ask('student S1', '{ clearance { name } }');
    await graph.ask('registrar', '{ site { title } student(id: "S99") { name } }');
    expect(graph.audit.recorded).toEqual([]);
  });

  test('by a stream that asks again is told once, whoever it shows later is told then', async () => {
    const data: { clearance: unknown } = { clearance: { id: 'S1', name: 'one' } };
    const graph = guarded(data);
    const request = {
      document: parse('{ clearance { name } }'),
      viewer: viewerOf('registrar'),
      variables: {},
    };
    await graph.run(request);
    await graph.run(request);
    expect(graph.audit.recorded).toHaveLength(1);
    data.clearance = { id: 'S2', name: 'two' };
    await graph.run(request);
    expect(graph.audit.recorded.map(({ studentId }) => studentId)).toEqual(['S1', 'S2']);
    // Another request, even one that calls itself the same.
    await graph.run({ ...request, variables: {} });
    expect(graph.audit.recorded).toHaveLength(3);
  });

  test('that could not be told is told when it is repeated', async () => {
    const graph = guarded();
    const request = {
      document: parse('{ clearance { name } }'),
      viewer: viewerOf('registrar'),
      variables: {},
    };
    graph.audit.works = false;
    await graph.run(request);
    graph.audit.works = true;
    expect((await graph.run(request)).data).toMatchObject({ clearance: { name: 'name-S1' } });
    expect(graph.audit.recorded).toHaveLength(1);
  });
});

test('the viewer’s own document is asked as it is where it says all that the checks need', async () => {
  const graph = guarded();
  await graph.ask('registrar', 'query ($n: Int = 2) { students(first: $n) { nodes { number: id name } } }');
  expect(graph.asked[0]?.documentHash).toBe('the-clients-own');
  expect(graph.audit.recorded).toMatchObject([{ detail: { students: 3 } }]);
});

test('documents that are asked for one role have a hash of their own, the same every time', async () => {
  const graph = guarded();
  const text = '{ clearance { name library { label passed } } }';
  for (const viewer of ['staff:finance', 'staff:library', 'staff:archives', 'registrar', 'student S1'])
    await graph.ask(viewer, text);
  const [finance, library, archives, registrar, student] = graph.asked.map(
    ({ documentHash }) => documentHash,
  );
  expect(finance).toBe(archives);
  expect(library).toBe(registrar);
  expect(new Set([finance, library])).toHaveLength(2);
  expect(student).toBe(library);
});
