import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ClearanceTables, clearanceMigrations } from '../../subgraphs/clearance/database/tables.ts';
import { defaultPorts } from '../../subgraphs/clearance/ports.ts';
import type { FreshReads } from '../../subgraphs/clearance/reads/fresh-reads.ts';
import type { Reading } from '../../subgraphs/clearance/reads/reading.ts';
import { createSubmit } from '../../subgraphs/clearance/submission/submit.ts';
import { migrate } from '../../subgraphs/kit/database/migrate.ts';
import { contactOf } from '../../subgraphs/kit/service/contact.ts';
import { loadProfile } from '../../subgraphs/kit/service/profile.ts';
import { databaseKinds, type TestDatabase } from '../kit/databases.ts';

// Two processes as far as the protocol can tell: each has a lock and flights of its own, both have one PostgreSQL.
let opened: TestDatabase;
const profile = loadProfile('current', 'guide-text');
beforeAll(async () => {
  opened = await databaseKinds[1].open();
  await migrate(opened.database.forSchema('clearance'), 'clearance', clearanceMigrations);
});
afterAll(() => opened.dispose());

function processThatReads(verdicts: FreshReads['verdicts']) {
  const roster: FreshReads['roster'] = async (studentId) => ({
    kind: 'on-roster',
    entry: {
      studentId,
      name: '样例',
      gender: null,
      grade: null,
      college: null,
      major: null,
      enrollmentDate: null,
      leaveType: 'GRADUATION',
      classYear: 2020,
    },
  });
  const db = opened.database.forSchema<ClearanceTables>('clearance');
  return createSubmit({
    ...defaultPorts(),
    db,
    profile,
    reads: { roster, verdicts },
    mayUseRole: async () => false,
  });
}

function reading(code: string, outcome: Reading['outcome']): Reading {
  return { contact: contactOf(profile, code), outcome, version: '1.1', reasons: [] };
}

const passing: FreshReads['verdicts'] = async (_student, codes) =>
  codes.map((code) => reading(code, 'PASSED'));

function request(key: string) {
  return { sub: 'TS2020S1', role: 'student', studentId: 'TS2020S1', key, fingerprint: 'same' };
}

test('who joins a refusal that began before another process stored the submission is told of the submission', async () => {
  const asked = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<void>();
  const failingLate = processThatReads(async (_student, codes) => {
    asked.resolve();
    await answer.promise;
    return codes.map((code) => reading(code, 'NOT_PASSED'));
  });
  const early = failingLate(request('first-key-00000001'));
  await asked.promise;
  const stored = await processThatReads(passing)(request('other-key-00000001'));
  expect(stored).toMatchObject({ kind: 'submitted', replayed: false });

  const late = [failingLate(request('first-key-00000001')), failingLate(request('first-key-00000001'))];
  answer.resolve();
  expect((await early).kind).toBe('not-eligible');
  for (const told of await Promise.all(late))
    expect(told).toMatchObject({ kind: 'already-submitted', row: { edition: 1 } });
});
