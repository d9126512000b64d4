import type { Viewer } from '../../request/viewer.ts';
import { type CacheCounters, uncounted } from './cache-counters.ts';
import { createCacheSecret } from './cache-secret.ts';
import { type CachedValue, groupOf, type Slot } from './cached-value.ts';
import { createFreshReads, type FreshRead } from './fresh-reads.ts';
import type { LocalLimits } from './local-tier.ts';
import { type Look, lookFurther } from './look.ts';
import { createMemory, type Memory } from './memory.ts';
import type { MakeRedisClient } from './redis-connection.ts';
import { createRedisTier, type RedisTier } from './redis-tier.ts';
import { isVersion } from './version.ts';

/** A department said that a student's data changed. */
export interface Invalidation {
  readonly subgraph: string;
  /** Student number. */
  readonly studentId: string;
  /** The version after the change; what is not `<epoch>.<n>` counts as unknown and as newer than anything. */
  readonly version: string;
}

/**
 * What departments said a short while ago, for display only: decisions are made from reads that have no code path here.
 * Nothing in it rejects; a Redis that is slow or gone makes it forget, never wait longer than 50 ms.
 */
export interface EntityCache {
  /** All that is remembered in this process and fresh, one value for each slot; null where one of them is not. */
  remembered(slots: readonly Slot[]): readonly CachedValue[] | null;
  /** One look for each slot; for a fresh read, what is there does not suffice. Immediate where this process remembers all. */
  look(slots: readonly Slot[], freshness: 'cached' | 'fresh'): Promise<readonly Look[]> | readonly Look[];
  /** Whether nothing is known to have changed since the look: then a read begun after it is still as good as one begun now. */
  holds(slot: Slot, look: Look): boolean;
  /** Remembers a value that was read after the look, unless something newer may be known. */
  store(slot: Slot, look: Look, value: CachedValue): void;
  /** Idempotent, in any order, any number of times. Holds in this process at once; resolves when Redis knows it or cannot be told. */
  invalidate(invalidation: Invalidation): Promise<void>;
  /** Events may have been missed: nothing that was read until now is shown by this process any more, wherever it lies. */
  invalidateAll(): void;
  /** Whether a caller may read past the cache now (`Cache-Control: no-cache`); counts as one such read. */
  freshRead(viewer: Viewer): Promise<FreshRead>;
  readonly counters: CacheCounters;
  readonly now: () => Date;
  close(): void;
}

/** What the cache is made with. */
export interface EntityCacheParts {
  readonly now: () => Date;
  /** A new unguessable text. */
  readonly newId: () => string;
  /** Default: 50,000 values, 64 MB. */
  readonly limits?: LocalLimits;
  readonly counters?: CacheCounters;
  /** Null: this process alone. */
  readonly redis: SharedRedis | null;
}

/** The Redis that gateways share. */
export interface SharedRedis {
  readonly make: MakeRedisClient;
  /** 32 bytes, the same for all gateways that share. */
  readonly secret: Buffer;
  /** How long it may take before it is done without, milliseconds; default 50. */
  readonly commandMs?: number;
}

const COMMAND_MS = 50;
const DEFAULT_LIMITS: LocalLimits = { maxEntries: 50_000, maxBytes: 64 * 1024 * 1024 };

/**
 * The in-process tier in front of Redis, if there is one. With Redis a value is kept in process only under a ticket that
 * Redis gave, on the connection that tells of changes: losing it empties this tier, and while it is lost every
 * read goes to the department (events may come through the same Redis). Without Redis, events alone keep it right.
 */
export function createEntityCache(parts: EntityCacheParts): EntityCache {
  const { now, counters = uncounted } = parts;
  const memory = createMemory(parts.limits ?? DEFAULT_LIMITS, now);
  const redis = parts.redis === null ? null : openRedisTier(parts.redis, { ...parts, counters, memory });
  return {
    remembered(slots) {
      const at = now().getTime();
      redis?.requireHeard(at);
      const values: CachedValue[] = [];
      for (const slot of slots) {
        const found = memory.find(slot, at);
        if (found === null || found.freshUntil <= at) return null;
        values.push(found);
      }
      return values;
    },
    look(slots, freshness) {
      const at = now().getTime();
      redis?.requireHeard(at);
      const moment = memory.moment();
      let isEnough = true;
      const looks = slots.map((slot): Look => {
        // A fresh read needs a ticket to replace what is there.
        const found = freshness === 'fresh' ? null : memory.find(slot, at);
        if (found === null || found.freshUntil <= at) isEnough = false;
        return { found, moment, ticket: null };
      });
      return redis === null || isEnough ? looks : lookFurther(slots, looks, { redis, memory, now });
    },
    holds: (slot, { moment }) => memory.holds(slot, moment),
    store(slot, look, value) {
      const { subgraph } = slot.group;
      if (redis !== null && look.ticket === null) return;
      if (!memory.keep(slot, look.moment, value)) return counters.refused(subgraph);
      if (redis === null || look.ticket === null) return counters.stored(subgraph);
      void redis.store(slot, look.ticket, value).then((isStored) => {
        if (isStored === true) counters.stored(subgraph);
        if (isStored === false) counters.refused(subgraph);
        // Redis knows of something newer, or would not tell of it: nothing may be kept here that it does not have.
        if (isStored !== true) memory.drop(slot.group.id);
      });
    },
    async invalidate({ subgraph, studentId, version }) {
      const group = groupOf(subgraph, studentId);
      const known = isVersion(version) ? version : null;
      memory.changed(group.id, known);
      await redis?.invalidate(group, known);
    },
    invalidateAll: memory.everythingChanged,
    freshRead: createFreshReads(),
    counters,
    now,
    close: () => redis?.close(),
  };
}

function openRedisTier(
  { make, secret, commandMs = COMMAND_MS }: SharedRedis,
  parts: Pick<EntityCacheParts, 'now' | 'newId'> & { counters: CacheCounters; memory: Memory },
): RedisTier {
  const { memory, counters, now, newId } = parts;
  const changed = memory.touched;
  return createRedisTier({
    make,
    secret: createCacheSecret(secret),
    changed,
    counters,
    now,
    newId,
    commandMs,
  });
}
