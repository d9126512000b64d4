import type { Monotonic } from '../submission/deadline.ts';
import type { SubmissionLock } from './lock.ts';

/** The lock of a graph that runs in one process. */
export function createInProcessLock(elapsed: Monotonic): SubmissionLock {
  const held = new Map<string, { readonly until: number }>();
  return {
    acquire: async (studentId, lifeMs) => {
      const holder = held.get(studentId);
      if (holder && holder.until > elapsed()) return { kind: 'busy' };
      const mine = { until: elapsed() + lifeMs };
      held.set(studentId, mine);
      return {
        kind: 'held',
        release: async () => {
          if (held.get(studentId) === mine) held.delete(studentId);
        },
      };
    },
    close: async () => {},
  };
}
