import { setTimeout as wait } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import type { ClearanceTables } from '../database/tables.ts';
import type { CommitResult, CommitWork } from './commit-result.ts';
import { within } from './deadline.ts';
import type { SubmissionRow } from './record.ts';

const PAUSE_MS = 50;

interface KeyRow {
  state: 'STARTED' | 'COMPLETED';
  attempt: number;
  response: SubmissionRow | null;
}

/**
 * What became of a COMMIT whose answer was lost, asked on another connection.
 *
 * `FOR UPDATE` waits until the transaction in doubt, which holds the key row, has ended; then the row tells. A
 * database that restarts is asked again until the time is over.
 *
 * @param ms then the result is unknown
 */
export async function settleDoubt(
  db: Kysely<ClearanceTables>,
  work: CommitWork,
  ms: number,
): Promise<CommitResult> {
  const end = AbortSignal.timeout(Math.max(1, Math.round(ms)));
  const settled = askUntilTold(db, work, end);
  return within(ms, settled, { kind: 'unknown' } as const);
}

async function askUntilTold(
  db: Kysely<ClearanceTables>,
  work: CommitWork,
  end: AbortSignal,
): Promise<CommitResult> {
  const { sub, key } = work.request;
  while (!end.aborted) {
    try {
      const { rows } = await sql<KeyRow>`
        select state, attempt, response from clearance.submission_key
        where sub = ${sub} and key = ${key} for update`.execute(db);
      return resultOf(rows[0], work.attempt);
    } catch {
      await wait(PAUSE_MS, undefined, { ref: false });
    }
  }
  return { kind: 'unknown' };
}

/** A completed row is never deleted and ours completes in our transaction only, so no row and a started one mean: rolled back. */
function resultOf(row: KeyRow | undefined, attempt: number): CommitResult {
  if (row?.attempt !== attempt) return { kind: 'lost' };
  return row.response ? { kind: 'committed', row: row.response } : { kind: 'rolled-back' };
}
