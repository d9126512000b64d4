import { randomBytes } from 'node:crypto';
import type { GatewayConfig } from './config.ts';
import type { GatewayPorts } from './ports.ts';
import type { CacheCounters } from './upstream/cache/cache-counters.ts';
import { ensureCacheKey, readCacheKey } from './upstream/cache/cache-key-file.ts';
import { createEntityCache, type EntityCache } from './upstream/cache/entity-cache.ts';
import { redisMaker } from './upstream/cache/redis-maker.ts';

/**
 * The cache of what departments said, in process, and in Redis where the configuration names one; null where it is off, as in
 * front of a foreign supergraph, whose outcomes nobody knows. Rejects with a sentence where its key cannot be used.
 */
export async function openCache(
  { cache, redis, cacheKeyFile, dataDir }: GatewayConfig,
  { now, newId }: Pick<GatewayPorts, 'now' | 'newId'>,
  counters?: CacheCounters,
): Promise<EntityCache | null> {
  if (cache === 'off') return null;
  const secret = async () =>
    cacheKeyFile === null ? ensureCacheKey(dataDir, randomBytes) : readCacheKey(cacheKeyFile);
  return createEntityCache({
    now,
    newId,
    ...(counters && { counters }),
    redis: redis && { make: redisMaker(redis), secret: await secret() },
  });
}
