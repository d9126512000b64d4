import type { Kysely } from 'kysely';
import type { FollowedEvent } from '../../../../wire/events/follow.ts';
import { followEvents } from '../../../../wire/events/follow-events.ts';
import type { ClearanceTables } from '../../database/tables.ts';
import { noteStudents } from '../model/apply-roster.ts';
import { applyVerdicts, type ToldVerdict } from '../model/apply-verdicts.ts';
import { asNextRevision } from '../model/next-revision.ts';
import { noteSource, readPosition, writePosition } from '../model/sources.ts';
import { requestSweeps } from '../sweep/sweeps.ts';

/** What following one department works with. */
export interface FollowVerdictsParts {
  readonly db: Kysely<ClearanceTables>;
  readonly department: string;
  readonly eventsUrl: string;
  readonly token: () => Promise<string>;
  readonly pollMs: number;
  /** A sweep was asked for: of this department, or of the registry where it told of somebody unknown. */
  readonly onSweepWanted: () => void;
  readonly onTrouble: (cause: unknown) => void;
  readonly signal: AbortSignal;
  readonly now: () => Date;
}

/** A department that is followed. */
export interface FollowedVerdicts {
  /** Whether its events are heard at this moment. */
  readonly isFollowed: () => boolean;
  readonly ended: Promise<void>;
}

const STILL_HEARD_MS = 10_000;

/**
 * Takes a department's events into the read model, each once by its version, until the signal aborts.
 *
 * The position is stored in the transaction that takes the events in. Where a department is followed for the first time,
 * or does not know the position any more, all of it is read anew; while it is not followed, it is read every `pollMs`.
 */
export function followVerdicts(parts: FollowVerdictsParts): FollowedVerdicts {
  const { db, department, onSweepWanted, onTrouble, signal } = parts;
  let followed = false;
  const sweep = async (kind: 'REBUILD' | 'POLL') => {
    await requestSweeps(db, kind, [department]);
    onSweepWanted();
  };
  const note = () =>
    followed
      ? noteSource(db, department, 'EVENTS', 'heard')
      : noteSource(db, department, 'LOST', 'not-heard');
  const polling = setInterval(() => {
    if (!followed) void sweep('POLL').catch(onTrouble);
  }, parts.pollMs).unref();
  const heard = setInterval(() => {
    if (followed) void note().catch(() => {});
  }, STILL_HEARD_MS).unref();
  const turn = (to: boolean) => {
    followed = to;
    void note().catch(onTrouble);
  };
  const work = async () => {
    const after = await readPosition(db, department).catch(() => null);
    await followEvents({
      url: parts.eventsUrl,
      token: parts.token,
      after,
      // Followed from here on for the first time: nobody knows what was before.
      onPosition: (cursor) => {
        void requestSweeps(db, 'REBUILD', [department])
          .then(() => writePosition(db, department, cursor))
          .then(onSweepWanted, onTrouble);
      },
      onEvents: (events) => takeIn(parts, events),
      onReset: () => sweep('REBUILD'),
      onFollowing: () => turn(true),
      onInterrupted: (cause) => {
        turn(false);
        onTrouble(cause);
      },
      onAbsent: () => {
        followed = false;
        void sweep('POLL').catch(onTrouble);
      },
      signal,
      now: parts.now,
    });
    clearInterval(polling);
    clearInterval(heard);
  };
  return { isFollowed: () => followed, ended: work() };
}

async function takeIn(
  { db, department, onSweepWanted }: FollowVerdictsParts,
  events: readonly FollowedEvent[],
): Promise<void> {
  const told = events.flatMap(toldBy);
  const cursor = events.at(-1)?.cursor;
  let unknown = 0;
  await asNextRevision(db, async (trx, revision) => {
    const ids = told.map(({ studentId }) => studentId);
    unknown = await noteStudents(trx, ids, revision);
    const changed = await applyVerdicts(trx, department, told, revision, { kind: 'newer' });
    if (cursor !== undefined) await writePosition(trx, department, cursor);
    // Somebody the registry has not told of: it is asked, and not again for the same student.
    if (unknown > 0) await requestSweeps(trx, 'POLL', ['registry']);
    return changed + unknown;
  });
  if (unknown > 0) onSweepWanted();
}

function toldBy({ type, studentId, version, outcome, reasons, occurredAt }: FollowedEvent): ToldVerdict[] {
  if (type !== 'verdict-changed' || version === undefined) return [];
  if (outcome !== 'PASSED' && outcome !== 'NOT_PASSED' && outcome !== 'UNKNOWN') return [];
  const at = new Date(occurredAt);
  return [{ studentId, version, outcome, reasons: reasons ?? [], at, asOf: at }];
}
