import { type Kysely, sql } from 'kysely';
import type { ClearanceTables } from '../../../subgraphs/clearance/database/tables.ts';
import { recordOf } from '../../../subgraphs/clearance/submission/record.ts';
import { toSerial } from '../../../subgraphs/clearance/submission/serial.ts';
import { contactOf } from '../../../subgraphs/kit/service/contact.ts';
import { loadProfile } from '../../../subgraphs/kit/service/profile.ts';

const REQUIRED = ['library', 'archives', 'apartment', 'finance'];
const profile = loadProfile('current', 'guide-text');

let made = 0;

/** A serial and a student that no other test of this process has. */
export function newNames(): { readonly serial: string; readonly student: string } {
  made++;
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32BE(made, 12);
  return { serial: toSerial(bytes), student: `TSREC${made}` };
}

/** Stores a proven submission past the program, as the protocol would have; gives its serial and student. */
export async function storeSubmission(
  db: Kysely<ClearanceTables>,
  { student, edition = 1 }: { readonly student?: string; readonly edition?: number } = {},
): Promise<{ readonly serial: string; readonly student: string }> {
  const names = newNames();
  const whose = student ?? names.student;
  const readings = REQUIRED.map((code) => ({
    contact: contactOf(profile, code),
    outcome: 'PASSED' as const,
    version: '1.1',
    reasons: [],
  }));
  const entry = {
    studentId: whose,
    name: '张三',
    gender: 'MALE' as const,
    grade: '2017',
    college: '计算机科学与技术学院',
    major: '软件工程',
    enrollmentDate: '2017-09-01',
    leaveType: 'GRADUATION' as const,
    classYear: 2020,
  };
  const record = JSON.stringify(recordOf(profile, entry, readings, '2020-06-15'));
  await db.transaction().execute(async (trx) => {
    await sql`insert into clearance.student values (${whose}) on conflict do nothing`.execute(trx);
    await sql`with t as materialized (select clearance.clearance_now() - interval '10 ms' as at),
      s as (insert into clearance.submission
        select ${names.serial}, ${whose}, ${edition}, ${REQUIRED}::text[], at, at, ${whose}, ${record}::text::jsonb from t)
      insert into clearance.submission_evidence
        select ${names.serial}, d, 'PASSED', '1.1', at from t, unnest(${REQUIRED}::text[]) d`.execute(trx);
  });
  return { serial: names.serial, student: whose };
}

/** Shifts the database's clock from now on by an interval of SQL, e.g. `364 days`. */
export async function shiftClock(db: Kysely<ClearanceTables>, interval: string): Promise<void> {
  await sql
    .raw(
      `create or replace function clearance.clearance_now() returns timestamptz language sql volatile
       as 'select clock_timestamp() + interval ''${interval}'''`,
    )
    .execute(db);
}
