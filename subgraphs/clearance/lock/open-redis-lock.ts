import type { RedisAddress } from '../../../wire/redis/redis-address.ts';
import { within } from '../submission/deadline.ts';
import type { SubmissionLock } from './lock.ts';
import { createLockCommands } from './redis-commands.ts';
import { createRedisLock } from './redis-lock.ts';

/** A lock, with a remark where its Redis could not be asked yet, or why it must not be used. */
export type OpenedLock =
  | { readonly kind: 'opened'; readonly lock: SubmissionLock; readonly remark: string | null }
  | { readonly kind: 'refused'; readonly sentence: string };

const START_MS = 2_000;

/**
 * Connects to the locks' Redis and looks at its eviction policy, for at most 2 s.
 *
 * Only `noeviction` is taken: of 200 locks beside a full cache 15 were left under allkeys-lru. A Redis that cannot be
 * reached, or does not tell, is used as far as it answers: locks decide nothing.
 */
export async function openRedisLock(address: RedisAddress, newToken: () => string): Promise<OpenedLock> {
  const commands = createLockCommands(address);
  const asked = commands.connect().then(commands.evictionPolicies);
  const policies = await within(START_MS, asked, null).catch(() => null);
  const unfit = policies?.find((policy) => policy !== 'noeviction' && policy !== 'unknown');
  if (unfit !== undefined) {
    await commands.close().catch(() => {});
    const sentence = `REDIS_LOCK_URL (or REDIS_URL) names a Redis whose maxmemory-policy is ${unfit}: it may drop locks. Set it to noeviction, or give the locks a Redis of their own by REDIS_LOCK_URL.`;
    return { kind: 'refused', sentence };
  }
  const told = policies !== null && policies.length > 0 && !policies.includes('unknown');
  const remark = told
    ? null
    : 'The Redis of the locks did not tell its maxmemory-policy; submissions are safe without it, only slower.';
  return { kind: 'opened', lock: createRedisLock(commands, newToken), remark };
}
