import type { Kysely } from 'kysely';
import { formatCursor, parseCursor } from '../../../../wire/events/cursor.ts';
import { pause } from '../../../../wire/events/pause.ts';
import { newestCursor, readOutbox } from '../../../kit/events/read-outbox.ts';
import type { ClearanceTables } from '../../database/tables.ts';
import { applySubmissions } from '../model/apply-submissions.ts';
import { asNextRevision } from '../model/next-revision.ts';
import { readPosition, writePosition } from '../model/sources.ts';

/** What following our own record works with. */
export interface FollowSubmissionsParts {
  readonly db: Kysely<ClearanceTables>;
  readonly onTrouble: (cause: unknown) => void;
  readonly signal: AbortSignal;
}

const SOURCE = 'clearance';
const BATCH = 500;
const LOOK_MS = 300;
const RETRY_MS = 2_000;

/**
 * Takes submissions, hand-overs and reopenings into the read model as our own outbox tells of them, until the signal
 * aborts; never rejects. What is written is read from the record itself, so taking an event in twice does no harm.
 */
export async function followSubmissions({ db, onTrouble, signal }: FollowSubmissionsParts): Promise<void> {
  let troubled = false;
  while (!signal.aborted) {
    try {
      const more = await takeIn(db);
      troubled = false;
      if (!more) await pause(LOOK_MS, signal);
    } catch (error) {
      if (!troubled && !signal.aborted) onTrouble(error);
      troubled = true;
      await pause(RETRY_MS, signal);
    }
  }
}

/** @returns whether there may be more */
async function takeIn(db: Kysely<ClearanceTables>): Promise<boolean> {
  const after = parseCursor(await readPosition(db, SOURCE));
  if (after === null) {
    await everybody(db);
    return true;
  }
  const found = await readOutbox(db, SOURCE, after, BATCH);
  if (found.kind === 'unknown') {
    await everybody(db);
    return true;
  }
  const last = found.events.at(-1);
  if (!last) return false;
  const ids = [...new Set(found.events.map(({ studentId }) => studentId))];
  await asNextRevision(db, async (trx, revision) => {
    const changed = await applySubmissions(trx, ids, revision);
    await writePosition(trx, SOURCE, last.cursor);
    return changed;
  });
  return found.events.length === BATCH;
}

async function everybody(db: Kysely<ClearanceTables>): Promise<void> {
  const newest = await newestCursor(db, SOURCE);
  await asNextRevision(db, async (trx, revision) => {
    const changed = await applySubmissions(trx, null, revision);
    await writePosition(trx, SOURCE, formatCursor(newest));
    return changed;
  });
}
