import { setTimeout as wait } from 'node:timers/promises';
import type { Monotonic } from '../submission/deadline.ts';
import { limits } from '../submission/limits.ts';
import type { SubmissionLock } from './lock.ts';

/** How the wait for a lock ended; with or without it the call goes on. */
export interface LockWait {
  /** Something may have been stored meanwhile: look again. */
  readonly waited: boolean;
  /** In the background; never fails. */
  readonly release: () => void;
}

const PAUSE = { leastMs: 15, spreadMs: 30 };

/** Asks for a student's lock until it is held, cannot be told, or half a second is over. */
export async function waitForLock(
  lock: SubmissionLock,
  studentId: string,
  { elapsed, random }: { readonly elapsed: Monotonic; readonly random: () => number },
): Promise<LockWait> {
  const end = elapsed() + limits.lockWaitMs;
  for (let waited = false; ; waited = true) {
    const attempt = await lock.acquire(studentId, limits.lockLifeMs);
    if (attempt.kind === 'held') return { waited, release: () => void attempt.release() };
    if (attempt.kind === 'unavailable' || elapsed() >= end) return { waited, release: () => {} };
    await wait(PAUSE.leastMs + random() * PAUSE.spreadMs);
  }
}
