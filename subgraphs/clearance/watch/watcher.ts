import type { Kysely } from 'kysely';
import type { ClearanceTables } from '../database/tables.ts';
import type { FreshReads } from '../reads/fresh-reads.ts';
import { lookAgain, type ReviewCases } from './look-again.ts';
import { type DueStudent, putOff, settleDue, takeDue } from './watch-queue.ts';
import { readWatched } from './watched-submissions.ts';

/** What the watcher works with. */
export interface WatchPorts {
  readonly db: Kysely<ClearanceTables>;
  readonly reads: Pick<FreshReads, 'verdicts'>;
  readonly cases: ReviewCases;
  /** Told of a student who could not be looked at, and once when whole rounds begin to fail; they stay due. */
  readonly onTrouble: (trouble: unknown) => void;
}

/** A watcher at work. */
export interface Watcher {
  /** Looks for due students at once; they are looked for every half second anyway. */
  readonly wake: () => void;
  /** Finishes the round that is under way. */
  readonly stop: () => Promise<void>;
}

const PAUSE_MS = 500;
// As many as one request to a department carries.
const ROUND = 100;

/**
 * Looks again at submissions whose departments may have changed, until the diploma is handed over.
 *
 * Several processes may watch one database. Two may look at one student at once, where something changed during a look;
 * what they find is ordered by the versions of the verdicts.
 */
export function startWatcher(ports: WatchPorts): Watcher {
  let stopping = false;
  let resume = () => {};
  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, PAUSE_MS);
      timer.unref();
      resume = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const work = async () => {
    let troubled = false;
    while (!stopping) {
      const looked = await oneRound(ports).catch((error: unknown) => {
        if (!troubled) ports.onTrouble(error);
        return null;
      });
      troubled = looked === null;
      if ((looked ?? 0) < ROUND && !stopping) await pause();
    }
  };
  const working = work();
  return {
    wake: () => resume(),
    stop: async () => {
      stopping = true;
      resume();
      await working;
    },
  };
}

/** Looks at the students that are due, at most as many as one request carries. @returns how many they were */
export async function oneRound({ db, reads, cases, onTrouble }: WatchPorts): Promise<number> {
  const due = await takeDue(db, ROUND);
  if (due.length === 0) return 0;
  const watched = await readWatched(
    db,
    due.map(({ studentId }) => studentId),
  );
  const partly = new Set<string>();
  await Promise.all(
    watched.map(async (one) => {
      // One student whose answer cannot be stored must not hold up the others.
      const looked = await lookAgain(one, reads, cases).catch((error: unknown) => {
        onTrouble(error);
        return 'partly';
      });
      if (looked === 'partly') partly.add(one.studentId);
    }),
  );
  const isPartly = ({ studentId }: DueStudent) => partly.has(studentId);
  await settleDue(
    db,
    due.filter((one) => !isPartly(one)),
  );
  await putOff(db, due.filter(isPartly));
  return due.length;
}
