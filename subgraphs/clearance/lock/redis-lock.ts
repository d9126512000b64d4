import { within } from '../submission/deadline.ts';
import type { SubmissionLock } from './lock.ts';
import type { LockCommands } from './redis-commands.ts';

const COMMAND_MS = 50;

/**
 * The lock in Redis: `SET lock:{student} token NX PX life`, given back by compare-and-delete.
 *
 * A Redis that does not answer within 50 ms is `unavailable`: the submission goes on without a lock. Such a SET may
 * still have happened, so it is given back in the background.
 *
 * @param newToken unguessable and never twice: nobody else's lock is ever deleted
 */
export function createRedisLock(commands: LockCommands, newToken: () => string): SubmissionLock {
  return {
    acquire: async (studentId, lifeMs) => {
      const token = newToken();
      // The braces make a cluster place all keys of one student together.
      const key = `lock:{${studentId}}`;
      const release = async () => {
        await within(COMMAND_MS, commands.deleteIfEqual(key, token), null).catch(() => {});
      };
      const answer = await within(
        COMMAND_MS,
        commands.setIfAbsent(key, token, lifeMs),
        'late' as const,
      ).catch(() => 'failed' as const);
      if (answer === true) return { kind: 'held', release };
      if (answer === false) return { kind: 'busy' };
      if (answer === 'late') void release();
      return { kind: 'unavailable' };
    },
    close: commands.close,
  };
}
