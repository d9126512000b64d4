import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AtStep, SubmitStep } from '../../subgraphs/clearance/submission/steps.ts';
import { databaseKinds } from '../kit/databases.ts';
import { type ServedGraph, serveGraph } from '../kit/served-graph.ts';
import { newKey } from '../kit/submit.ts';

// The table of states in docs/submission.md, row by row, on both databases, embedded: no Redis, one process.
describe.each(databaseKinds)('on $kind, submitClearance', ({ open }) => {
  let graph: ServedGraph;
  let hook: AtStep = () => {};
  beforeAll(async () => {
    graph = await serveGraph(await open(), { ports: { at: (step) => hook(step) } });
  });
  afterAll(() => graph.close());
  beforeEach(() => {
    hook = () => {};
  });

  const keyRow = async (key: string) =>
    graph.db.selectFrom('submission_key').selectAll().where('key', '=', key).executeTakeFirst();
  const submissions = async (student: string) =>
    graph.db.selectFrom('submission').selectAll().where('student_id', '=', student).execute();
  /** Does something the first `times` a step is reached. */
  const at = (step: SubmitStep, times: number, action: () => Promise<unknown>) => {
    let left = times;
    hook = async (reached) => {
      if (reached !== step || left === 0) return;
      left--;
      await action();
    };
  };

  test('stores what was true, once, and says replayed: false', async () => {
    const { payload, status } = await graph.submit('TS2020S1', newKey());
    expect(status).toBe(200);
    expect(payload).toMatchObject({ __typename: 'ClearanceSubmitted', replayed: false });
    expect(payload.submission).toMatchObject({ edition: 1, state: 'SUBMITTED' });
    expect(payload.submission.serial).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
    expect(payload.submission.student).toEqual({
      studentId: 'TS2020S1',
      name: '样例学生S1',
      gender: 'MALE',
      grade: '2017',
      college: expect.any(String),
      major: expect.any(String),
      enrollmentDate: '2017-09-08',
      leaveType: 'GRADUATION',
      classYear: 2020,
    });
    const { departments, submittedAt } = payload.submission;
    expect(departments.map((one: { contact: { code: string } }) => one.contact.code)).toEqual([
      'library',
      'archives',
      'apartment',
      'finance',
    ]);
    for (const { outcome, version, readAt } of departments) {
      expect({ outcome, version }).toEqual({
        outcome: 'PASSED',
        version: expect.stringMatching(/^\d+\.\d+$/),
      });
      expect(Date.parse(readAt)).toBeLessThanOrEqual(Date.parse(submittedAt));
    }
  });

  test('writes evidence, audit and outbox with the submission', async () => {
    const [row] = await submissions('TS2020S1');
    const serial = row?.serial ?? '';
    const evidence = await graph.db
      .selectFrom('submission_evidence')
      .selectAll()
      .where('serial', '=', serial)
      .execute();
    expect(evidence.map(({ department, outcome }) => `${department} ${outcome}`).sort()).toEqual([
      'apartment PASSED',
      'archives PASSED',
      'finance PASSED',
      'library PASSED',
    ]);
    const audit = await graph.db
      .selectFrom('audit')
      .selectAll()
      .where('student_id', '=', 'TS2020S1')
      .execute();
    expect(audit).toMatchObject([
      { actor: 'TS2020S1', role: 'student', action: 'submit', detail: { serial } },
    ]);
    const outbox = await graph.db
      .selectFrom('outbox')
      .selectAll()
      .where('student_id', '=', 'TS2020S1')
      .execute();
    expect(outbox).toMatchObject([{ type: 'submitted', serial, edition: 1 }]);
  });

  test.each([
    '',
    'short',
    'with spaces in the middle',
    'x'.repeat(65),
  ])('key %j malformed: BAD_USER_INPUT, nothing stored', async (key) => {
    expect(await graph.submit('TS2020S2', key)).toMatchObject({ payload: null, codes: ['BAD_USER_INPUT'] });
    expect(await submissions('TS2020S2')).toEqual([]);
  });

  test('for somebody else: FORBIDDEN, no row, an audit entry', async () => {
    const refused = await graph.submit('TS2020S2', newKey(), { studentId: 'TS2020S3' });
    expect(refused).toMatchObject({ payload: null, codes: ['FORBIDDEN'] });
    expect([...(await submissions('TS2020S2')), ...(await submissions('TS2020S3'))]).toEqual([]);
    const audit = await graph.db
      .selectFrom('audit')
      .selectAll()
      .where('student_id', '=', 'TS2020S3')
      .execute();
    expect(audit).toMatchObject([{ actor: 'TS2020S2', action: 'submit-refused' }]);
  });

  test('key completed, same input: the stored payload, replayed', async () => {
    const key = newKey();
    const first = await graph.submit('TS2020S2', key);
    const again = await graph.submit('TS2020S2', key);
    expect(first.payload).toMatchObject({ __typename: 'ClearanceSubmitted', replayed: false });
    expect(again.payload).toEqual({ ...first.payload, replayed: true });
    expect(await submissions('TS2020S2')).toHaveLength(1);
  });

  test('key with another input: IdempotencyKeyReused, before anything else is looked at', async () => {
    const key = newKey();
    await graph.submit('TS2020S3', key);
    const { payload } = await graph.submit('TS2020S3', key, { studentId: 'TS2020S3' });
    expect(payload).toMatchObject({ __typename: 'IdempotencyKeyReused', retryable: false });
  });

  test('submitted before with another key: ClearanceAlreadySubmitted with its reference', async () => {
    const [row] = await submissions('TS2020S3');
    const { payload } = await graph.submit('TS2020S3', newKey());
    expect(payload).toMatchObject({ __typename: 'ClearanceAlreadySubmitted', retryable: false });
    expect(payload.submission.serial).toBe(row?.serial);
    expect(payload.message.zh).toContain(row?.serial);
  });

  test('reopened: the old key is of an older edition, a new one submits the next', async () => {
    const key = newKey();
    const { payload: first } = await graph.submit('TS2020S4', key);
    const { serial } = first.submission;
    const { rows } = await sql<{ seq: number }>`
      insert into clearance.submission_event (serial, student_id, type, actor, detail)
      values (${serial}, 'TS2020S4', 'REOPENING_REQUESTED', 'R001', '{"reason":"x"}') returning seq`.execute(
      graph.db,
    );
    await sql`insert into clearance.submission_event (serial, student_id, type, actor, about)
      values (${serial}, 'TS2020S4', 'REOPENED', 'R002', ${rows[0]?.seq})`.execute(graph.db);
    expect((await graph.submit('TS2020S4', key)).payload.__typename).toBe('IdempotencyKeyReused');
    const { payload: next } = await graph.submit('TS2020S4', newKey());
    expect(next).toMatchObject({ __typename: 'ClearanceSubmitted', submission: { edition: 2 } });
    expect(next.submission.serial).not.toBe(serial);
  });

  test('not on the roster: StudentNotOnRoster with the graduate school’s phone', async () => {
    const { payload } = await graph.submit('TS2020NOBODY', newKey());
    expect(payload).toMatchObject({
      __typename: 'StudentNotOnRoster',
      retryable: false,
      contact: { code: 'registry', phones: [{ display: '0516-83590335' }] },
    });
  });

  /** A key that somebody started and whose lease ends in so many seconds. */
  async function started(student: string, seconds: number): Promise<{ key: string; attempt: number }> {
    const key = newKey();
    hook = async (step) => {
      if (step === 'claimed') throw new Error('Ended here, as if killed');
    };
    expect((await graph.submit(student, key)).codes).toEqual(['INTERNAL_SERVER_ERROR']);
    hook = () => {};
    await sql`update clearance.submission_key
      set locked_until = clearance.clearance_now() + ${seconds} * interval '1 s' where key = ${key}`.execute(
      graph.db,
    );
    return { key, attempt: (await keyRow(key))?.attempt ?? 0 };
  }

  test('key started, lease running: SubmissionInProgress until the lease is over', async () => {
    const { key } = await started('TS2020S5', 3);
    const { payload } = await graph.submit('TS2020S5', key);
    expect(payload).toMatchObject({ __typename: 'SubmissionInProgress', retryable: true });
    expect(payload.retryAfterMs).toBeGreaterThan(1_000);
    expect(payload.retryAfterMs).toBeLessThanOrEqual(3_000);
  });

  test('key started, lease over: taken over with a higher attempt, and run', async () => {
    const { key, attempt } = await started('TS2020S5', -1);
    const { payload } = await graph.submit('TS2020S5', key);
    expect(payload).toMatchObject({ __typename: 'ClearanceSubmitted', replayed: false });
    expect((await keyRow(key))?.attempt).toBeGreaterThan(attempt);
  });

  test('a claim that was taken over cannot commit: the answer is what stands', async () => {
    const key = newKey();
    at('read-2', 1, () =>
      sql`update clearance.submission_key set attempt = attempt + 1000 where key = ${key}`.execute(graph.db),
    );
    const { payload } = await graph.submit('TS2020S6', key);
    expect(payload.__typename).toBe('SubmissionInProgress');
    expect(await submissions('TS2020S6')).toEqual([]);
  });

  test('F4: any NOT_PASSED is ClearanceNotEligible with exactly those, no key row stays', async () => {
    const key = newKey();
    const { payload } = await graph.submit('TS2020F4', key);
    expect(payload).toMatchObject({
      __typename: 'ClearanceNotEligible',
      retryable: false,
      retryAfterMs: null,
    });
    expect(codesOf(payload)).toEqual(['library', 'archives', 'apartment']);
    expect(payload.departments[0]).toMatchObject({
      outcome: 'NOT_PASSED',
      reasons: [{ code: 'THESIS_NOT_APPROVED', phone: { display: '0516-83592058' } }],
    });
    expect(await keyRow(key)).toBeUndefined();
  });

  test('after a refusal the same key may submit once the item is settled', async () => {
    const key = newKey();
    expect((await graph.submit('TS2020F6C', key)).payload.__typename).toBe('ClearanceNotEligible');
    await graph.change('library', 'cancelLibraryCard(input: { studentId: "TS2020F6C" })');
    expect((await graph.submit('TS2020F6C', key)).payload).toMatchObject({ replayed: false });
  });

  test('F9c: an UNKNOWN that stays is DepartmentsUnavailable, not retryable, with office and phone', async () => {
    const key = newKey();
    const { payload } = await graph.submit('TS2020F9C', key);
    expect(payload).toMatchObject({
      __typename: 'DepartmentsUnavailable',
      retryable: false,
      retryAfterMs: null,
    });
    expect(codesOf(payload)).toEqual(['apartment']);
    expect(payload.message.zh).toContain('总务部公寓与物业中心 0516-83590327');
    expect(await keyRow(key)).toBeUndefined();
  });

  /** Raises the library's version of a student who passes before and after. */
  const flip = (student: string) => async () => {
    await graph.change('library', `restoreLibraryCard(input: { studentId: "${student}" })`);
    await graph.change('library', `cancelLibraryCard(input: { studentId: "${student}" })`);
  };

  test('versions differ between the reads, once: retried inside, stored', async () => {
    at('read-1', 1, flip('TS2020S7'));
    const { payload } = await graph.submit('TS2020S7', newKey());
    expect(payload).toMatchObject({ __typename: 'ClearanceSubmitted', replayed: false });
  });

  test('versions differ between the reads, twice: VerdictChanged naming who changed, nothing stored', async () => {
    const key = newKey();
    at('read-1', 2, flip('TS2020S8'));
    const { payload } = await graph.submit('TS2020S8', key);
    expect(payload).toMatchObject({
      __typename: 'VerdictChanged',
      retryable: true,
      departments: [{ code: 'library' }],
    });
    expect(await keyRow(key)).toBeUndefined();
    expect(await submissions('TS2020S8')).toEqual([]);
  });

  test('a fail between the two reads: ClearanceNotEligible', async () => {
    at('read-1', 1, () => graph.change('library', 'restoreLibraryCard(input: { studentId: "TS2020S8" })'));
    const { payload } = await graph.submit('TS2020S8', newKey());
    expect(payload.__typename).toBe('ClearanceNotEligible');
    expect(codesOf(payload)).toEqual(['library']);
    await graph.change('library', 'cancelLibraryCard(input: { studentId: "TS2020S8" })');
  });

  test('the unique index lost: the winner’s reference, and no key row of the loser', async () => {
    const key = newKey();
    const winners = newKey();
    at('read-2', 1, async () => {
      expect((await graph.submit('TS2020S8', winners)).payload).toMatchObject({ replayed: false });
    });
    const { payload } = await graph.submit('TS2020S8', key);
    const [row] = await submissions('TS2020S8');
    expect(payload).toMatchObject({
      __typename: 'ClearanceAlreadySubmitted',
      submission: { serial: row?.serial },
    });
    expect(await keyRow(key)).toBeUndefined();
  });

  test('evidence that aged before COMMIT is refused by the database and read anew', async () => {
    const delays = [5_000];
    hook = async (step) => {
      // The database's clock, not this one: nothing waits.
      const delay = step === 'read-2' ? delays.pop() : undefined;
      if (delay !== undefined) await shiftClock(delay);
    };
    const { payload } = await graph.submit('TS2020S9', newKey());
    expect(payload).toMatchObject({ __typename: 'ClearanceSubmitted', replayed: false });
    await shiftClock(0);
  });

  const shiftClock = (ms: number) =>
    sql
      .raw(
        `create or replace function clearance.clearance_now() returns timestamptz language sql volatile
         as 'select clock_timestamp() + interval ''${ms} ms'''`,
      )
      .execute(graph.db);

  test('every refusal above left no submission, and outbox and submissions agree', async () => {
    const outbox = await graph.db.selectFrom('outbox').select('serial').execute();
    const stored = await graph.db.selectFrom('submission').select('serial').execute();
    expect(outbox.map(({ serial }) => serial).sort()).toEqual(stored.map(({ serial }) => serial).sort());
  });
});

function codesOf({ departments }: { departments: { contact: { code: string } }[] }): string[] {
  return departments.map(({ contact }) => contact.code);
}
