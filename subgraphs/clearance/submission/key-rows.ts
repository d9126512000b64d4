import { type Kysely, sql } from 'kysely';
import type { ClearanceTables } from '../database/tables.ts';
import { ask } from './database-trouble.ts';
import { limits } from './limits.ts';
import type { SubmitOutcome, SubmitRequest } from './outcome.ts';
import type { SubmissionRow } from './record.ts';

type Db = Kysely<ClearanceTables>;

/** What is stored about a call before it does anything, all from one instant. */
export interface Found {
  /** The database's clock. */
  readonly now: Date;
  /** The edition that the student would submit, or has submitted. */
  readonly edition: number;
  readonly key: {
    readonly state: 'STARTED' | 'COMPLETED';
    readonly fingerprint: string;
    readonly edition: number;
    readonly lockedUntil: Date;
    readonly response: SubmissionRow | null;
  } | null;
  /** The student's submission of that edition. */
  readonly submission: SubmissionRow | null;
}

/** A claim on a key. */
export interface Claim {
  /** The fencing token. */
  readonly attempt: number;
  /** The database's clock at the claim: reads begin after it. */
  readonly at: Date;
}

interface FoundRow {
  now: Date;
  edition: number;
  state: 'STARTED' | 'COMPLETED' | null;
  fingerprint: string;
  key_edition: number;
  locked_until: Date;
  response: SubmissionRow | null;
  submission: SubmissionRow | null;
}

/** Reads the key's row and the student's submission in one statement. */
export async function look(db: Db, { sub, key, studentId }: SubmitRequest, ms: number): Promise<Found> {
  const query = sql<FoundRow>`
    select clearance.clearance_now() as now, e.edition, k.state, k.fingerprint, k.edition as key_edition,
      k.locked_until, k.response,
      case when s.serial is not null then jsonb_build_object('serial', s.serial, 'edition', s.edition,
        'submitted_at', s.submitted_at, 'read_after', s.read_after, 'record', s.record) end as submission
    from (select clearance.edition_of(${studentId}) as edition) e
    left join clearance.submission_key k on k.sub = ${sub} and k.key = ${key}
    left join clearance.submission s on s.student_id = ${studentId} and s.edition = e.edition`;
  const [row] = (await ask(ms, query.execute(db))).rows;
  if (!row) throw new Error('A select without a condition gave no row');
  const { now, edition, submission, state } = row;
  const key_ = { fingerprint: row.fingerprint, edition: row.key_edition, lockedUntil: row.locked_until };
  return { now, edition, submission, key: state && { ...key_, state, response: row.response } };
}

/** The answer that what is stored gives already, in the order of the protocol's table; null: the call goes on. */
export function knownOutcome({ key, edition, submission }: Found, fingerprint: string): SubmitOutcome | null {
  if (key && (key.fingerprint !== fingerprint || key.edition !== edition)) return { kind: 'key-reused' };
  if (key?.response) return { kind: 'submitted', row: key.response, replayed: true };
  return submission && { kind: 'already-submitted', row: submission };
}

/** The answer while another call works under the key; null: none does, or its lease is over. */
export function busyOutcome({ key, now }: Found): SubmitOutcome | null {
  const left = key ? key.lockedUntil.getTime() - now.getTime() : 0;
  return key?.state === 'STARTED' && left >= 0
    ? { kind: 'in-progress', retryAfterMs: Math.max(left, 100) }
    : null;
}

/** Takes the key, or takes it over from a call whose lease is over; null: somebody was faster. */
export async function claim(
  db: Db,
  request: SubmitRequest,
  edition: number,
  ms: number,
): Promise<Claim | null> {
  const { sub, key, studentId, fingerprint } = request;
  const query = sql<Claim>`
    insert into clearance.submission_key as k (sub, key, student_id, edition, fingerprint, state, locked_until)
    values (${sub}, ${key}, ${studentId}, ${edition}, ${fingerprint}, 'STARTED',
      clearance.clearance_now() + ${limits.leaseMs} * interval '1 ms')
    on conflict (sub, key) do update
      set attempt = nextval('clearance.attempt'), locked_until = excluded.locked_until
      where k.state = 'STARTED' and k.fingerprint = excluded.fingerprint and k.edition = excluded.edition
        and k.locked_until < clearance.clearance_now()
    returning attempt, clearance.clearance_now() as at`;
  return (await ask(ms, query.execute(db))).rows[0] ?? null;
}

/** The database's clock, for a new round of reads. */
export async function databaseNow(db: Db, ms: number): Promise<Date> {
  const [row] = (await ask(ms, sql<{ now: Date }>`select clearance.clearance_now() as now`.execute(db))).rows;
  if (!row) throw new Error('A select without a condition gave no row');
  return row.now;
}

/** Gives the key back: only success is stored under it. Best effort; a row that stays is over with its lease. */
export async function giveBack(
  db: Db,
  { sub, key }: SubmitRequest,
  attempt: number,
  ms: number,
): Promise<void> {
  const query = db
    .deleteFrom('submission_key')
    .where('sub', '=', sub)
    .where('key', '=', key)
    .where('attempt', '=', attempt)
    .where('state', '=', 'STARTED');
  await ask(ms, query.execute()).catch(() => {});
}
