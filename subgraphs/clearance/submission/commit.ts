import { type ControlledTransaction, type Kysely, sql } from 'kysely';
import { COMMIT_ROLE } from '../database/role.ts';
import type { ClearanceTables } from '../database/tables.ts';
import type { CommitResult, CommitWork } from './commit-result.ts';
import { ask, isRefusal } from './database-trouble.ts';
import { type Deadline, within } from './deadline.ts';
import { settleDoubt } from './doubt.ts';
import { limits } from './limits.ts';
import type { SubmissionRow } from './record.ts';
import type { AtStep } from './steps.ts';

type Db = Kysely<ClearanceTables>;

/** Where the commit runs. */
export interface CommitPorts {
  readonly db: Db;
  /** Run as `clearance_app`, which cannot change what is append-only. */
  readonly asRole: boolean;
  readonly at: AtStep;
}

/**
 * Stores a submission: one transaction, one function, nothing awaited in it but the database.
 *
 * A COMMIT whose answer does not come is asked after on another connection; only where that tells nothing either is
 * the result unknown.
 *
 * @throws DatabaseTrouble where the database failed before COMMIT: then nothing is stored
 */
export async function commitSubmission(
  ports: CommitPorts,
  work: CommitWork,
  deadline: Deadline,
): Promise<CommitResult> {
  const trx = await begin(ports.db, deadline);
  const staged = await stage(trx, ports.asRole, work, deadline).catch((error: unknown) => {
    if (isRefusal(error) && error.constraint === 'submission_once') return null;
    rollBack(trx);
    throw error;
  });
  if (staged === null) {
    rollBack(trx);
    return { kind: 'lost' };
  }
  await ports.at('before-commit');
  const ended = await sendCommit(trx, ports.at, deadline);
  if (ended === 'committed') await ports.at('committed');
  if (ended !== 'doubtful')
    return ended === 'committed' ? { kind: 'committed', row: staged } : { kind: ended };
  const { least, most } = limits.doubtMs;
  return settleDoubt(ports.db, work, Math.max(least, Math.min(most, deadline.left())));
}

/** Begins; a transaction that begins too late is ended again, or it would hold its connection for ever. */
async function begin(db: Db, deadline: Deadline): Promise<ControlledTransaction<ClearanceTables>> {
  const beginning = db.startTransaction().execute();
  try {
    return await ask(deadline.left(), beginning);
  } catch (error) {
    beginning.then(rollBack, () => {});
    throw error;
  }
}

/** Everything of the transaction but its end; null: the claim is no longer ours. */
async function stage(
  trx: ControlledTransaction<ClearanceTables>,
  asRole: boolean,
  work: CommitWork,
  deadline: Deadline,
): Promise<SubmissionRow | null> {
  const { request, attempt, serial, readAfter, readings, record } = work;
  if (asRole) await ask(deadline.left(), sql`set local role ${sql.id(COMMIT_ROLE)}`.execute(trx));
  const required = readings.map(({ contact }) => contact.code);
  const evidence = readings.map(({ contact, outcome, version }) => ({
    department: contact.code,
    outcome,
    version,
  }));
  const call = sql<{ response: SubmissionRow | null }>`
    select clearance.commit_submission(${request.sub}, ${request.role}, ${request.key}, ${attempt}::bigint, ${serial},
      ${required}::text[], ${readAfter}::timestamptz, ${JSON.stringify(evidence)}::text::jsonb,
      ${JSON.stringify(record)}::text::jsonb) as response`;
  return (await ask(deadline.left(), call.execute(trx))).rows[0]?.response ?? null;
}

async function sendCommit(
  trx: ControlledTransaction<ClearanceTables>,
  at: AtStep,
  deadline: Deadline,
): Promise<'committed' | 'rolled-back' | 'doubtful'> {
  const { least, most } = limits.commitMs;
  const patience = Math.max(least, Math.min(most, deadline.left() - limits.doubtMs.most));
  const commit = trx
    .commit()
    .execute()
    .then(
      () => 'committed' as const,
      (error: unknown) => {
        rollBack(trx);
        // A refusal at COMMIT (a check, a deadlock) is the database's word; anything else tells nothing.
        return isRefusal(error) ? ('rolled-back' as const) : ('doubtful' as const);
      },
    );
  await at('commit-sent');
  return within(patience, commit, 'doubtful' as const);
}

/** Frees the connection in the background; after a failed COMMIT that closes a broken one. */
function rollBack(trx: ControlledTransaction<ClearanceTables>): void {
  if (trx.isCommitted || trx.isRolledBack) return;
  trx
    .rollback()
    .execute()
    .catch(() => {});
}
