import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ClearanceTables, clearanceMigrations } from '../../subgraphs/clearance/database/tables.ts';
import { recordHandover } from '../../subgraphs/clearance/record/handover.ts';
import { createReadRecorded } from '../../subgraphs/clearance/record/read-recorded.ts';
import { parseSerial } from '../../subgraphs/clearance/record/serial-text.ts';
import { removeOldEvidence } from '../../subgraphs/clearance/retention/remove-old-evidence.ts';
import { migrate } from '../../subgraphs/kit/database/migrate.ts';
import { databaseKinds, type TestDatabase } from '../kit/databases.ts';
import { shiftClock, storeSubmission } from './kit/stored-submissions.ts';

type Form = { readonly serial: string; readonly student: string };

const NOTHING = { forms: 0, handoverRows: 0, evidenceRows: 0 };
const DAY = 86_400_000;

/** Days from today until the same day of the next year in Shanghai. */
function daysOfTheYear(): number {
  const today = new Date(Date.now() + 8 * 3_600_000);
  const next = new Date(today);
  next.setUTCFullYear(today.getUTCFullYear() + 1);
  return Math.round((next.getTime() - today.getTime()) / DAY);
}

describe.each(databaseKinds)('a year after the hand-over, on $kind', ({ open }) => {
  let opened: TestDatabase;
  let db: Kysely<ClearanceTables>;
  beforeAll(async () => {
    opened = await open();
    db = opened.database.forSchema<ClearanceTables>('clearance');
    await migrate(opened.database.forSchema('clearance'), 'clearance', clearanceMigrations);
  });
  afterAll(() => opened.dispose());
  beforeEach(async () => {
    // What an earlier test left is out of the way.
    await shiftClock(db, '4000 days');
    await removeOldEvidence(db, { dryRun: false });
    await shiftClock(db, '0 days');
  });

  async function handedOver(): Promise<Form> {
    const form = await storeSubmission(db);
    await recordHandover(
      db,
      { sub: 'd', role: 'desk' },
      {
        serial: parseSerial(form.serial),
        presentedBy: null,
        desk: '1',
        collectedBy: 'DELEGATE',
        document: 'AUTHORIZATION_LETTER',
        reference: 'L-1',
        delegateName: '李四',
      },
    );
    return form;
  }
  const shown = ({ serial }: Form) =>
    db.selectFrom('handover_evidence').selectAll().where('serial', '=', serial).execute();
  const proven = ({ serial }: Form) =>
    db
      .selectFrom('submission_evidence')
      .selectAll()
      .where('serial', '=', serial)
      .orderBy('department')
      .execute();
  const later = (days: number, hours = 0) => shiftClock(db, `${days} days ${hours} hours`);
  const run = (dryRun = false) => removeOldEvidence(db, { dryRun });

  test('the details of its evidence go; serial, departments, outcomes and the frozen submission stay', async () => {
    const form = await handedOver();
    const before = await createReadRecorded(db)(form.serial);
    await later(daysOfTheYear(), 1);
    expect(await run()).toEqual({ forms: 1, handoverRows: 1, evidenceRows: 4 });
    expect(await shown(form)).toEqual([]);
    expect(await proven(form)).toEqual(
      ['apartment', 'archives', 'finance', 'library'].map((department) => ({
        serial: form.serial,
        department,
        outcome: 'PASSED',
        version: null,
        read_at: null,
      })),
    );
    expect(await createReadRecorded(db)(form.serial)).toEqual(before);
    const audit = db.selectFrom('audit').select(['actor', 'role', 'action', 'detail']);
    expect((await audit.where('student_id', '=', form.student).orderBy('seq').execute()).at(-1)).toEqual({
      actor: 'retention',
      role: 'job',
      action: 'evidence-removed',
      detail: { serial: form.serial, handoverRows: 1, evidenceRows: 4 },
    });
  });

  test('an hour too early, nothing goes', async () => {
    const form = await handedOver();
    await later(daysOfTheYear(), -1);
    expect(await run()).toEqual(NOTHING);
    expect(await shown(form)).toHaveLength(1);
    expect((await proven(form)).every(({ version }) => version === '1.1')).toBe(true);
  });

  test('a second run, or one beside it, removes and tells nothing twice', async () => {
    const form = await handedOver();
    await later(daysOfTheYear(), 1);
    const [first, second] = await Promise.all([run(), run()]);
    expect([first.forms, second.forms].sort()).toEqual([0, 1]);
    expect(await run()).toEqual(NOTHING);
    const told = db.selectFrom('audit').select('seq').where('action', '=', 'evidence-removed');
    expect(await told.where('student_id', '=', form.student).execute()).toHaveLength(1);
  });

  test('a dry run counts and changes nothing', async () => {
    const form = await handedOver();
    await handedOver();
    await storeSubmission(db);
    await later(daysOfTheYear(), 1);
    const audited = () => db.selectFrom('audit').select('seq').execute();
    const before = await audited();
    expect(await run(true)).toEqual({ forms: 2, handoverRows: 2, evidenceRows: 8 });
    expect(await shown(form)).toHaveLength(1);
    expect(await audited()).toEqual(before);
    expect(await run()).toEqual({ forms: 2, handoverRows: 2, evidenceRows: 8 });
  });

  test('it works in batches', async () => {
    for (let count = 0; count < 5; count++) await handedOver();
    await later(daysOfTheYear(), 1);
    expect(await removeOldEvidence(db, { dryRun: false, batch: 2 })).toEqual({
      forms: 5,
      handoverRows: 5,
      evidenceRows: 20,
    });
  });

  test('a form that was not handed over keeps its evidence', async () => {
    const form = await storeSubmission(db);
    await later(4000);
    expect(await run()).toEqual(NOTHING);
    expect((await proven(form))[0]?.version).toBe('1.1');
  });

  describe('the database itself', () => {
    const blank = (serial: string) =>
      sql`update clearance.submission_evidence set version = null, read_at = null where serial = ${serial}`.execute(
        db,
      );

    test('refuses to blank evidence a day too early, or of a form that was not handed over', async () => {
      const form = await handedOver();
      const standing = await storeSubmission(db);
      await later(daysOfTheYear() - 1);
      await expect(blank(form.serial)).rejects.toThrow(/never change/);
      await later(4000);
      await expect(blank(standing.serial)).rejects.toThrow(/never change/);
      await blank(form.serial);
    });

    test('refuses every other change of evidence, however old', async () => {
      const { serial } = await handedOver();
      const other = await storeSubmission(db);
      await later(4000);
      for (const change of [
        `version = null`,
        `read_at = null`,
        `version = '9.9', read_at = null`,
        `version = null, read_at = now()`,
        `version = null, read_at = null, department = 'gym'`,
        `version = null, read_at = null, serial = '${other.serial}'`,
        `version = version`,
      ]) {
        const statement = `update clearance.submission_evidence set ${change} where serial = '${serial}'`;
        await expect(sql.raw(statement).execute(db)).rejects.toThrow(/never change/);
      }
      await expect(
        sql`delete from clearance.submission_evidence where serial = ${serial}`.execute(db),
      ).rejects.toThrow(/never change/);
      await expect(sql`truncate clearance.submission_evidence`.execute(db)).rejects.toThrow(/never change/);
    });

    test('refuses evidence that comes without its version or read time', async () => {
      for (const [version, at] of [
        ["'1.1'", 'null'],
        ['null', 'clearance.clearance_now()'],
      ]) {
        const statement = `insert into clearance.submission_evidence values ('x', 'library', 'PASSED', ${version}, ${at})`;
        await expect(sql.raw(statement).execute(db)).rejects.toThrow(/needs a version/);
      }
    });

    test('lets what was shown at a desk go only then', async () => {
      const { serial } = await handedOver();
      const remove = () => sql`delete from clearance.handover_evidence where serial = ${serial}`.execute(db);
      await later(daysOfTheYear() - 1);
      await expect(remove()).rejects.toThrow(/stay for a year/);
      await later(daysOfTheYear(), 1);
      await remove();
    });
  });
});
