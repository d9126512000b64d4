import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createReadRecorded } from '../../subgraphs/clearance/record/read-recorded.ts';
import { closeReviewCase, openReviewCase } from '../../subgraphs/clearance/record/review-cases.ts';
import { databaseKinds } from '../kit/databases.ts';
import { documents } from './kit/documents.ts';
import { person, type ServedRecord, serveRecord } from './kit/served-record.ts';
import { newNames, storeSubmission } from './kit/stored-submissions.ts';

const registrar = person('registrar', 'reg-1');
const reasons = [
  {
    code: 'BOOKS_OUT',
    text: { zh: '有 1 本图书未还。', en: '1 book is out.' },
    action: { zh: '请还书。', en: 'Return it.' },
    where: null,
    phone: { display: '83590001', uri: 'tel:+86-516-83590001' },
    url: null,
  },
];

describe.each(databaseKinds)('review cases, on $kind', ({ open }) => {
  let record: ServedRecord;
  beforeAll(async () => {
    record = await serveRecord(open);
  });
  afterAll(() => record.close());
  const fails = (serial: string, version = '1.2', department = 'library') =>
    openReviewCase(record.db, { serial, department, version, reasons });
  const casesOf = async (studentId: string, state?: string) =>
    (await record.ask(registrar, documents.cases, { studentId, state })).nodes;
  const resolve = (caseId: string) =>
    record.ask(registrar, documents.resolve, { input: { caseId, note: ' 已电话核实 ' } });

  test('open once for a form and department, and tell why, whom to call, and since when', async () => {
    const { serial, student } = await storeSubmission(record.db);
    expect(await fails(serial)).toBe('opened');
    expect(await fails(serial)).toBe('already-open');
    expect(await fails(serial, '1.1')).toBe('already-open');
    expect(await fails(serial, '1.3', 'finance')).toBe('opened');
    expect(await casesOf(student, 'OPEN')).toMatchObject([
      { contact: { code: 'finance' } },
      {
        serial,
        studentId: student,
        contact: { code: 'library', unitName: { zh: '图书馆' } },
        version: '1.2',
        reasons: [
          {
            code: 'BOOKS_OUT',
            text: { zh: '有 1 本图书未还。' },
            phone: { display: '83590001' },
            where: null,
          },
        ],
        state: 'OPEN',
        resolution: null,
        resolvedBy: null,
        note: null,
      },
    ]);
    expect((await record.audited(student)).map(({ actor, role, action }) => [actor, role, action])).toEqual([
      ['watcher', 'job', 'review-opened'],
      ['watcher', 'job', 'review-opened'],
      ['reg-1', 'registrar', 'review-cases-read'],
    ]);
  });

  test('make way for a newer fail: whoever decides has seen what is decided', async () => {
    const { serial, student } = await storeSubmission(record.db);
    await fails(serial, '1.2');
    const [old] = await casesOf(student, 'OPEN');
    expect(await fails(serial, '1.3')).toBe('opened');
    expect(await resolve(old.id)).toMatchObject({ __typename: 'ReviewCaseNotOpen' });
    expect(await casesOf(student, 'OPEN')).toMatchObject([{ version: '1.3' }]);
    expect(await casesOf(student, 'RESOLVED')).toMatchObject([
      { version: '1.2', resolution: 'SUPERSEDED', resolvedBy: null },
    ]);
  });

  test('are not closed by a pass that was read before the fail', async () => {
    const { serial, student } = await storeSubmission(record.db);
    await fails(serial, '1.10');
    expect(await closeReviewCase(record.db, { serial, department: 'library', version: '1.9' })).toBe(0);
    expect(await casesOf(student, 'OPEN')).toHaveLength(1);
  });

  test('close by themselves where the department passes again, and open again when it fails again', async () => {
    const { serial, student } = await storeSubmission(record.db);
    await fails(serial);
    await fails(serial, '1.2', 'finance');
    const passes = (department: string, version: string) =>
      closeReviewCase(record.db, { serial, department, version });
    expect(await passes('library', '1.3')).toBe(1);
    expect(await passes('library', '1.3')).toBe(0);
    expect(await passes('archives', '1.3')).toBe(0);
    expect(await casesOf(student, 'RESOLVED')).toMatchObject([
      { contact: { code: 'library' }, resolution: 'PASSES_AGAIN', resolvedBy: null, note: null },
    ]);
    expect(await fails(serial, '1.4')).toBe('opened');
  });

  test('are closed by a registrar with a note, once; the diploma may be handed over then', async () => {
    const { serial, student } = await storeSubmission(record.db);
    await fails(serial);
    const [found] = await casesOf(student);
    expect(await resolve(found.id)).toMatchObject({
      __typename: 'ReviewCaseResolved',
      case: { state: 'RESOLVED', resolution: 'STANDS', resolvedBy: 'reg-1', note: '已电话核实' },
    });
    const again = await resolve(found.id);
    expect(again).toMatchObject({
      __typename: 'ReviewCaseNotOpen',
      closed: { id: found.id, resolution: 'STANDS' },
    });
    expect(again.message.zh).toContain('刷新列表');
    const input = { serial, desk: '1', collectedBy: 'SELF', evidence: { document: 'ID_CARD' } };
    expect((await record.ask(person('desk', 'd'), documents.handOver, { input })).__typename).toBe(
      'DiplomaHandedOver',
    );
    expect((await record.audited(student)).map(({ action }) => action)).toEqual([
      'review-opened',
      'review-cases-read',
      'review-resolved',
      'review-resolve-refused',
      'diploma-handover',
    ]);
  });

  test('that a registrar let stand do not open again for the same verdict, but for a later one', async () => {
    const { serial, student } = await storeSubmission(record.db);
    await fails(serial, '1.9');
    await resolve((await casesOf(student))[0].id);
    expect(await fails(serial, '1.9')).toBe('let-stand');
    expect(await fails(serial, '1.8')).toBe('let-stand');
    expect(await fails(serial, '1.10')).toBe('opened');
  });

  test('do not open for a form that is unknown, void, or handed over', async () => {
    expect(await fails(newNames().serial)).toBe('not-standing');
    const { serial } = await storeSubmission(record.db);
    const input = { serial, desk: '1', collectedBy: 'SELF', evidence: { document: 'ID_CARD' } };
    await record.ask(person('desk', 'd'), documents.handOver, { input });
    expect(await fails(serial)).toBe('not-standing');
    const other = await storeSubmission(record.db);
    const { reopening } = await record.ask(registrar, documents.request, {
      input: { serial: other.serial, reason: 'x' },
    });
    const confirm = { input: { reopeningId: reopening.id } };
    await record.ask(person('registrar', 'reg-2'), documents.confirm, confirm);
    expect(await fails(other.serial)).toBe('not-standing');
  });

  test('that do not exist are told as such', async () => {
    for (const id of ['999999', 'x', '1.5'])
      expect(await resolve(id)).toMatchObject({ __typename: 'ReviewCaseNotOpen', closed: null });
  });

  test('are read with the submission and its status at one instant', async () => {
    const read = createReadRecorded(record.db);
    const { serial, student } = await storeSubmission(record.db);
    await fails(serial);
    await fails(serial, '1.2', 'finance');
    await closeReviewCase(record.db, { serial, department: 'finance', version: '1.3' });
    expect(await read(serial)).toMatchObject({
      studentId: student,
      row: { serial, edition: 1, record: { student: { name: '张三' } } },
      voidedAt: null,
      diploma: null,
      openCases: [{ department: 'library', version: '1.2', reasons, resolution: null }],
    });
    expect(await read(newNames().serial)).toBeNull();
  });
});
