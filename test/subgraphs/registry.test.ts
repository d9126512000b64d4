import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Viewer } from '../../subgraphs/kit/graph/viewer.ts';
import type { RegistryRecord } from '../../subgraphs/registry/records.ts';
import { createRegistry, type Registry } from '../../subgraphs/registry/registry.ts';
import { databaseKinds } from '../kit/databases.ts';
import {
  type Answer,
  anonymous,
  type SubgraphUnderTest,
  serveForTest,
  staffOf,
} from '../kit/served-subgraph.ts';

const person = (role: string, sub = 'somebody'): Viewer => ({ kind: 'person', sub, role });

function student(index: number): RegistryRecord {
  return {
    studentId: `S${String(index).padStart(4, '0')}`,
    name: index % 2 ? '样例甲' : '样例_乙%',
    gender: 'FEMALE',
    grade: '2017',
    college: '矿业工程学院',
    collegeCode: index % 3 ? '02' : '03',
    major: '采矿工程',
    enrollmentDate: '2017-09-08',
    leaveType: 'GRADUATION',
    studyLevel: index % 5 ? 'MASTER' : 'DOCTOR',
    classYear: index === 7 ? null : 2020,
  };
}

interface Page {
  students: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
}

describe.each(databaseKinds)('the registry on $kind', ({ open }) => {
  let registry: SubgraphUnderTest<Registry>;
  beforeAll(async () => {
    registry = await serveForTest(createRegistry, person('registrar'), { open });
    expect(await registry.subgraph.isEmpty()).toBe(true);
    await registry.subgraph.load(Array.from({ length: 600 }, (_, index) => student(index)));
    registry.statements();
  });
  afterAll(() => registry.close());

  test('answers 500 references with one statement, in their order, null for whom it does not know', async () => {
    const ids = Array.from({ length: 500 }, (_, index) =>
      index === 250 ? 'NOBODY' : `S${String(599 - index).padStart(4, '0')}`,
    );
    const students = await registry.entities<{ id: string; enrollmentDate: string } | null>(
      ids,
      'id name gender enrollmentDate classYear asOfDate',
    );
    expect(registry.statements()).toHaveLength(1);
    expect(students[250]).toBeNull();
    expect(students.map((one) => one?.id)).toEqual(ids.map((id) => (id === 'NOBODY' ? undefined : id)));
    expect(students[0]).toMatchObject({ enrollmentDate: '2017-09-08', asOfDate: '2020-06-15' });
  });

  test('D16 shows today in Shanghai as the day the page speaks for', async () => {
    const { data } = await registry.graphql('{ clearance(studentId: "S0001") { asOfDate } }');
    expect(data).toEqual({ clearance: { asOfDate: '2020-06-15' } });
  });

  test.each<[who: string, viewer: Viewer, sees: boolean]>([
    ['the student', person('student', 'S0001'), true],
    ['another student', person('student', 'S0002'), false],
    ['the registrar', person('registrar'), true],
    ['staff of a department', staffOf('library'), true],
    ['an analyst', person('analyst'), false],
    ['an integrator', person('integrator'), false],
    ['the desk', person('desk'), false],
  ])('lets %s see a student: $2', async (_who, viewer, sees) => {
    const { data, errors } = await registry.graphql(
      '{ clearance(studentId: "S0001") { id } student(id: "S0001") { id } }',
      {},
      viewer,
    );
    const shown = sees ? { id: 'S0001' } : null;
    expect(data).toEqual({ clearance: shown, student: shown });
    if (!sees) expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['NOT_FOUND', 'NOT_FOUND']);
  });

  test('asks nobody in particular to log in, whatever number is given', async () => {
    const queries = [
      'clearance { id }',
      'clearance(studentId: "S0001") { id }',
      'student(id: "S0001") { id }',
    ];
    for (const query of queries) {
      const { errors } = await registry.graphql(`{ ${query} }`, {}, anonymous);
      expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['UNAUTHENTICATED']);
    }
  });

  test('asks staff for a number, and nobody in particular to log in', async () => {
    const codeFor = async (viewer: Viewer) =>
      (await registry.graphql('{ clearance { id } }', {}, viewer)).errors?.[0]?.extensions?.code;
    expect(await codeFor(person('registrar'))).toBe('BAD_USER_INPUT');
    expect(await codeFor(anonymous)).toBe('UNAUTHENTICATED');
  });

  test('pages through the roster without gap or repetition', async () => {
    registry.statements();
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const { data }: Answer<Page> = await registry.graphql<Page>(
        'query ($after: String) { students(first: 77, after: $after) { nodes { id name } pageInfo { hasNextPage endCursor } } }',
        { after },
      );
      seen.push(...(data?.students.nodes ?? []).map(({ id }) => id));
      more = data?.students.pageInfo.hasNextPage ?? false;
      after = data?.students.pageInfo.endCursor ?? null;
    }
    expect(seen).toEqual(Array.from({ length: 600 }, (_, index) => student(index).studentId));
    expect(registry.statements()).toHaveLength(8);
  });

  test.each([
    ['college', '{ collegeCode: "03" }', 200],
    ['class', '{ classYear: 2020 }', 599],
    ['level', '{ studyLevel: DOCTOR }', 120],
    ['beginning of the number', '{ search: "S001" }', 10],
    ['beginning of the name, in which % and _ are letters', '{ search: "样例_乙%" }', 300],
    ['several at once', '{ collegeCode: "03", studyLevel: DOCTOR }', 40],
    ['what nobody has', '{ search: "样例__" }', 0],
  ])('filters by %s', async (_what, filter, count) => {
    const { data } = await registry.graphql<Page>(
      `{ students(first: 500, filter: ${filter}) { nodes { id } pageInfo { hasNextPage } } }`,
    );
    const page = data?.students;
    expect(page?.nodes.length).toBe(Math.min(count, 500));
    expect(page?.pageInfo.hasNextPage).toBe(count > 500);
  });

  test.each([
    ['first: 0'],
    ['first: 501'],
    ['first: 1, after: "%%%"'],
    ['first: 1, filter: { search: "  " }'],
    ['first: 1, filter: { search: "\\u0000" }'],
    ['first: 1, filter: { collegeCode: "\\u0000" }'],
  ])('refuses students(%s) and says why', async (args) => {
    const { errors } = await registry.graphql(`{ students(${args}) { nodes { id } } }`);
    expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });

  test('shows the roster to registrar and staff only', async () => {
    const codeFor = async (viewer: Viewer) =>
      (await registry.graphql('{ students { nodes { id } } }', {}, viewer)).errors?.[0]?.extensions?.code;
    expect(await codeFor(person('student', 'S0001'))).toBe('FORBIDDEN');
    expect(await codeFor(person('analyst'))).toBe('FORBIDDEN');
    expect(await codeFor(staffOf('archives'))).toBeUndefined();
  });

  test('D27 sets a favourite once, also when asked twice at once, and takes it back', async () => {
    const set = (on: boolean, serviceId = 'graduate-clearance') =>
      registry.graphql<{ setFavorite: { alreadySet: boolean } }>(
        `mutation { setFavorite(input: { serviceId: "${serviceId}", on: ${on} }) { __typename ... on FavoriteSet { isFavorite alreadySet serviceGuide { isFavorite } } ... on Problem { code } } }`,
        {},
        person('student', 'S0001'),
      );
    const both = await Promise.all([set(true), set(true)]);
    expect(both.map(({ data }) => data?.setFavorite.alreadySet).sort()).toEqual([false, true]);
    expect(await set(false)).toMatchObject({
      data: { setFavorite: { isFavorite: false, alreadySet: false, serviceGuide: { isFavorite: false } } },
    });
    expect(await set(false)).toMatchObject({ data: { setFavorite: { alreadySet: true } } });
    expect(await set(true, 'gym')).toMatchObject({
      data: { setFavorite: { __typename: 'ServiceNotFound', code: 'SERVICE_NOT_FOUND' } },
    });
    expect(
      (
        await registry.graphql(
          'mutation { setFavorite(input: { serviceId: "graduate-clearance", on: true }) { __typename } }',
          {},
          anonymous,
        )
      ).errors?.[0]?.extensions?.code,
    ).toBe('UNAUTHENTICATED');
  });
});
