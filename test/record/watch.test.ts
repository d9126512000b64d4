import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Reading } from '../../subgraphs/clearance/reads/reading.ts';
import { createReadRecorded } from '../../subgraphs/clearance/record/read-recorded.ts';
import { closeReviewCase, openReviewCase } from '../../subgraphs/clearance/record/review-cases.ts';
import type { ReviewCases } from '../../subgraphs/clearance/watch/look-again.ts';
import { makeDue } from '../../subgraphs/clearance/watch/watch-queue.ts';
import { oneRound } from '../../subgraphs/clearance/watch/watcher.ts';
import { contactOf } from '../../subgraphs/kit/service/contact.ts';
import { loadProfile } from '../../subgraphs/kit/service/profile.ts';
import { databaseKinds } from '../kit/databases.ts';
import { type ServedRecord, serveRecord } from './kit/served-record.ts';
import { storeSubmission } from './kit/stored-submissions.ts';

const profile = loadProfile('current', 'guide-text');

function reading(code: string, outcome: Reading['outcome'], version: string): Reading {
  return { contact: contactOf(profile, code), outcome, version, reasons: [] };
}

/** What the departments say, the library aside. */
const others = ['archives', 'apartment', 'finance'].map((code) => reading(code, 'PASSED', '1.1'));

describe.each(databaseKinds)('the watcher, on $kind', ({ open }) => {
  let record: ServedRecord;
  beforeAll(async () => {
    record = await serveRecord(open);
  });
  afterAll(() => record.close());

  /** One round of one process, whose departments answer so. */
  function round(verdicts: () => Promise<Reading[]>, onTrouble: (trouble: unknown) => void = () => {}) {
    const cases: ReviewCases = {
      open: async (serial, { contact, version, reasons }) => {
        await openReviewCase(record.db, {
          serial,
          department: contact.code,
          version: version ?? '',
          reasons,
        });
      },
      close: async (serial, { contact, version }) => {
        await closeReviewCase(record.db, { serial, department: contact.code, version: version ?? '' });
      },
    };
    return oneRound({ db: record.db, reads: { verdicts }, cases, onTrouble });
  }
  const openCases = async (serial: string) =>
    (await createReadRecorded(record.db)(serial))?.openCases.map(({ version }) => version);
  const isDue = async (student: string) =>
    (await record.db.selectFrom('watch_due').select('due_at').where('student_id', '=', student).execute())
      .length > 0;

  test('a process that was slow to see a pass does not close what another found since', async () => {
    const { serial, student } = await storeSubmission(record.db);
    await makeDue(record.db, [student]);
    const began = Promise.withResolvers<void>();
    const slow = Promise.withResolvers<void>();
    const first = round(async () => {
      const seen = [reading('library', 'PASSED', '1.1'), ...others];
      began.resolve();
      await slow.promise;
      return seen;
    });
    await began.promise;
    await makeDue(record.db, [student]);
    await round(async () => [reading('library', 'NOT_PASSED', '1.2'), ...others]);
    expect(await openCases(serial)).toEqual(['1.2']);
    slow.resolve();
    await first;
    expect(await openCases(serial)).toEqual(['1.2']);
  });

  test('a change that is told during a look is looked at again', async () => {
    const { student } = await storeSubmission(record.db);
    await makeDue(record.db, [student]);
    await round(async () => {
      await makeDue(record.db, [student]);
      return [reading('library', 'PASSED', '1.1'), ...others];
    });
    expect(await isDue(student)).toBe(true);
    await round(async () => [reading('library', 'PASSED', '1.1'), ...others]);
    expect(await isDue(student)).toBe(false);
  });

  test('an unknown opens nothing and is put off; what fails beside it opens a case', async () => {
    const { serial, student } = await storeSubmission(record.db);
    await makeDue(record.db, [student]);
    const unknown: Reading = { ...reading('archives', 'UNKNOWN', '1.1'), version: null };
    await round(async () => [reading('library', 'NOT_PASSED', '1.2'), unknown, ...others.slice(1)]);
    expect(await openCases(serial)).toEqual(['1.2']);
    expect(await isDue(student)).toBe(true);
  });

  test('a student whose answer cannot be stored does not hold up the others', async () => {
    const stored = [await storeSubmission(record.db), await storeSubmission(record.db)];
    await makeDue(
      record.db,
      stored.map(({ student }) => student),
    );
    const troubles: unknown[] = [];
    let asked = 0;
    await round(
      async () => [reading('library', 'NOT_PASSED', asked++ === 0 ? 'no version' : '1.2'), ...others],
      (trouble) => troubles.push(trouble),
    );
    expect(troubles).toHaveLength(1);
    const found = await Promise.all(stored.map(({ serial }) => openCases(serial)));
    expect(found.flat()).toEqual(['1.2']);
  });
});
