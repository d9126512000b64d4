import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Graph, startGraph } from '../kit/graph.ts';

// The query of the product's main promise; the expectations are requirements 1.6, case by case.
const QUERY = `query ($id: ID) {
  clearance(studentId: $id) {
    name college
    library { outcome passed reasons { code } }
    archives { outcome passed reasons { code } }
    apartment { outcome passed reasons { code } }
    finance { outcome passed reasons { code } totalOwed { yuan } totalOwedText }
    passed outcome state
  }
}`;

const PASSED = { outcome: 'PASSED', passed: true, reasons: [] };
const failed = (...codes: string[]) => ({
  outcome: 'NOT_PASSED',
  passed: false,
  reasons: codes.map((code) => ({ code })),
});
const unknown = (...codes: string[]) => ({
  outcome: 'UNKNOWN',
  passed: null,
  reasons: codes.map((code) => ({ code })),
});

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.end());

async function clearance(id: string) {
  const answer = await graph.query(QUERY, { variables: { id } });
  expect(answer.errors).toEqual([]);
  return answer.data.clearance;
}

describe('the golden cases of the guide, through the gateway', () => {
  test('F4: library, archives and apartment do not pass, finance does, and its total is blank', async () => {
    expect(await clearance('TS2020F4')).toMatchObject({
      college: '信息与控制工程学院',
      library: failed('THESIS_NOT_APPROVED'),
      archives: failed('ARCHIVES_THESIS_MISSING'),
      apartment: failed('NOT_CHECKED_OUT'),
      finance: { ...PASSED, totalOwed: { yuan: '0' }, totalOwedText: '' },
      passed: false,
      outcome: 'NOT_PASSED',
      state: 'IN_PROGRESS',
    });
  });

  test.each([
    ['F6: 已提交 does not pass under the guide text', 'TS2020F6', 'library', failed('THESIS_NOT_APPROVED')],
    ['F6c: an active card does not pass', 'TS2020F6C', 'library', failed('CARD_NOT_CANCELLED')],
    [
      'F6d: a book out does not pass',
      'TS2020F6D',
      'library',
      failed('BOOKS_OUTSTANDING', 'CARD_NOT_CANCELLED'),
    ],
    ['F8: a room without date and handler does not pass', 'TS2020F8', 'apartment', failed('NOT_CHECKED_OUT')],
  ])('%s, and the other three do', async (_claim, id, department, verdict) => {
    const all = { library: PASSED, archives: PASSED, apartment: PASSED, finance: PASSED };
    expect(await clearance(id)).toMatchObject({
      ...all,
      [department]: verdict,
      passed: false,
      outcome: 'NOT_PASSED',
    });
  });

  test('F10: three charges do not pass, 682.4 yuan in all', async () => {
    expect(await clearance('TS2020F10')).toMatchObject({
      library: PASSED,
      archives: PASSED,
      apartment: PASSED,
      finance: { ...failed('TUITION_OWED'), totalOwed: { yuan: '682.4' }, totalOwedText: '682.4' },
      passed: false,
      outcome: 'NOT_PASSED',
    });
  });

  test('F9b: who never lived on campus passes with a note', async () => {
    expect(await clearance('TS2020F9B')).toMatchObject({
      apartment: { ...PASSED, reasons: [{ code: 'NON_RESIDENT' }] },
      passed: true,
      outcome: 'PASSED',
    });
  });

  test('F9c: no room and no statement is unknown, not passed', async () => {
    expect(await clearance('TS2020F9C')).toMatchObject({
      apartment: unknown('RESIDENCY_NOT_STATED'),
      passed: null,
      outcome: 'UNKNOWN',
      state: 'IN_PROGRESS',
    });
  });

  test.each([
    'TS2020F6B',
    'TS2020F7',
    'TS2020F9',
    'TS2020F11',
    ...Array.from({ length: 9 }, (_, n) => `TS2020S${n + 1}`),
  ])('%s: everything passes and may be submitted', async (id) => {
    const all = { library: PASSED, archives: PASSED, apartment: PASSED, finance: PASSED };
    expect(await clearance(id)).toMatchObject({ ...all, passed: true, outcome: 'PASSED', state: 'READY' });
  });

  test('D4, N3: the rows of figures 8 to 10 are shown field by field', async () => {
    const query = `query ($room: ID, $debt: ID) {
      room: clearance(studentId: $room) { apartment { residency stays { campus compound building room checkoutDate checkoutHandler { name } } } }
      debt: clearance(studentId: $debt) { finance { charges { studentId academicYear chargeItemName amountOwed { yuan } } } }
    }`;
    const { data, errors } = await graph.query(query, { variables: { room: 'TS2020F9', debt: 'TS2020F10' } });
    expect(errors).toEqual([]);
    expect(data.room.apartment.stays).toEqual([
      {
        campus: null,
        compound: '梅苑',
        building: '梅1楼',
        room: 'A3061',
        checkoutDate: '2020-06-05',
        checkoutHandler: { name: '测试员甲' },
      },
    ]);
    const rows = data.debt.finance.charges.map(
      (row: { academicYear: number; chargeItemName: string; amountOwed: { yuan: string } }) =>
        [row.academicYear, row.chargeItemName, row.amountOwed.yuan].join(' '),
    );
    expect(rows.sort()).toEqual(['2018 代收取暖费 60', '2019 代收取暖费 72.4', '2019 学分学费 550']);
    expect(
      data.debt.finance.charges.every((row: { studentId: string }) => row.studentId === 'TS2020F10'),
    ).toBe(true);
  });

  test.each([
    [
      'a department',
      '{ clearance(studentId: "TS2020F10") { finance: library { outcome version } passed outcome } }',
    ],
    [
      'an outcome',
      '{ clearance(studentId: "TS2020F10") { finance { version outcome: totalOwedText } passed outcome } }',
    ],
  ])('F10: an alias in the name of %s makes nobody pass', async (_what, query) => {
    const answer = await graph.query(query);
    expect(answer.errors).toEqual([]);
    expect(answer.data.clearance).toMatchObject({ passed: false, outcome: 'NOT_PASSED' });
  });

  test('a student nobody knows is not found, without a page', async () => {
    const { data, errors } = await graph.query(QUERY, { variables: { id: 'TS2020NOBODY' } });
    expect(data).toEqual({ clearance: null });
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ path: ['clearance'], extensions: { code: 'NOT_FOUND' } });
  });
});

describe('who asks', () => {
  test('a student leaves the number out and sees their own', async () => {
    const token = await graph.token('student', 'TS2020S1');
    const { data } = await graph.query('{ clearance { id passed asOfDate } }', { token });
    expect(data.clearance).toMatchObject({ id: 'TS2020S1', passed: true });
    expect(data.clearance.asOfDate).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  test("another student's number answers like a number that does not exist", async () => {
    const token = await graph.token('student', 'TS2020S1');
    const other = await graph.query('{ clearance(studentId: "TS2020S2") { name } }', { token });
    const nobody = await graph.query('{ clearance(studentId: "TS2020NOBODY") { name } }', { token });
    expect(other.data).toEqual({ clearance: null });
    expect(other.errors[0]?.message).toBe(nobody.errors[0]?.message);
    expect(other.errors[0]?.extensions.code).toBe('NOT_FOUND');
  });

  test('the registrar pages through the roster with every verdict', async () => {
    const token = await graph.token('registrar', 'dev');
    const query = `query ($after: String) { students(first: 5, after: $after, filter: { classYear: 2020 }) {
      nodes { id passed library { passed } } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage endCursor } } }`;
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const answer = await graph.query(query, { token, variables: { after } });
      expect(answer.errors).toEqual([]);
      const { nodes, pageInfo } = answer.data.students;
      seen.push(...nodes.map((node: { id: string }) => node.id));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toHaveLength(21);
    expect(seen).toEqual([...new Set(seen)].sort());
  });
});
