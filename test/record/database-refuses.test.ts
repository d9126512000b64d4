import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMMIT_ROLE } from '../../subgraphs/clearance/database/role.ts';
import { type ClearanceTables, clearanceMigrations } from '../../subgraphs/clearance/database/tables.ts';
import { runChange } from '../../subgraphs/clearance/record/run-change.ts';
import { migrate } from '../../subgraphs/kit/database/migrate.ts';
import { databaseKinds, type TestDatabase } from '../kit/databases.ts';
import { storeSubmission } from './kit/stored-submissions.ts';

type Db = Kysely<ClearanceTables>;
type Form = { readonly serial: string; readonly student: string };
type Event = Parameters<ReturnType<Db['insertInto']>['values']>[0];

describe.each(databaseKinds)('on $kind, whoever asks, the database', ({ open }) => {
  let opened: TestDatabase;
  let db: Db;
  beforeAll(async () => {
    opened = await open();
    db = opened.database.forSchema<ClearanceTables>('clearance');
    await migrate(opened.database.forSchema('clearance'), 'clearance', clearanceMigrations);
  });
  afterAll(() => opened.dispose());

  /** Inserts as the owner, past every function of the program. */
  async function add(form: Form, type: string, more: Record<string, unknown> = {}): Promise<number> {
    const row = { serial: form.serial, student_id: form.student, type, actor: 'somebody', ...more };
    const { seq } = await db
      .insertInto('submission_event')
      .values({ detail: null, about: null, department: null, ...row } as Event as never)
      .returning('seq')
      .executeTakeFirstOrThrow();
    return seq;
  }
  const handOver = (form: Form) =>
    add(form, 'DIPLOMA_ISSUED', { detail: { desk: '1', collectedBy: 'SELF' } });
  const request = (form: Form, actor = 'first') =>
    add(form, 'REOPENING_REQUESTED', { actor, detail: { reason: 'why' } });
  const reopen = (form: Form, about: number | null, actor = 'second') =>
    add(form, 'REOPENED', { actor, about });
  const openCase = (form: Form, department = 'library') =>
    add(form, 'REVIEW_OPENED', { department, detail: { version: '1.2', reasons: [] } });
  const resolve = (form: Form, about: number | null) =>
    add(form, 'REVIEW_RESOLVED', { about, detail: { resolution: 'STANDS', note: 'so' } });
  const typesOf = async ({ serial }: Form) =>
    (
      await db
        .selectFrom('submission_event')
        .select('type')
        .where('serial', '=', serial)
        .orderBy('seq')
        .execute()
    ).map(({ type }) => type);

  test('takes what may happen: a case opened and resolved, a request declined, a hand-over', async () => {
    const form = await storeSubmission(db);
    await resolve(form, await openCase(form));
    await add(form, 'REOPENING_DECLINED', { about: await request(form), detail: { reason: 'no' } });
    await handOver(form);
    expect(await typesOf(form)).toEqual([
      'REVIEW_OPENED',
      'REVIEW_RESOLVED',
      'REOPENING_REQUESTED',
      'REOPENING_DECLINED',
      'DIPLOMA_ISSUED',
    ]);
  });

  test('takes a reopening by two, and then the next edition', async () => {
    const form = await storeSubmission(db);
    await reopen(form, await request(form));
    const next = await storeSubmission(db, { student: form.student, edition: 2 });
    await handOver(next);
    expect(await typesOf(next)).toEqual(['DIPLOMA_ISSUED']);
  });

  test.each<[string, (form: Form) => Promise<unknown>, RegExp]>([
    [
      'two hand-overs of a form',
      async (form) => [await handOver(form), await handOver(form)],
      /diploma_once/,
    ],
    [
      'a hand-over of a reopened form',
      async (form) => [await reopen(form, await request(form)), await handOver(form)],
      /the form is void/,
    ],
    [
      'a hand-over while a case is open',
      async (form) => [await openCase(form), await handOver(form)],
      /a review case is open/,
    ],
    ['a hand-over without a desk', (form) => add(form, 'DIPLOMA_ISSUED', { detail: {} }), /event_handover/],
    [
      'a reopening after the hand-over',
      async (form) => {
        const asked = await request(form);
        await handOver(form);
        await reopen(form, asked);
      },
      /the diploma was handed over/,
    ],
    ['a reopening without a request', (form) => reopen(form, null), /needs a request/],
    [
      'a reopening by who requested it',
      async (form) => reopen(form, await request(form, 'one'), 'one'),
      /who requested cannot confirm/,
    ],
    [
      'a reopening by the request of another form',
      async (form) => reopen(form, await request(await storeSubmission(db))),
      /needs a request of the same form/,
    ],
    [
      'a reopening by what is no request',
      async (form) => reopen(form, await openCase(form)),
      /needs a request of the same form/,
    ],
    [
      'a reopening by a request that was declined',
      async (form) => {
        const asked = await request(form);
        await add(form, 'REOPENING_DECLINED', { about: asked, detail: { reason: 'no' } });
        await reopen(form, asked);
      },
      /decided_once/,
    ],
    ['two open requests', async (form) => [await request(form), await request(form)], /open already/],
    [
      'a request after the hand-over',
      async (form) => [await handOver(form), await request(form)],
      /the diploma was handed over/,
    ],
    [
      'a request without a reason',
      (form) => add(form, 'REOPENING_REQUESTED', { detail: {} }),
      /event_reason/,
    ],
    [
      'two open cases of a form and department',
      async (form) => [await openCase(form), await openCase(form)],
      /open already/,
    ],
    [
      'a case after the hand-over',
      async (form) => [await handOver(form), await openCase(form)],
      /the diploma was handed over/,
    ],
    ['a case of a department that was not required', (form) => openCase(form, 'gym'), /was required/],
    ['a resolution of no case', (form) => resolve(form, null), /needs a case/],
    [
      'a second resolution of a case',
      async (form) => {
        const found = await openCase(form);
        await resolve(form, found);
        await resolve(form, found);
      },
      /decided_once/,
    ],
    ['an event about another student', (form) => handOver({ ...form, student: 'OTHER' }), /the student of/],
  ])('refuses %s', async (_, attempt, reason) => {
    await expect(attempt(await storeSubmission(db))).rejects.toThrow(reason);
  });

  test('opens cases of several departments at once, and one more after the first was resolved', async () => {
    const form = await storeSubmission(db);
    const first = await openCase(form);
    await openCase(form, 'finance');
    await resolve(form, first);
    await openCase(form);
    expect(await typesOf(form)).toHaveLength(4);
  });

  test('is asked for changes by the role of the commits', async () => {
    expect(await runChange(db, sql<string>`current_user::text`)).toBe(COMMIT_ROLE);
  });

  test('lets the role of the commits add what was shown at a desk, and neither change nor remove it', async () => {
    const form = await storeSubmission(db);
    const as = (statement: ReturnType<typeof sql>) =>
      db.transaction().execute(async (trx) => {
        await sql`set local role ${sql.id(COMMIT_ROLE)}`.execute(trx);
        await statement.execute(trx);
      });
    await as(
      sql`insert into clearance.handover_evidence (serial, document) values (${form.serial}, 'ID_CARD')`,
    );
    for (const statement of [
      'update clearance.handover_evidence set document = document',
      'delete from clearance.handover_evidence',
      'truncate clearance.handover_evidence',
    ])
      await expect(as(sql.raw(statement))).rejects.toMatchObject({ code: '42501' });
  });

  test('keeps what was shown at a desk for a year, even from its owner', async () => {
    const remove = sql`delete from clearance.handover_evidence`;
    await expect(remove.execute(db)).rejects.toThrow(/stay for a year/);
    await expect(sql`update clearance.handover_evidence set document = document`.execute(db)).rejects.toThrow(
      /never change/,
    );
    await expect(sql`truncate clearance.handover_evidence`.execute(db)).rejects.toThrow(/never change/);
  });
});
