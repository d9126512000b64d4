import type { BasicPooledClientSideCache, RedisArgument } from 'redis';
import { redisPackage } from '../../../wire/redis/redis-package.ts';

/** Names whose changes are told begin so. */
export const NEWS_PREFIX = 'clearance:entity:news:';

/** Called with the name under NEWS_PREFIX that was written; null: any may have been, or all of Redis was flushed. */
export type RedisChange = (key: string | null) => void;

/**
 * The package's hook for client-side caching, for a cache that keeps decoded values of its own: replies are not kept
 * here, messages are passed on. Broadcasting by prefix: Redis needs no memory for it, and what concerns a value that was
 * read from its department instead of Redis is told, too.
 */
export function createChangeFeed(changed: RedisChange): BasicPooledClientSideCache {
  class ChangeFeed extends redisPackage().BasicPooledClientSideCache {
    /** Part of each connection's greeting: what was missed before it is unknown. */
    override trackingOn(): string[] {
      changed(null);
      return ['CLIENT', 'TRACKING', 'ON', 'BCAST', 'PREFIX', NEWS_PREFIX];
    }

    override invalidate(key: RedisArgument | null): void {
      changed(key === null ? null : key.toString());
    }

    override clear(resetStats?: boolean): void {
      super.clear(resetStats);
      changed(null);
    }

    override onError(): void {
      changed(null);
    }

    override onClose(): void {
      changed(null);
    }
  }
  return new ChangeFeed();
}
