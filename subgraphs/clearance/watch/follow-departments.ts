import type { Kysely } from 'kysely';
import { followEvents } from '../../../wire/events/follow-events.ts';
import type { SignServiceToken } from '../../../wire/identity/service-token.ts';
import type { ClearanceTables } from '../database/tables.ts';
import { makeDue, readCursor, writeCursor } from './watch-queue.ts';

/** What following the departments works with. */
export interface FollowPorts {
  readonly db: Kysely<ClearanceTables>;
  /** Departments with the addresses of their events. */
  readonly departments: readonly { readonly name: string; readonly eventsUrl: string }[];
  readonly token: SignServiceToken;
  /** Students became due. */
  readonly onDue: () => void;
  /** Told of a department that cannot be followed, by name. */
  readonly onTrouble: (department: string, cause: unknown) => void;
  readonly now: () => Date;
}

// A department whose events are not heard, for whatever reason: its verdicts are asked for, all of them, this often.
const POLL_MS = 5 * 60_000;

/**
 * Takes the departments' events in: whoever's verdict changed is looked at again. The position is stored in the
 * transaction that makes the students due, so no event is lost with a process, and one that comes twice does no harm.
 *
 * @returns how to stop
 */
export function followDepartments(ports: FollowPorts): () => Promise<void> {
  const stopping = new AbortController();
  const following = ports.departments.map((department) => follow(ports, department, stopping.signal));
  return async () => {
    stopping.abort();
    await Promise.all(following);
  };
}

async function follow(
  ports: FollowPorts,
  { name, eventsUrl }: FollowPorts['departments'][number],
  signal: AbortSignal,
): Promise<void> {
  const { db, onDue, onTrouble, now } = ports;
  const store = (ids: readonly string[] | null, cursor: string | null) =>
    db.transaction().execute(async (trx) => {
      await makeDue(trx, ids);
      if (cursor !== null) await writeCursor(trx, name, cursor);
    });
  const everybody = () => store(null, null).then(onDue);
  const failed = (cause: unknown) => onTrouble(name, cause);
  let polling: NodeJS.Timeout | undefined;
  const stopPolling = () => {
    clearInterval(polling);
    polling = undefined;
  };
  const startPolling = () => {
    polling ??= setInterval(() => void everybody().catch(failed), POLL_MS).unref();
  };
  const after = await readCursor(db, name).catch(() => null);
  await followEvents({
    url: eventsUrl,
    token: () => ports.token(name),
    after,
    // Followed from here on for the first time: nobody knows what changed before.
    onPosition: (cursor) => void store(null, cursor).then(onDue, failed),
    onEvents: async (events) => {
      const changed = events.filter(({ type }) => type === 'verdict-changed');
      const ids = [...new Set(changed.map(({ studentId }) => studentId))];
      await store(ids, events.at(-1)?.cursor ?? null);
      onDue();
    },
    onReset: everybody,
    onFollowing: stopPolling,
    onInterrupted: (cause) => {
      failed(cause);
      startPolling();
    },
    onAbsent: startPolling,
    signal,
    now,
  });
  stopPolling();
}
