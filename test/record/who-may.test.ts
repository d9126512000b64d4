import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openReviewCase } from '../../subgraphs/clearance/record/review-cases.ts';
import type { Viewer } from '../../subgraphs/kit/graph/viewer.ts';
import { databaseKinds } from '../kit/databases.ts';
import { anonymous } from '../kit/served-subgraph.ts';
import { documents } from './kit/documents.ts';
import { person, type ServedRecord, serveRecord } from './kit/served-record.ts';
import { newNames, storeSubmission } from './kit/stored-submissions.ts';

const others = ['staff:library', 'staff:finance', 'analyst', 'integrator'];
/** What no gateway may speak for. */
const none = ['gateway', 'clearance', '', 'Registrar', 'desk '];
const registrar = person('registrar', 'reg-1');

describe.each(databaseKinds)('on $kind', ({ open }) => {
  let record: ServedRecord;
  let form: { serial: string; student: string };
  let caseId: string;
  let reopeningId: string;
  beforeAll(async () => {
    record = await serveRecord(open);
    form = await storeSubmission(record.db);
    await openReviewCase(record.db, {
      serial: form.serial,
      department: 'library',
      version: '1.2',
      reasons: [],
    });
    caseId = (await record.ask(registrar, documents.cases)).nodes[0].id;
    const input = { serial: form.serial, reason: '材料有误' };
    reopeningId = (await record.ask(registrar, documents.request, { input })).reopening.id;
  });
  afterAll(() => record.close());

  const mutations = () =>
    [
      [
        'desk',
        documents.handOver,
        { serial: form.serial, desk: '1', collectedBy: 'SELF', evidence: { document: 'ID_CARD' } },
        'diploma-handover-refused',
      ],
      ['registrar', documents.request, { serial: form.serial, reason: 'x' }, 'reopening-request-refused'],
      ['registrar', documents.confirm, { reopeningId }, 'reopening-confirm-refused'],
      ['registrar', documents.decline, { reopeningId, reason: 'x' }, 'reopening-decline-refused'],
      ['registrar', documents.resolve, { caseId, note: 'x' }, 'review-resolve-refused'],
    ] as const;

  test('nobody who is not logged in may anything, and nothing is written of it', async () => {
    const before = (await record.audited(form.student)).length;
    for (const [, document, input] of mutations())
      expect(await record.codes(anonymous, document, { input })).toEqual(['UNAUTHENTICATED']);
    for (const document of [documents.completed, documents.cases, documents.reopenings, documents.audit])
      expect(await record.codes(anonymous, document)).toEqual(['UNAUTHENTICATED']);
    for (const serial of [form.serial, newNames().serial])
      expect(await record.codes(anonymous, documents.detail, { serial })).toEqual(['UNAUTHENTICATED']);
    expect(await record.audited(form.student)).toHaveLength(before);
  });

  test('mutations are FORBIDDEN to every other role, change nothing, and leave an audit row', async () => {
    const events = () => record.db.selectFrom('submission_event').select('seq').execute();
    const before = await events();
    for (const [role, document, input, action] of mutations()) {
      const wrong = [...others, 'student', role === 'desk' ? 'registrar' : 'desk'];
      for (const other of wrong) {
        const actor = `who-${other.replace(':', '-')}`;
        const viewer = person(other, actor);
        expect(await record.codes(viewer, document, { input })).toEqual(['FORBIDDEN']);
        expect((await record.audited(form.student)).at(-1)).toEqual({
          actor,
          role: other,
          action,
          detail: { serial: form.serial, why: 'forbidden' },
        });
      }
    }
    expect(await events()).toEqual(before);
  });

  test('a role that is none, or a service’s, is UNAUTHENTICATED, and nothing is written of it', async () => {
    const before = await record.audited(form.student);
    for (const role of none)
      for (const [, document, input] of mutations())
        expect(await record.codes(person(role, 'somebody'), document, { input })).toEqual([
          'UNAUTHENTICATED',
        ]);
    expect(await record.audited(form.student)).toEqual(before);
  });

  test('who may not is told so before the input is looked at', async () => {
    const input = { serial: form.serial, reason: '' };
    expect(await record.codes(person('desk', 'd'), documents.request, { input })).toEqual(['FORBIDDEN']);
  });

  test('lists of staff are FORBIDDEN to every other role', async () => {
    for (const role of [...others, 'student', 'desk']) {
      const viewer = person(role, form.student);
      expect(await record.codes(viewer, documents.reopenings)).toEqual(['FORBIDDEN']);
      expect(await record.codes(viewer, documents.audit)).toEqual(['FORBIDDEN']);
      const cases = await record.codes(viewer, documents.cases);
      expect(cases).toEqual(role === 'desk' ? [] : ['FORBIDDEN']);
    }
  });

  const empty = {
    nodes: [],
    edges: [],
    pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
  };
  const own = (): Viewer => person('student', form.student);

  test('a student reads their own services, with and without the number', async () => {
    for (const studentId of [undefined, form.student])
      expect((await record.ask(own(), documents.completed, { studentId })).nodes).toMatchObject([
        { serial: form.serial, edition: 1, state: 'SUBMITTED' },
      ]);
    const detail = await record.ask(own(), documents.detail, { serial: form.serial });
    expect(detail).toMatchObject({
      student: { studentId: form.student, name: '张三' },
      departments: [{ outcome: 'PASSED', version: '1.1' }, {}, {}, {}],
    });
  });

  test('to anybody else but a registrar a student with services looks like one who never was', async () => {
    const nobody = newNames();
    const viewers = [
      person('student', newNames().student),
      ...[...others, 'desk'].map((role) => person(role, form.student)),
    ];
    for (const viewer of viewers) {
      const known = await record.post(viewer, documents.completed, { studentId: form.student });
      expect(known.data?.completedServices).toEqual(empty);
      expect(known).toEqual(await record.post(viewer, documents.completed, { studentId: nobody.student }));
      const detail = await record.post(viewer, documents.detail, { serial: form.serial });
      expect(detail.data).toEqual({ completedService: null });
      expect(detail).toEqual(await record.post(viewer, documents.detail, { serial: nobody.serial }));
    }
  });

  test('a registrar reads any, which leaves an audit row each time', async () => {
    const { serial, student } = await storeSubmission(record.db);
    expect((await record.ask(registrar, documents.completed, { studentId: student })).nodes).toHaveLength(1);
    expect(await record.ask(registrar, documents.detail, { serial })).toMatchObject({ serial });
    await record.ask(registrar, documents.reopenings, { studentId: student });
    await record.ask(registrar, documents.audit, { filter: { studentId: student } });
    await record.ask(person('desk', 'd'), documents.cases, { studentId: student });
    expect(await record.audited(student)).toEqual([
      { actor: 'reg-1', role: 'registrar', action: 'completed-services-read', detail: null },
      { actor: 'reg-1', role: 'registrar', action: 'completed-service-read', detail: { serial } },
      { actor: 'reg-1', role: 'registrar', action: 'reopenings-read', detail: null },
      { actor: 'reg-1', role: 'registrar', action: 'audit-log-read', detail: null },
      { actor: 'd', role: 'desk', action: 'review-cases-read', detail: null },
    ]);
    expect(await record.codes(registrar, documents.completed)).toEqual(['BAD_USER_INPUT']);
    expect(await record.ask(registrar, documents.detail, { serial: newNames().serial })).toBeNull();
  });

  test('a student is not told who recorded the hand-over; a registrar is', async () => {
    const { serial, student } = await storeSubmission(record.db);
    const input = {
      serial,
      desk: '1',
      collectedBy: 'MAIL',
      evidence: { document: 'COURIER_RECEIPT', reference: 'E1' },
    };
    await record.ask(person('desk', 'd'), documents.handOver, { input });
    const told = async (viewer: Viewer) => (await record.ask(viewer, documents.detail, { serial })).diploma;
    expect(await told(person('student', student))).toMatchObject({
      recordedBy: null,
      desk: '1',
      collectedBy: 'MAIL',
    });
    expect(await told(registrar)).toMatchObject({ recordedBy: 'd' });
  });
});
