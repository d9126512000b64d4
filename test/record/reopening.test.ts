import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openReviewCase } from '../../subgraphs/clearance/record/review-cases.ts';
import { databaseKinds } from '../kit/databases.ts';
import { documents } from './kit/documents.ts';
import { person, type ServedRecord, serveRecord } from './kit/served-record.ts';
import { newNames, storeSubmission } from './kit/stored-submissions.ts';

const first = person('registrar', 'reg-1');
const second = person('registrar', 'reg-2');
const SELF = { desk: '1', collectedBy: 'SELF', evidence: { document: 'ID_CARD' } };

describe.each(databaseKinds)('reopening, on $kind', ({ open }) => {
  let record: ServedRecord;
  beforeAll(async () => {
    record = await serveRecord(open);
  });
  afterAll(() => record.close());
  const request = (serial: string, viewer = first) =>
    record.ask(viewer, documents.request, { input: { serial, reason: ' 材料有误 ' } });
  const confirm = (reopeningId: string, viewer = second) =>
    record.ask(viewer, documents.confirm, { input: { reopeningId } });
  const decline = (reopeningId: string, viewer = second) =>
    record.ask(viewer, documents.decline, { input: { reopeningId, reason: '无需退回' } });
  const handOver = (serial: string) =>
    record.ask(person('desk', 'd'), documents.handOver, { input: { ...SELF, serial } });

  test('takes effect only when a second registrar confirms: the form is VOID then', async () => {
    const { serial, student } = await storeSubmission(record.db);
    const requested = await request(serial);
    expect(requested).toMatchObject({
      __typename: 'ReopeningRequested',
      reopening: {
        serial,
        studentId: student,
        reason: '材料有误',
        state: 'PENDING',
        requestedBy: 'reg-1',
        decidedBy: null,
      },
    });
    const own = person('student', student);
    expect(await record.ask(own, documents.detail, { serial })).toMatchObject({ state: 'SUBMITTED' });

    const confirmed = await confirm(requested.reopening.id);
    expect(confirmed).toMatchObject({
      __typename: 'ReopeningConfirmed',
      reopening: { state: 'CONFIRMED', decidedBy: 'reg-2' },
      submission: { serial, edition: 1, state: 'VOID' },
    });
    expect(confirmed.submission.voidedAt).toBe(confirmed.reopening.decidedAt);
    expect(await record.ask(own, documents.detail, { serial })).toMatchObject({ state: 'VOID' });
    expect(await handOver(serial)).toMatchObject({ __typename: 'FormDoesNotHold', verdict: 'VOID' });
    expect((await record.audited(student)).map(({ actor, action }) => [actor, action])).toEqual([
      ['reg-1', 'reopening-requested'],
      ['reg-2', 'reopening-confirmed'],
      ['d', 'diploma-handover-refused'],
    ]);
  });

  test('is not confirmed by who requested it', async () => {
    const { serial, student } = await storeSubmission(record.db);
    const { reopening } = await request(serial);
    const answer = await confirm(reopening.id, first);
    expect(answer).toMatchObject({
      __typename: 'ReopeningRefused',
      code: 'SAME_REGISTRAR',
      retryable: false,
      inTheWay: { id: reopening.id, state: 'PENDING' },
    });
    expect(answer.message.zh).toContain('另一位管理员');
    expect((await record.audited(student)).at(-1)).toMatchObject({
      actor: 'reg-1',
      action: 'reopening-confirm-refused',
      detail: { why: 'SAME_REGISTRAR', serial },
    });
    expect((await confirm(reopening.id)).__typename).toBe('ReopeningConfirmed');
  });

  test('is declined by any registrar; the submission stands, and may be requested again', async () => {
    const { serial, student } = await storeSubmission(record.db);
    const { reopening } = await request(serial);
    expect(await decline(reopening.id, first)).toMatchObject({
      __typename: 'ReopeningDeclined',
      reopening: { state: 'DECLINED', decidedBy: 'reg-1', declineReason: '无需退回' },
    });
    expect(await record.ask(person('student', student), documents.detail, { serial })).toMatchObject({
      state: 'SUBMITTED',
    });
    expect((await request(serial)).__typename).toBe('ReopeningRequested');
  });

  test('ends the open review cases of the form as REOPENED', async () => {
    const { serial, student } = await storeSubmission(record.db);
    for (const department of ['library', 'finance'])
      await openReviewCase(record.db, { serial, department, version: '1.2', reasons: [] });
    await confirm((await request(serial)).reopening.id);
    const { nodes } = await record.ask(first, documents.cases, { studentId: student });
    expect(nodes).toMatchObject([
      { contact: { code: 'finance' }, state: 'RESOLVED', resolution: 'REOPENED', resolvedBy: 'reg-2' },
      { contact: { code: 'library' }, state: 'RESOLVED', resolution: 'REOPENED', resolvedBy: 'reg-2' },
    ]);
    const told = await record.db.selectFrom('outbox').select('type').where('serial', '=', serial).execute();
    expect(told.map(({ type }) => type).sort()).toEqual([
      'reopened',
      'review-opened',
      'review-opened',
      'review-resolved',
      'review-resolved',
    ]);
  });

  describe('is refused', () => {
    const refused = (code: string) => ({ __typename: 'ReopeningRefused', code, retryable: false });

    test('for a serial that nobody has, and for what is none', async () => {
      for (const serial of [newNames().serial, '../../etc/passwd'])
        expect(await request(serial)).toMatchObject({ ...refused('SUBMISSION_NOT_FOUND'), inTheWay: null });
    });
    test('while another request is pending, which it shows', async () => {
      const { serial } = await storeSubmission(record.db);
      const { reopening } = await request(serial);
      expect(await request(serial, second)).toMatchObject({
        ...refused('REOPENING_PENDING'),
        inTheWay: reopening,
      });
    });
    test('for a form that is void already', async () => {
      const { serial } = await storeSubmission(record.db);
      await confirm((await request(serial)).reopening.id);
      expect(await request(serial)).toMatchObject(refused('SUBMISSION_VOID'));
    });
    test('after the hand-over, whether requested or confirmed then; a pending one can be declined', async () => {
      const { serial } = await storeSubmission(record.db);
      const { reopening } = await request(serial);
      expect((await handOver(serial)).__typename).toBe('DiplomaHandedOver');
      expect(await confirm(reopening.id)).toMatchObject(refused('DIPLOMA_ALREADY_HANDED_OVER'));
      expect(await request(serial)).toMatchObject(refused('DIPLOMA_ALREADY_HANDED_OVER'));
      expect((await decline(reopening.id)).__typename).toBe('ReopeningDeclined');
    });
    test('where it was decided, which it shows', async () => {
      const { serial } = await storeSubmission(record.db);
      const { reopening } = await request(serial);
      await decline(reopening.id);
      for (const again of [confirm, decline])
        expect(await again(reopening.id)).toMatchObject({
          ...refused('REOPENING_DECIDED'),
          inTheWay: { state: 'DECLINED' },
        });
    });
    test('where there is no such request, also by the id of something else', async () => {
      const { serial } = await storeSubmission(record.db);
      await openReviewCase(record.db, { serial, department: 'library', version: '1.2', reasons: [] });
      const { nodes } = await record.ask(first, documents.cases, { first: 1 });
      for (const id of ['999999', '0', '-1', '1e3', '9'.repeat(40), "1' or '1'='1", nodes[0].id])
        expect(await confirm(id)).toMatchObject({ ...refused('REOPENING_NOT_FOUND'), inTheWay: null });
    });
  });

  test.each([
    ['a blank reason', ' \t '],
    ['a reason of 501 characters', '因'.repeat(501)],
    ['a reason with control characters', 'a\u0007b'],
  ])('says what is wrong with %s', async (_, reason) => {
    const { serial } = await storeSubmission(record.db);
    const { errors } = await record.post(first, documents.request, { input: { serial, reason } });
    expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    expect(errors?.[0]?.message).toContain('reason');
  });
});
