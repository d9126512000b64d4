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
  /** Told once when rounds begin to fail; the students stay due. */
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
 * Several processes may watch one database: each student is taken by one of them at a time.
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
export async function oneRound({ db, reads, cases }: WatchPorts): Promise<number> {
  const due = await takeDue(db, ROUND);
  if (due.length === 0) return 0;
  const watched = await readWatched(
    db,
    due.map(({ studentId }) => studentId),
  );
  const partly = new Set<string>();
  await Promise.all(
    watched.map(async (one) => {
      if ((await lookAgain(one, reads, cases)) === 'partly') partly.add(one.studentId);
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
