import pg from 'pg';
import type { HistoryLine, KeyLine, OutboxLine, SubmissionLine } from './history.ts';

const SUBMISSIONS = `
  select 'submission' as kind, s.serial, s.student_id as student, s.edition, s.required,
    extract(epoch from pg_xact_commit_timestamp(s.xmin))::float8 * 1000 as "committedWall",
    exists (select 1 from clearance.submission_event v where v.serial = s.serial and v.type = 'REOPENED') as void,
    (select coalesce(jsonb_agg(jsonb_build_object(
       'department', e.department, 'outcome', e.outcome, 'version', e.version)), '[]')
     from clearance.submission_evidence e where e.serial = s.serial) as evidence
  from clearance.submission s`;
const KEYS = `
  select 'key' as kind, student_id as student, key, response ->> 'serial' as serial
  from clearance.submission_key where state = 'COMPLETED'`;
const OUTBOX = `select 'outbox' as kind, type, serial from clearance.outbox`;

/** What the database holds, read in one snapshot by the server's superuser, past everything under test. */
export async function readStored(url: string): Promise<HistoryLine[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    const submissions = (await client.query<SubmissionLine>(SUBMISSIONS)).rows;
    const keys = (await client.query<KeyLine>(KEYS)).rows;
    const outbox = (await client.query<OutboxLine>(OUTBOX)).rows;
    return [...submissions, ...keys, ...outbox];
  } finally {
    await client.end();
  }
}
