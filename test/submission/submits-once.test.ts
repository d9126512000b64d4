import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Child } from '../kit/child.ts';
import { type Graph, startGraph, startSubgraph } from '../kit/graph.ts';
import { newKey, type SubmitAnswer, submitAt } from '../kit/submit.ts';

// Real processes over PostgreSQL: six subgraphs, a second clearance subgraph, a gateway.
let graph: Graph;
let second: { child: Child; url: string };
let database: pg.Client;
const tokens = new Map<string, string>();
beforeAll(async () => {
  graph = await startGraph();
  second = await startSubgraph('clearance', graph.env);
  database = new pg.Client({ connectionString: graph.env.DATABASE_URL });
  await database.connect();
});
afterAll(async () => {
  await database.end();
  await second.child.end();
  await graph.end();
});

async function tokenOf(role: string, sub: string): Promise<string> {
  const known = tokens.get(`${role} ${sub}`) ?? (await graph.token(role, sub));
  tokens.set(`${role} ${sub}`, known);
  return known;
}

/** Submits as a student through the gateway. */
async function submit(student: string, input: object = {}, headers: Record<string, string> = {}) {
  return submitAt(`${graph.url}/graphql`, `Bearer ${await tokenOf('student', student)}`, input, headers);
}

/** The same calls at once, half of them straight to each of the two clearance processes. */
async function storm(calls: readonly { student: string; key: string }[]): Promise<SubmitAnswer[]> {
  const urls = [graph.subgraphs.clearance.url, second.url];
  return Promise.all(
    calls.map(async ({ student, key }, index) =>
      submitAt(
        `${urls[index % 2]}/graphql`,
        await graph.authorization('clearance', { kind: 'person', sub: student, role: 'student' }),
        { idempotencyKey: key },
      ),
    ),
  );
}

async function stored(student: string): Promise<{ serial: string; edition: number }[]> {
  const { rows } = await database.query(
    'select serial, edition from clearance.submission where student_id = $1',
    [student],
  );
  return rows;
}

async function stateOf(student: string) {
  const { data } = await graph.query(
    `{ clearance(studentId: "${student}") { passed outcome state finance { passed } submission { serial state edition } } }`,
  );
  return data.clearance;
}

const freshOnes = (answers: readonly SubmitAnswer[]) =>
  answers.filter(({ payload }) => payload?.__typename === 'ClearanceSubmitted' && payload.replayed === false);

describe('S-1', () => {
  test('S-1: all pass, two concurrent submits with the same key: one stored, the same receipt', async () => {
    const key = newKey();
    const answers = await storm([
      { student: 'TS2020S1', key },
      { student: 'TS2020S1', key },
    ]);
    const rows = await stored('TS2020S1');
    expect(rows).toHaveLength(1);
    expect(freshOnes(answers)).toHaveLength(1);
    for (const { payload } of answers) {
      if (payload.__typename === 'SubmissionInProgress') continue;
      expect(payload.submission.serial).toBe(rows[0]?.serial);
    }
    const again = await submit('TS2020S1', { idempotencyKey: key });
    expect(again.payload).toMatchObject({ replayed: true, submission: { serial: rows[0]?.serial } });
  });

  test('S-1: with different keys: one stored, the other is told ALREADY_SUBMITTED with the receipt', async () => {
    const answers = await storm([
      { student: 'TS2020S2', key: newKey() },
      { student: 'TS2020S2', key: newKey() },
    ]);
    const rows = await stored('TS2020S2');
    expect(rows).toHaveLength(1);
    expect(freshOnes(answers)).toHaveLength(1);
    const other = answers.find((answer) => !freshOnes(answers).includes(answer));
    expect(other?.payload).toMatchObject({
      __typename: 'ClearanceAlreadySubmitted',
      code: 'CLEARANCE_ALREADY_SUBMITTED',
      submission: { serial: rows[0]?.serial },
    });
  });

  test('200 duplicates of one student, three keys, two processes: one stored, one replayed: false, no answer untrue', async () => {
    const keys = [newKey(), newKey(), newKey()];
    const calls = Array.from({ length: 200 }, (_, index) => ({
      student: 'TS2020S3',
      key: keys[index % 3] ?? '',
    }));
    const answers = await storm(calls);
    const rows = await stored('TS2020S3');
    expect(rows).toHaveLength(1);
    expect(freshOnes(answers)).toHaveLength(1);
    for (const { payload, codes, took } of answers) {
      expect(codes).toEqual([]);
      expect(took).toBeLessThan(6_250);
      if (payload.submission) expect(payload.submission.serial).toBe(rows[0]?.serial);
      else expect(['SubmissionInProgress', 'SubmissionShed']).toContain(payload.__typename);
    }
  });
});

test('S-2: all pass on the page, a fee appears before the click: refused, and the page shows the new state', async () => {
  expect(await stateOf('TS2020S4')).toMatchObject({ passed: true, state: 'READY', submission: null });
  const charge = `mutation { recordCharge(input: { studentId: "TS2020S4", academicYear: 2019, chargeItemName: "代收取暖费", amountFen: 7240, reference: "S-2" }) { __typename } }`;
  const token = await tokenOf('staff:finance', 'C001');
  expect((await graph.query(charge, { token })).data.recordCharge.__typename).toBe('ChargeRecorded');
  const { payload } = await submit('TS2020S4', { idempotencyKey: newKey() });
  expect(payload).toMatchObject({
    __typename: 'ClearanceNotEligible',
    departments: [
      { contact: { code: 'finance' }, outcome: 'NOT_PASSED', reasons: [{ code: 'TUITION_OWED' }] },
    ],
  });
  expect(payload.departments).toHaveLength(1);
  expect(await stored('TS2020S4')).toEqual([]);
  expect(await stateOf('TS2020S4')).toMatchObject({
    passed: false,
    state: 'IN_PROGRESS',
    finance: { passed: false },
    submission: null,
  });
});

test('F4 is refused naming exactly three departments', async () => {
  const { payload } = await submit('TS2020F4', { idempotencyKey: newKey() });
  expect(payload.__typename).toBe('ClearanceNotEligible');
  expect(payload.departments.map((one: { contact: { code: string } }) => one.contact.code)).toEqual([
    'library',
    'archives',
    'apartment',
  ]);
  expect(payload.message.zh).toContain('图书馆、档案馆、总务部公寓与物业中心');
  expect(payload.message.zh).not.toContain('财务');
  expect(await stored('TS2020F4')).toEqual([]);
});

describe('through the gateway', () => {
  test('the header Idempotency-Key is the key of an input without one', async () => {
    const key = newKey();
    const first = await submit('TS2020S5', {}, { 'idempotency-key': key });
    expect(first.payload).toMatchObject({ __typename: 'ClearanceSubmitted', replayed: false });
    const again = await submit('TS2020S5', {}, { 'idempotency-key': key });
    expect(again.payload).toMatchObject({ replayed: true });
  });

  test('no key is 400 BAD_USER_INPUT', async () => {
    expect(await submit('TS2020S6')).toMatchObject({ status: 400, codes: ['BAD_USER_INPUT'] });
  });

  test('nobody is UNAUTHENTICATED; staff, and a student for another, are FORBIDDEN', async () => {
    const input = { idempotencyKey: newKey() };
    const url = `${graph.url}/graphql`;
    expect((await submitAt(url, undefined, input)).codes).toEqual(['UNAUTHENTICATED']);
    const staff = `Bearer ${await tokenOf('registrar', 'R001')}`;
    expect((await submitAt(url, staff, { ...input, studentId: 'TS2020S6' })).codes).toEqual(['FORBIDDEN']);
    expect((await submit('TS2020S7', { ...input, studentId: 'TS2020S6' })).codes).toEqual(['FORBIDDEN']);
    expect(await stored('TS2020S6')).toEqual([]);
  });

  test('a submission shows on the query side, and the state is SUBMITTED', async () => {
    const { payload } = await submit('TS2020S6', { idempotencyKey: newKey() });
    expect(await stateOf('TS2020S6')).toMatchObject({
      passed: true,
      state: 'SUBMITTED',
      submission: { serial: payload.submission.serial, state: 'SUBMITTED', edition: 1 },
    });
  });

  test('a fee that appears afterwards changes the verdict, not the submission', async () => {
    const charge = `mutation { recordCharge(input: { studentId: "TS2020S6", academicYear: 2019, chargeItemName: "代收取暖费", amountFen: 100, reference: "LATE" }) { __typename } }`;
    await graph.query(charge, { token: await tokenOf('staff:finance', 'C001') });
    const { passed, state, submission } = await stateOf('TS2020S6');
    expect({ passed, state, submission: submission.state }).toEqual({
      passed: false,
      state: 'SUBMITTED',
      submission: 'SUBMITTED',
    });
  });
});

// Last: what is killed here stays dead.
describe('with a department that does not answer as it should', () => {
  const key = newKey();
  const expectUnavailable = ({ payload, took }: SubmitAnswer, code: string, retryable: boolean) => {
    expect(payload).toMatchObject({
      __typename: 'DepartmentsUnavailable',
      retryable,
      departments: [
        { contact: { code: 'archives' }, outcome: 'UNKNOWN', version: null, reasons: [{ code }] },
      ],
    });
    expect(payload.departments).toHaveLength(1);
    expect(took).toBeLessThan(6_250);
  };

  test('HTML: not retryable, names the phone', async () => {
    graph.subgraphs.archives.proxy.fault = 'html';
    const answer = await submit('TS2020S7', { idempotencyKey: key });
    graph.subgraphs.archives.proxy.fault = 'none';
    expectUnavailable(answer, 'BAD_RESPONSE', false);
    expect(answer.payload.message.zh).toContain('0516-83592101');
  });

  test('stopped (SIGSTOP): SOURCE_TIMEOUT after 1.5 s, retryable', async () => {
    graph.subgraphs.archives.child.signal('SIGSTOP');
    const answer = await submit('TS2020S7', { idempotencyKey: key });
    graph.subgraphs.archives.child.signal('SIGCONT');
    expectUnavailable(answer, 'SOURCE_TIMEOUT', true);
    expect(answer.took).toBeGreaterThan(1_400);
  });

  test('a definite fail elsewhere is told first', async () => {
    graph.subgraphs.archives.proxy.fault = 'html';
    const { payload } = await submit('TS2020F10', { idempotencyKey: newKey() });
    graph.subgraphs.archives.proxy.fault = 'none';
    expect(payload.__typename).toBe('ClearanceNotEligible');
    expect(payload.departments).toMatchObject([{ contact: { code: 'finance' } }]);
  });

  test('back again: the same key submits', async () => {
    const { payload } = await submit('TS2020S7', { idempotencyKey: key });
    expect(payload).toMatchObject({ __typename: 'ClearanceSubmitted', replayed: false });
  });

  test('killed (SIGKILL): SOURCE_UNAVAILABLE, retryable, nothing stored', async () => {
    await graph.subgraphs.archives.child.end();
    expectUnavailable(await submit('TS2020S8', { idempotencyKey: newKey() }), 'SOURCE_UNAVAILABLE', true);
    expect(await stored('TS2020S8')).toEqual([]);
  });

  test('the registry killed: DepartmentsUnavailable names the graduate school', async () => {
    await graph.subgraphs.registry.child.end();
    const { payload } = await submit('TS2020S8', { idempotencyKey: newKey() });
    expect(payload).toMatchObject({
      __typename: 'DepartmentsUnavailable',
      retryable: true,
      departments: [{ contact: { code: 'registry', phones: [{ display: '0516-83590335' }] } }],
    });
  });

  test('a submission is replayed without any department', async () => {
    expect((await submit('TS2020S7', { idempotencyKey: key })).payload).toMatchObject({ replayed: true });
  });
});
