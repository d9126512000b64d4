import type { Kysely } from 'kysely';
import type { ClearanceTables } from '../../database/tables.ts';
import { applyAbsence, applyRoster } from '../model/apply-roster.ts';
import { asNextRevision } from '../model/next-revision.ts';
import type { RosterPage } from './read-roster.ts';
import { type SweepStep, stepSweep, type TakenSweep } from './sweeps.ts';

/**
 * One page of the registry: writes who there is, and takes those off their class whom it does not list any more.
 *
 * @returns what it did, or null where somebody else took the sweep over
 */
export async function sweepRosterPage(
  db: Kysely<ClearanceTables>,
  sweep: TakenSweep,
  readPage: (after: string) => Promise<RosterPage>,
): Promise<SweepStep | null> {
  const { students, next } = await readPage(sweep.cursor);
  const listed = students.map(({ studentId }) => studentId);
  let step: SweepStep | null = null;
  await asNextRevision(db, async (trx, revision) => {
    const written = await applyRoster(trx, students, revision);
    const gone = await applyAbsence(trx, { after: sweep.cursor, until: next, listed }, revision);
    const changed = written + gone;
    const done = { cursor: next, read: students.length, unread: 0, changed };
    if (await stepSweep(trx, sweep, done)) step = done;
    return changed;
  });
  return step;
}
