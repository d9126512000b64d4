import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Graph, startGraph } from '../kit/graph.ts';
import { EDGES, readPage } from './kit/page.ts';

// The roster says who is a student; without it nobody's page could begin. The gateway remembers what it said.
// What the gateway reads as itself it remembers for whoever may see it; Apollo's engine asks the registry as the person who asks.
let graph: Graph;
const tokens = new Map<string, string>();
beforeAll(async () => {
  graph = await startGraph({ CACHE: 'on', ENGINE: 'compiled' });
  for (const id of ['TS2020S1', 'TS2020S2', 'TS2020F10'])
    tokens.set(id, `Bearer ${await graph.token('student', id)}`);
  tokens.set('registrar', `Bearer ${await graph.token('registrar', 'R001')}`);
});
afterAll(() => graph.end());

const own = (id: string, headers: Record<string, string> = {}) =>
  readPage(graph, null, { authorization: tokens.get(id) ?? '', ...headers });

test('with the registry killed, whoever looked before still sees every department, and what changes there', async () => {
  // The first answers of fresh processes may be too late, and then nothing is remembered.
  for (const id of ['TS2020S1', 'TS2020F10'])
    await expect.poll(async () => (await own(id)).errors).toEqual([]);
  await graph.subgraphs.registry.child.end();

  const { clearance, errors, cache } = await own('TS2020S1');
  expect(errors).toEqual([]);
  expect(clearance).toMatchObject({ name: '样例学生S1', ...EDGES, passed: true, outcome: 'PASSED' });
  expect(cache.registry?.hits).toBeGreaterThan(0);
  expect((await own('TS2020F10')).clearance).toMatchObject({
    finance: { outcome: 'NOT_PASSED' },
    passed: false,
  });

  const charge = `mutation { recordCharge(input: { studentId: "TS2020S1", academicYear: 2019,
    chargeItemName: "代收取暖费", amountFen: 7240, reference: "REG-1" }) { __typename } }`;
  const token = await graph.token('staff:finance', 'C001');
  expect((await graph.query(charge, { token })).data.recordCharge.__typename).toBe('ChargeRecorded');
  await expect.poll(async () => (await own('TS2020S1')).clearance.finance.outcome).toBe('NOT_PASSED');
});

test('whoever never looked gets an honest answer: the registry cannot be asked, and whom to call', async () => {
  const { status, clearance, errors, text } = await own('TS2020S2');
  expect(status).toBe(200);
  expect(clearance).toBeNull();
  expect(errors).toHaveLength(1);
  expect(errors[0]).toMatchObject({
    path: ['clearance'],
    extensions: {
      code: 'DEPARTMENT_UNAVAILABLE',
      department: 'registry',
      departmentName: { zh: '研究生院' },
      phone: '0516-83590335',
    },
  });
  expect(text).not.toMatch(/127\.0\.0\.1|ECONN|stack/);
});

test('what the roster said of a student is told to those who may see that student, and to nobody else', async () => {
  const asked = async (who: string) => readPage(graph, 'TS2020S1', { authorization: tokens.get(who) ?? '' });

  const stranger = await asked('TS2020F10');
  expect(stranger.clearance).toBeNull();
  expect(stranger.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  expect(stranger.text).not.toContain('样例学生S1');

  const { clearance } = await asked('registrar');
  expect(clearance).toMatchObject({ name: '样例学生S1', library: EDGES.library });
});
