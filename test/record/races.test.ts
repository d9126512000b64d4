import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClearanceTables } from '../../subgraphs/clearance/database/tables.ts';
import { clearanceMigrations } from '../../subgraphs/clearance/database/tables.ts';
import { recordHandover } from '../../subgraphs/clearance/record/handover.ts';
import { confirmReopening, requestReopening } from '../../subgraphs/clearance/record/reopening.ts';
import { openReviewCase } from '../../subgraphs/clearance/record/review-cases.ts';
import { parseSerial } from '../../subgraphs/clearance/record/serial-text.ts';
import { migrate } from '../../subgraphs/kit/database/migrate.ts';
import { type Database, openDatabase } from '../../subgraphs/kit/database/open-database.ts';
import { newPostgresUrl } from '../kit/databases.ts';
import { storeSubmission } from './kit/stored-submissions.ts';

const ROUNDS = 60;

// Two pools, as two processes have them.
let databases: Database[];
let one: Kysely<ClearanceTables>;
let other: Kysely<ClearanceTables>;
beforeAll(async () => {
  const url = await newPostgresUrl();
  databases = [openDatabase({ kind: 'postgres', url }), openDatabase({ kind: 'postgres', url })];
  const [first, second] = databases.map((database) => database.forSchema<ClearanceTables>('clearance'));
  if (!first || !second) throw new Error('Two databases were opened');
  one = first;
  other = second;
  await migrate(one as unknown as Kysely<unknown>, 'clearance', clearanceMigrations);
});
afterAll(() => Promise.all(databases.map((database) => database.close())));

const registrar = (sub: string) => ({ sub, role: 'registrar' });
const handOver = (db: Kysely<ClearanceTables>, serial: string, desk: string) =>
  recordHandover(
    db,
    { sub: `person at ${desk}`, role: 'desk' },
    {
      serial: parseSerial(serial),
      presentedBy: null,
      desk,
      collectedBy: 'SELF',
      document: 'ID_CARD',
      reference: null,
      delegateName: null,
    },
  );
const typesOf = async (serial: string) =>
  (
    await one
      .selectFrom('submission_event')
      .select('type')
      .where('serial', '=', serial)
      .orderBy('seq')
      .execute()
  ).map(({ type }) => type);

test('of several desks at the same moment one hands over, and the others learn desk, time and person of it', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const { serial } = await storeSubmission(one);
    const desks = ['1', '2', '3', '4'];
    const answers = await Promise.all(desks.map((desk, at) => handOver(at % 2 ? one : other, serial, desk)));
    const [winner, ...more] = answers.filter(({ kind }) => kind === 'handed-over');
    expect(more).toEqual([]);
    if (winner?.kind !== 'handed-over') throw new Error(`Nobody won: ${JSON.stringify(answers)}`);
    for (const answer of answers)
      if (answer !== winner)
        expect(answer).toEqual({ kind: 'already-handed-over', handover: winner.handover });
    expect(await typesOf(serial)).toEqual(['DIPLOMA_ISSUED']);
  }
});

test('of a hand-over and a reopening at the same moment one wins and the other is refused', async () => {
  const won = { handOver: 0, reopening: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    const { serial } = await storeSubmission(one);
    const asked = await requestReopening(one, registrar('r1'), parseSerial(serial), 'why');
    const id = Number(asked.reopening?.id);
    const calls = [
      () => handOver(one, serial, '1'),
      () => confirmReopening(other, registrar('r2'), id),
    ] as const;
    // Whoever is sent first tends to win; take turns.
    const second = round % 2 ? calls[1]() : undefined;
    const [handed, reopened] = await Promise.all([calls[0](), second ?? calls[1]()]);
    if (handed.kind === 'handed-over') {
      won.handOver++;
      expect(reopened).toMatchObject({ kind: 'refused', code: 'DIPLOMA_ALREADY_HANDED_OVER' });
      expect(await typesOf(serial)).toEqual(['REOPENING_REQUESTED', 'DIPLOMA_ISSUED']);
    } else {
      won.reopening++;
      expect(handed).toEqual({ kind: 'does-not-hold', verdict: 'VOID' });
      expect(reopened).toMatchObject({ kind: 'done' });
      expect(await typesOf(serial)).toEqual(['REOPENING_REQUESTED', 'REOPENED']);
    }
  }
  expect(Math.min(won.handOver, won.reopening)).toBeGreaterThan(0);
});

test('of two requests at the same moment one is pending, and the other shows it', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const { serial } = await storeSubmission(one);
    const answers = await Promise.all(
      [one, other].map((db, at) => requestReopening(db, registrar(`r${at}`), parseSerial(serial), 'why')),
    );
    expect(answers.map(({ kind }) => kind).sort()).toEqual(['done', 'refused']);
    expect(answers[0]?.reopening).toEqual(answers[1]?.reopening);
  }
});

test('a case that is found at the moment of the hand-over stops it, or comes too late', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const { serial } = await storeSubmission(one);
    const fails = (db: Kysely<ClearanceTables>) =>
      openReviewCase(db, { serial, department: 'library', version: '1.2', reasons: [] });
    const [found, again, handed] = await Promise.all([fails(one), fails(other), handOver(one, serial, '1')]);
    if (handed.kind === 'handed-over') expect([found, again]).toEqual(['not-standing', 'not-standing']);
    else {
      expect(handed).toMatchObject({ kind: 'cases-open', cases: [{ department: 'library' }] });
      expect([found, again].sort()).toEqual(['already-open', 'opened']);
    }
  }
});

test.each([
  'read committed',
  'repeatable read',
  'serializable',
] as const)('transactions past the functions do no better, at isolation %s', async (level) => {
  const insert = async (db: Kysely<ClearanceTables>, form: Awaited<ReturnType<typeof storeSubmission>>) =>
    db
      .transaction()
      .setIsolationLevel(level)
      .execute(async (trx) => {
        // Both have their snapshot before either writes.
        await sql`select count(*) from clearance.submission_event`.execute(trx);
        await sql`insert into clearance.submission_event (serial, student_id, type, actor, detail)
            values (${form.serial}, ${form.student}, 'REOPENING_REQUESTED', 'x', '{"reason":"y"}')`.execute(
          trx,
        );
      });
  for (let round = 0; round < ROUNDS / 3; round++) {
    const form = await storeSubmission(one);
    const settled = await Promise.allSettled([insert(one, form), insert(other, form), insert(one, form)]);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await typesOf(form.serial)).toEqual(['REOPENING_REQUESTED']);
  }
});
