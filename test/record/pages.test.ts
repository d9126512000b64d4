import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openReviewCase } from '../../subgraphs/clearance/record/review-cases.ts';
import { databaseKinds } from '../kit/databases.ts';
import { documents } from './kit/documents.ts';
import { person, type ServedRecord, serveRecord } from './kit/served-record.ts';
import { storeSubmission } from './kit/stored-submissions.ts';

const registrar = person('registrar', 'reg-1');
const second = person('registrar', 'reg-2');

describe.each(databaseKinds)('pages, on $kind', ({ open }) => {
  let record: ServedRecord;
  let student: string;
  const forms: string[] = [];
  const fails = async () => {
    const { serial } = await storeSubmission(record.db);
    await openReviewCase(record.db, { serial, department: 'library', version: '1.2', reasons: [] });
    return serial;
  };
  beforeAll(async () => {
    record = await serveRecord(open);
    for (let count = 0; count < 7; count++) forms.push(await fails());
    // A student who was reopened six times.
    for (let edition = 1; edition <= 7; edition++) {
      const stored = await storeSubmission(record.db, { edition, ...(edition > 1 && { student }) });
      student = stored.student;
      if (edition === 7) break;
      const input = { serial: stored.serial, reason: `第 ${edition} 次` };
      const { reopening } = await record.ask(registrar, documents.request, { input });
      await record.ask(second, documents.confirm, { input: { reopeningId: reopening.id } });
    }
  });
  afterAll(() => record.close());

  /** Every node of a list, page by page; `between` runs after each page. */
  async function walk(document: string, variables: object, first: number, between = async () => {}) {
    const found = [];
    let after: string | null = null;
    for (;;) {
      const { nodes, edges, pageInfo } = await record.ask(registrar, document, {
        ...variables,
        first,
        after,
      });
      expect(nodes.length).toBeLessThanOrEqual(first);
      expect(pageInfo).toMatchObject({
        hasPreviousPage: after !== null,
        startCursor: edges[0]?.cursor ?? null,
        endCursor: edges.at(-1)?.cursor ?? null,
      });
      found.push(...nodes);
      await between();
      if (!pageInfo.hasNextPage) return found;
      after = pageInfo.endCursor;
    }
  }

  test.each([1, 2, 3, 6, 7, 8])('of %i tell everything once, newest first', async (first) => {
    const services = await walk(documents.completed, { studentId: student }, first);
    expect(services.map(({ edition }) => edition)).toEqual([7, 6, 5, 4, 3, 2, 1]);
    expect(services.map(({ state }) => state)).toEqual(['SUBMITTED', ...Array(6).fill('VOID')]);
    const requests = await walk(documents.reopenings, { studentId: student, state: 'CONFIRMED' }, first);
    expect(requests.map(({ reason }) => reason)).toEqual([6, 5, 4, 3, 2, 1].map((n) => `第 ${n} 次`));
    const cases = await walk(documents.cases, { state: 'OPEN' }, first);
    expect(cases.map(({ serial }) => serial)).toEqual(forms.toReversed());
  });

  test('stay as they are while rows are added: no row twice, none left out', async () => {
    const before = forms.toReversed();
    const cases = await walk(
      documents.cases,
      { state: 'OPEN' },
      2,
      async () => void forms.push(await fails()),
    );
    expect(cases.map(({ serial }) => serial)).toEqual(before);
    const ids = (await walk(documents.audit, {}, 3, async () => void (await fails()))).map(({ id }) =>
      Number(id),
    );
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => b - a));
  });

  test('ask the database once for what became of all submissions of a page', async () => {
    record.statements();
    const { nodes } = await record.ask(registrar, documents.completed, { studentId: student });
    expect(nodes).toHaveLength(7);
    expect(record.statements().filter((text) => text.includes('submission_status'))).toHaveLength(1);
  });

  test.each([
    ['completedServices', documents.completed, 100],
    ['reviewCases', documents.cases, 200],
    ['reopenings', documents.reopenings, 200],
    ['auditLog', documents.audit, 200],
  ])('of %s are bounded, and take only cursors of their own', async (_, document, most) => {
    const variables = { studentId: student };
    for (const first of [0, -1, most + 1, 2_147_483_647])
      expect(await record.codes(registrar, document, { ...variables, first })).toEqual(['BAD_USER_INPUT']);
    expect(await record.codes(registrar, document, { ...variables, first: most })).toEqual([]);
    const cursor = (text: string) => Buffer.from(text).toString('base64url');
    for (const after of [
      '',
      'x',
      '1',
      cursor('0'),
      cursor('-1'),
      cursor('1 or 1=1'),
      cursor('1e9'),
      `${cursor('12')}=`,
      cursor('9'.repeat(20)),
    ])
      expect(await record.codes(registrar, document, { ...variables, after })).toEqual(['BAD_USER_INPUT']);
  });

  describe('the audit log', () => {
    const entries = async (filter: object) =>
      (await record.ask(registrar, documents.audit, { filter, first: 200 })).nodes;

    test('tells by student, actor, action and time, with the form and the rest as JSON', async () => {
      const [serial] = forms;
      const { student_id } = await record.db
        .selectFrom('submission')
        .select('student_id')
        .where('serial', '=', serial ?? '')
        .executeTakeFirstOrThrow();
      const [read, opened] = await entries({ studentId: student_id });
      expect(read).toMatchObject({ action: 'audit-log-read', actor: 'reg-1', serial: null, detail: null });
      expect(opened).toMatchObject({
        action: 'review-opened',
        actor: 'watcher',
        role: 'job',
        studentId: student_id,
        serial,
      });
      expect(JSON.parse(opened.detail)).toEqual({
        case: expect.any(Number),
        department: 'library',
        version: '1.2',
      });
      const byActor = await entries({ actor: 'reg-2' });
      expect(new Set(byActor.map(({ actor }: { actor: string }) => actor))).toEqual(new Set(['reg-2']));
      expect(await entries({ action: 'reopening-confirmed', studentId: student })).toHaveLength(6);
      const { at } = opened;
      const from = new Date(Date.parse(at) + 1);
      const times = (await entries({ from, action: 'review-opened' })).map((one: { at: string }) =>
        Date.parse(one.at),
      );
      expect(Math.min(...times)).toBeGreaterThanOrEqual(from.getTime());
      expect(await entries({ until: new Date(0) })).toEqual([]);
      expect(await entries({ until: '0000-01-01T00:00:00Z' })).toEqual([]);
      expect(await entries({ from: '9999-12-31T23:59:59Z' })).toEqual([]);
    });

    test.each([
      { studentId: "'" },
      { actor: 'a\u0000b' },
      { action: 'x'.repeat(65) },
    ])('says what is wrong with %j', async (filter) => {
      expect(await record.codes(registrar, documents.audit, { filter })).toEqual(['BAD_USER_INPUT']);
    });
  });
});
