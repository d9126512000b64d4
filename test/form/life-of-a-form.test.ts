import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createClearance } from '../../subgraphs/clearance/clearance.ts';
import type { ClearanceTables } from '../../subgraphs/clearance/database/tables.ts';
import { openReviewCase } from '../../subgraphs/clearance/record/review-cases.ts';
import type { Viewer } from '../../subgraphs/kit/graph/viewer.ts';
import type { Subgraph } from '../../subgraphs/kit/subgraph.ts';
import { databaseKinds } from '../kit/databases.ts';
import { anonymous, serveForTest } from '../kit/served-subgraph.ts';
import { documents } from '../record/kit/documents.ts';
import { person } from '../record/kit/served-record.ts';
import { storeSubmission } from '../record/kit/stored-submissions.ts';

const PRINT = `query ($serial: ID!) { clearanceForm(serial: $serial) {
  code watermark { zh } submission { serial edition state } } }`;
const CHECK = `query ($input: VerifyFormInput!) { verifyForm(input: $input) {
  verdict serial maskedName voidedAt diploma { desk recordedBy } changes { contact { unitName { zh } } reasons { code } } } }`;
const desk = person('desk', 'desk-1');

describe.each(databaseKinds)('a printed form, on $kind,', ({ open }) => {
  let served: Awaited<ReturnType<typeof serveForTest<Subgraph>>>;
  let db: Kysely<ClearanceTables>;
  beforeAll(async () => {
    served = await serveForTest(createClearance, anonymous, { open });
    db = served.db as unknown as Kysely<ClearanceTables>;
  });
  afterAll(() => served.close());

  // biome-ignore lint/suspicious/noExplicitAny: answers are looked into freely by tests
  async function ask(viewer: Viewer, query: string, variables: Record<string, unknown>): Promise<any> {
    const { data, errors } = await served.graphql<Record<string, unknown>>(query, variables, viewer);
    if (errors) throw new Error(JSON.stringify(errors));
    return Object.values(data ?? {})[0];
  }
  const print = (serial: string, studentId: string) => ask(person('student', studentId), PRINT, { serial });
  const check = (code: string, viewer: Viewer = anonymous) => ask(viewer, CHECK, { input: { code } });

  test('holds, waits while a department fails, and is used once', async () => {
    const { serial, student } = await storeSubmission(db);
    const { code, submission } = await print(serial, student);
    expect(submission).toEqual({ serial, edition: 1, state: 'SUBMITTED' });
    expect(await check(code)).toMatchObject({ verdict: 'VALID', serial, maskedName: '张＊' });

    const text = { zh: '有 1 本图书未还。', en: '1 book is out.' };
    const reasons = [{ code: 'BOOKS_OUT', text, action: text, where: null, phone: null, url: null }];
    await openReviewCase(db, { serial, department: 'library', version: '1.2', reasons });
    expect(await check(code)).toMatchObject({ verdict: 'CONDITIONS_CHANGED', changes: [] });
    expect(await check(code, desk)).toMatchObject({
      verdict: 'CONDITIONS_CHANGED',
      changes: [{ contact: { unitName: { zh: '图书馆' } }, reasons: [{ code: 'BOOKS_OUT' }] }],
    });

    const registrar = person('registrar', 'reg-1');
    const { nodes } = await ask(registrar, documents.cases, { studentId: student });
    await ask(registrar, documents.resolve, { input: { caseId: nodes[0].id, note: '已电话核实' } });
    expect((await check(code)).verdict).toBe('VALID');

    const evidence = { document: 'ID_CARD' };
    const input = { serial, desk: '2号窗口', collectedBy: 'SELF', evidence };
    await ask(desk, documents.handOver, { input });
    expect(await check(code)).toMatchObject({ verdict: 'ALREADY_ISSUED', diploma: null });
    expect(await check(code, desk)).toMatchObject({ diploma: { desk: '2号窗口', recordedBy: 'desk-1' } });
  });

  test('of a submission that was reopened is VOID for ever; the next edition’s holds', async () => {
    const { serial, student } = await storeSubmission(db);
    const { code } = await print(serial, student);
    const { reopening } = await ask(person('registrar', 'reg-1'), documents.request, {
      input: { serial, reason: '材料有误' },
    });
    expect((await check(code)).verdict).toBe('VALID');
    const confirmed = await ask(person('registrar', 'reg-2'), documents.confirm, {
      input: { reopeningId: reopening.id },
    });
    const { voidedAt } = confirmed.submission;
    expect(await check(code)).toMatchObject({ verdict: 'VOID', voidedAt });
    expect((await print(serial, student)).watermark.zh).toContain('已作废');

    const next = await storeSubmission(db, { student, edition: 2 });
    const reprinted = await print(next.serial, student);
    expect(await check(reprinted.code)).toMatchObject({ verdict: 'VALID', serial: next.serial });
    expect(await check(code)).toMatchObject({ verdict: 'VOID', voidedAt });
  });
});
