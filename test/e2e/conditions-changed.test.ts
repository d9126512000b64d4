import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Graph, startGraph, startSubgraph } from '../kit/graph.ts';
import { newKey, submitAt } from '../kit/submit.ts';

// Real processes over PostgreSQL: six subgraphs and a gateway; departments tell the clearance subgraph by GET /events.
let graph: Graph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.end());

const tokens = new Map<string, string>();
async function tokenOf(role: string, sub: string): Promise<string> {
  const token = tokens.get(`${role} ${sub}`) ?? (await graph.token(role, sub));
  tokens.set(`${role} ${sub}`, token);
  return token;
}

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape, and fail where it is another
async function ask(role: string, sub: string, query: string): Promise<any> {
  const { data, errors } = await graph.query(query, { token: await tokenOf(role, sub) });
  expect(errors).toEqual([]);
  return data;
}

async function submit(student: string): Promise<string> {
  const token = `Bearer ${await tokenOf('student', student)}`;
  const { payload } = await submitAt(`${graph.url}/graphql`, token, { idempotencyKey: newKey() });
  expect(payload.__typename).toBe('ClearanceSubmitted');
  return payload.submission.serial;
}

const library = (mutation: string) => ask('staff:library', 'L001', `mutation { ${mutation} { __typename } }`);
const codeOf = async (student: string, serial: string): Promise<string> =>
  (await ask('student', student, `{ clearanceForm(serial: "${serial}") { code } }`)).clearanceForm.code;
const check = async (code: string) =>
  (
    await ask(
      'desk',
      'D001',
      `{ verifyForm(input: { code: "${code}" }) { verdict changes { id contact { code } reasons { code } } } }`,
    )
  ).verifyForm;
const handOver = async (serial: string) =>
  (
    await ask(
      'desk',
      'D001',
      `mutation { recordDiplomaHandover(input: { serial: "${serial}", desk: "2号窗口", collectedBy: SELF, evidence: { document: STUDENT_CARD } }) {
        __typename ... on ReviewCasesOpen { cases { contact { code } } } ... on DiplomaHandedOver { submission { state } } } }`,
    )
  ).recordDiplomaHandover;

test('S-3: submitted, then the library card is restored at the desk: the submission stays, staff and the desk see 条件已变化', async () => {
  const serial = await submit('TS2020S1');
  const code = await codeOf('TS2020S1', serial);
  expect(await check(code)).toEqual({ verdict: 'VALID', changes: [] });

  await library('restoreLibraryCard(input: { studentId: "TS2020S1" })');
  await expect.poll(async () => (await check(code)).verdict, { timeout: 5_000 }).toBe('CONDITIONS_CHANGED');
  expect((await check(code)).changes).toMatchObject([
    { contact: { code: 'library' }, reasons: [{ code: 'CARD_NOT_CANCELLED' }] },
  ]);
  const { reviewCases } = await ask(
    'registrar',
    'R001',
    '{ reviewCases(state: OPEN) { nodes { studentId contact { code } } } }',
  );
  expect(reviewCases.nodes).toEqual([{ studentId: 'TS2020S1', contact: { code: 'library' } }]);

  const page =
    '{ clearance { state passed submission { serial state } } completedServices { nodes { serial state } } }';
  const { clearance, completedServices } = await ask('student', 'TS2020S1', page);
  expect(clearance).toEqual({
    state: 'SUBMITTED',
    passed: false,
    submission: { serial, state: 'SUBMITTED' },
  });
  expect(completedServices.nodes).toEqual([{ serial, state: 'SUBMITTED' }]);
  expect(await handOver(serial)).toEqual({
    __typename: 'ReviewCasesOpen',
    cases: [{ contact: { code: 'library' } }],
  });
});

describe('a case', () => {
  test('closes by itself when the department passes again, and the diploma can be handed over', async () => {
    const serial = await submit('TS2020S2');
    const code = await codeOf('TS2020S2', serial);
    await library('restoreLibraryCard(input: { studentId: "TS2020S2" })');
    await expect.poll(async () => (await check(code)).verdict, { timeout: 5_000 }).toBe('CONDITIONS_CHANGED');
    await ask('student', 'TS2020S2', 'mutation { cancelLibraryCard(input: {}) { __typename } }');
    await expect.poll(async () => (await check(code)).verdict, { timeout: 5_000 }).toBe('VALID');
    expect(await handOver(serial)).toEqual({
      __typename: 'DiplomaHandedOver',
      submission: { state: 'DIPLOMA_ISSUED' },
    });
  });

  test('is not opened once the diploma was handed over', async () => {
    await library('restoreLibraryCard(input: { studentId: "TS2020S2" })');
    // Whoever changes later is noticed later, so that one was looked at before.
    const serial = await submit('TS2020S3');
    const code = await codeOf('TS2020S3', serial);
    await library('restoreLibraryCard(input: { studentId: "TS2020S3" })');
    await expect.poll(async () => (await check(code)).verdict, { timeout: 5_000 }).toBe('CONDITIONS_CHANGED');
    const { reviewCases } = await ask(
      'registrar',
      'R001',
      '{ reviewCases(studentId: "TS2020S2", state: OPEN) { nodes { id } } }',
    );
    expect(reviewCases.nodes).toEqual([]);
  });
});

test('a change while no clearance process runs is noticed by the next one', async () => {
  const serial = await submit('TS2020S4');
  const code = await codeOf('TS2020S4', serial);
  await graph.subgraphs.clearance.child.end();
  await library('restoreLibraryCard(input: { studentId: "TS2020S4" })');
  const again = await startSubgraph('clearance', graph.env);
  try {
    const query = `{ verifyForm(input: { code: "${code}" }) { verdict } }`;
    const verdict = async () => {
      const response = await fetch(`${again.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: await graph.authorization('clearance', {
            kind: 'person',
            role: 'desk',
            sub: 'D001',
          }),
        },
        body: JSON.stringify({ query }),
      });
      return ((await response.json()) as { data?: { verifyForm?: { verdict: string } } }).data?.verifyForm
        ?.verdict;
    };
    await expect.poll(verdict, { timeout: 10_000 }).toBe('CONDITIONS_CHANGED');
  } finally {
    await again.child.end();
  }
});
