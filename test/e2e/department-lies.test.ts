import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Lie } from '../kit/fault-proxy.ts';
import { type Graph, startGraph } from '../kit/graph.ts';
import { residentMegabytes } from './kit/gateway-process.ts';
import { EDGES, expectWithout, PASSING, readPage } from './kit/page.ts';

// What a department answers passes a proxy that changes it.
let graph: Graph;
beforeAll(async () => {
  graph = await startGraph();
  expect((await readPage(graph, 'TS2020S1')).clearance).toMatchObject({ ...EDGES, passed: true });
});
afterAll(() => graph.end());
afterEach(() => {
  for (const { proxy } of Object.values(graph.subgraphs)) proxy.fault = 'none';
});

const BAD = ['DEPARTMENT_BAD_RESPONSE'];

type Department = 'library' | 'archives' | 'apartment' | 'finance';

function lying(department: Department, change: Lie): void {
  const { proxy } = graph.subgraphs[department];
  proxy.change = change;
  proxy.fault = 'changed';
}

/** Changes each entity of an answer. */
const eachEntity =
  // biome-ignore lint/suspicious/noExplicitAny: lies have any shape
    (change: (entity: any) => object): Lie =>
    (answer) => ({
      ...answer,
      data: { ...answer.data, _entities: answer.data._entities.map(change) },
    });

test('a page of HTML is no answer', async () => {
  graph.subgraphs.library.proxy.fault = 'html';
  expectWithout(await readPage(graph, 'TS2020S1'), 'library', BAD);
});

test('another student’s pass is not shown under this one', async () => {
  const another = eachEntity((entity) => ({
    ...entity,
    id: 'TS2020S1',
    finance: { ...entity.finance, outcome: 'PASSED', passed: true },
  }));
  expect((await readPage(graph, 'TS2020F10')).clearance.finance.outcome).toBe('NOT_PASSED');
  lying('finance', another);
  // Whose it is, it says itself.
  expectWithout(await readPage(graph, 'TS2020F10'), 'finance', BAD);
});

test('nor is an answer that does not say whose it is', async () => {
  lying(
    'finance',
    eachEntity(({ finance }) => ({ finance })),
  );
  expectWithout(await readPage(graph, 'TS2020S1'), 'finance', BAD);
});

test('answers in another order than asked are shown to nobody whom they are not about', async () => {
  lying('archives', (answer) => ({ data: { _entities: answer.data._entities.toReversed() } }));
  const token = await graph.token('registrar', 'R001');
  const { data, errors } = await graph.query(
    '{ students(first: 4) { nodes { id archives { outcome } library { outcome } } } }',
    { token },
  );
  const { nodes } = data.students;
  expect(nodes).toHaveLength(4);
  for (const { archives, library } of nodes) {
    expect(archives).toBeNull();
    expect(library).not.toBeNull();
  }
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(nodes.map(() => BAD[0]));
});

test('an outcome that does not exist is none', async () => {
  lying(
    'library',
    eachEntity((entity) => ({ ...entity, library: { ...entity.library, outcome: 'FINE' } })),
  );
  expectWithout(await readPage(graph, 'TS2020S1'), 'library', BAD);
});

test('a pass without a version is none', async () => {
  lying(
    'apartment',
    eachEntity((entity) => ({ ...entity, apartment: { ...entity.apartment, version: undefined } })),
  );
  expectWithout(await readPage(graph, 'TS2020S1'), 'apartment', BAD);
});

test('the graduate school’s answer about another student is not shown either', async () => {
  const { proxy } = graph.subgraphs.registry;
  proxy.change = (answer) => ({
    data: { clearance: { ...answer.data.clearance, id: 'TS2020S2', name: '样例学生S2' } },
  });
  proxy.fault = 'changed';
  const { clearance, errors } = await readPage(graph, 'TS2020F10');
  expect(clearance).toBeNull();
  expect(errors[0]?.extensions).toMatchObject({ code: BAD[0], department: 'registry' });
});

test('50 MB, many times at once, are not gathered up', async () => {
  const before = residentMegabytes(graph.gateway.pid).now;
  graph.subgraphs.apartment.proxy.fault = 'huge';
  const answers = await Promise.all([...PASSING, ...PASSING, ...PASSING].map((id) => readPage(graph, id)));
  const { apartment: _, ...others } = EDGES;
  for (const { clearance } of answers)
    expect(clearance).toMatchObject({ ...others, apartment: null, passed: null });
  // Each is given up after 8 MB; all of them would be 1,350.
  expect(residentMegabytes(graph.gateway.pid).peak - before).toBeLessThan(500);
  graph.subgraphs.apartment.proxy.fault = 'none';
  await expect.poll(async () => (await readPage(graph, 'TS2020S1')).clearance.outcome).toBe('PASSED');
});
