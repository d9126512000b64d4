import type { ClearanceConfig } from './config.ts';
import type { SubmissionLock } from './lock/lock.ts';
import { openRedisLock } from './lock/open-redis-lock.ts';
import { newToken } from './ports.ts';

/**
 * The lock that the configuration asks for; undefined: the one in process.
 *
 * @throws Error with a sentence where the configured Redis may drop locks
 */
export async function openConfiguredLock(
  { redisLock }: ClearanceConfig,
  remark: (sentence: string) => void,
): Promise<SubmissionLock | undefined> {
  if (redisLock === null) return undefined;
  const opened = await openRedisLock(redisLock, newToken);
  if (opened.kind === 'refused') throw new Error(opened.sentence);
  if (opened.remark !== null) remark(opened.remark);
  return opened.lock;
}
