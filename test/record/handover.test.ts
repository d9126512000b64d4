import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openReviewCase } from '../../subgraphs/clearance/record/review-cases.ts';
import { databaseKinds } from '../kit/databases.ts';
import { documents } from './kit/documents.ts';
import { person, type ServedRecord, serveRecord } from './kit/served-record.ts';
import { newNames, storeSubmission } from './kit/stored-submissions.ts';

const desk = person('desk', 'desk-7');
const SELF = { desk: '2号窗口', collectedBy: 'SELF', evidence: { document: 'ID_CARD' } };

describe.each(databaseKinds)('the diploma desk, on $kind', ({ open }) => {
  let record: ServedRecord;
  beforeAll(async () => {
    record = await serveRecord(open);
  });
  afterAll(() => record.close());
  const handOver = (input: object, viewer = desk) =>
    record.ask(viewer, documents.handOver, { input: { ...SELF, ...input } });

  test('records a hand-over with desk, person and time, and the submission is DIPLOMA_ISSUED', async () => {
    const { serial, student } = await storeSubmission(record.db);
    const before = Date.now();
    const answer = await handOver({ serial, studentId: student });
    const handover = { desk: '2号窗口', recordedBy: 'desk-7', collectedBy: 'SELF' };
    expect(answer).toMatchObject({ __typename: 'DiplomaHandedOver', handover });
    expect(answer.submission).toMatchObject({ serial, state: 'DIPLOMA_ISSUED', diploma: handover });
    expect(Math.abs(Date.parse(answer.handover.handedOverAt) - before)).toBeLessThan(60_000);
    const events = await record.db
      .selectFrom('outbox')
      .select(['type', 'edition'])
      .where('serial', '=', serial)
      .execute();
    expect(events).toEqual([{ type: 'diploma-issued', edition: 1 }]);
    expect(await record.audited(student)).toEqual([
      {
        actor: 'desk-7',
        role: 'desk',
        action: 'diploma-handover',
        detail: { serial, desk: '2号窗口', collectedBy: 'SELF' },
      },
    ]);
  });

  test('tells who was first, also to the same desk that calls again', async () => {
    const { serial, student } = await storeSubmission(record.db);
    const first = await handOver({ serial });
    for (const viewer of [desk, person('desk', 'desk-8')]) {
      const again = await handOver({ serial, desk: '3号窗口' }, viewer);
      expect(again).toMatchObject({
        __typename: 'DiplomaAlreadyHandedOver',
        code: 'DIPLOMA_ALREADY_HANDED_OVER',
        retryable: false,
        handover: first.handover,
      });
      expect(again.message.zh).toMatch(/2号窗口.*desk-7/);
      expect(again.message.en).toContain('desk-7');
    }
    const actions = (await record.audited(student)).map(({ action }) => action);
    expect(actions).toEqual(['diploma-handover', 'diploma-handover-refused', 'diploma-handover-refused']);
  });

  test('takes a serial as people type it', async () => {
    const { serial } = await storeSubmission(record.db);
    const typed = `${serial.slice(0, 13)} - ${serial.slice(13)}`.toLowerCase().replaceAll('0', 'o');
    expect((await handOver({ serial: typed })).submission.serial).toBe(serial);
  });

  test.each([
    ['a serial that nobody has', () => newNames().serial],
    ['what cannot be a serial', () => "'; drop table clearance.submission; --"],
  ])('refuses %s as INVALID, with an audit row', async (_, serialOf) => {
    const answer = await handOver({ serial: serialOf() });
    expect(answer).toMatchObject({ __typename: 'FormDoesNotHold', verdict: 'INVALID' });
    expect(answer.message.zh).toMatch(/请核对编号与证件/);
    expect((await record.audited('-')).at(-1)).toMatchObject({ action: 'diploma-handover-refused' });
  });

  test("refuses another student's form as INVALID, and says nothing of what became of it", async () => {
    const { serial } = await storeSubmission(record.db);
    const shown = { serial, studentId: newNames().student };
    expect(await handOver(shown)).toMatchObject({ __typename: 'FormDoesNotHold', verdict: 'INVALID' });
    expect((await handOver({ serial })).__typename).toBe('DiplomaHandedOver');
    expect(await handOver(shown)).toMatchObject({ __typename: 'FormDoesNotHold', verdict: 'INVALID' });
  });

  test('refuses while a review case is open, and names the department and who decides', async () => {
    const { serial } = await storeSubmission(record.db);
    await openReviewCase(record.db, { serial, department: 'library', version: '1.2', reasons: [] });
    const answer = await handOver({ serial });
    expect(answer).toMatchObject({
      __typename: 'ReviewCasesOpen',
      code: 'REVIEW_CASES_OPEN',
      cases: [{ state: 'OPEN', contact: { code: 'library', unitName: { zh: '图书馆' } } }],
    });
    expect(answer.message.zh).toContain('图书馆');
  });

  test('keeps what was shown apart from events and audit rows', async () => {
    const { serial } = await storeSubmission(record.db);
    const evidence = { document: 'AUTHORIZATION_LETTER', reference: ' 委字12号 ', delegateName: ' 李四 ' };
    await handOver({ serial, collectedBy: 'DELEGATE', evidence });
    const kept = await record.db
      .selectFrom('handover_evidence')
      .selectAll()
      .where('serial', '=', serial)
      .execute();
    expect(kept).toEqual([
      { serial, document: 'AUTHORIZATION_LETTER', reference: '委字12号', delegate_name: '李四' },
    ]);
    const rest = JSON.stringify([
      await record.db.selectFrom('submission_event').selectAll().execute(),
      await record.db.selectFrom('audit').selectAll().execute(),
      await record.db.selectFrom('outbox').selectAll().execute(),
    ]);
    expect(rest).not.toMatch(/李四|委字12号|AUTHORIZATION_LETTER/);
  });

  const letter = { document: 'AUTHORIZATION_LETTER' };
  test.each<[string, object, RegExp]>([
    ['no name of the delegate', { collectedBy: 'DELEGATE', evidence: letter }, /evidence\.delegateName/],
    [
      'a blank name of the delegate',
      { collectedBy: 'DELEGATE', evidence: { ...letter, delegateName: '　' } },
      /evidence\.delegateName/,
    ],
    ['a delegate where the graduate came', { evidence: { ...letter, delegateName: '李四' } }, /delegateName/],
    ['no number of the parcel', { collectedBy: 'MAIL', evidence: letter }, /evidence\.reference/],
    ['a reference of 65 characters', { evidence: { ...letter, reference: '号'.repeat(65) } }, /reference/],
    ['an identity number', { evidence: { ...letter, reference: '11010519491231002X' } }, /identity number/],
    ['a blank desk', { desk: ' ' }, /desk/],
    ['a desk with a line break', { desk: '2\n3' }, /desk/],
    ['a desk of 65 characters', { desk: '窗'.repeat(65) }, /desk/],
    ['a malformed student number', { studentId: "'" }, /学号/],
  ])('says what is wrong with %s, and records nothing', async (_, input, message) => {
    const { serial, student } = await storeSubmission(record.db);
    const whole = { ...SELF, serial, ...input };
    const { errors } = await record.post(desk, documents.handOver, { input: whole });
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    expect(errors?.[0]?.message).toMatch(message);
    expect(await record.audited(student)).toEqual([]);
  });

  test('takes 64 characters outside the basic plane', async () => {
    const { serial } = await storeSubmission(record.db);
    expect((await handOver({ serial, desk: '𠮷'.repeat(64) })).__typename).toBe('DiplomaHandedOver');
  });
});
