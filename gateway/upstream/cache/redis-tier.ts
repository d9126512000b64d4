import type { CacheCounters } from './cache-counters.ts';
import type { CacheSecret } from './cache-secret.ts';
import type { CachedValue, Group, Slot } from './cached-value.ts';
import { NEWS_PREFIX } from './change-feed.ts';
import { createGuardedRedis } from './guarded-redis.ts';
import { tombstoneLifeOf } from './life-of.ts';
import { type CacheRedisClient, type MakeRedisClient, REDIS_PREFIX, runScript } from './redis-connection.ts';
import { INVALIDATE, LOOK, STORE } from './redis-scripts.ts';
import { readSealed, writeSealed } from './sealed-value.ts';

/** What Redis said of a slot: the ticket that storing needs (null: Redis is full), and the value if there is one. */
export interface RedisLook {
  readonly ticket: string | null;
  readonly found: CachedValue | null;
}

/** A place as Redis knows it. */
type NamedSlot = Pick<Slot, 'group' | 'field'>;

/** Values shared by all gateways. Nothing here rejects. */
export interface RedisTier {
  /** See GuardedRedis. */
  requireHeard(at: number): void;
  /** One look for each slot; null where Redis could not be asked. */
  look(slots: readonly NamedSlot[]): Promise<readonly (RedisLook | null)[]>;
  /** Whether it was stored; null where Redis could not be asked. */
  store(slot: NamedSlot, ticket: string, value: CachedValue): Promise<boolean | null>;
  /** Resolves when Redis took it or could not be asked; then it is told as soon as it answers again. */
  invalidate(group: Group, version: string | null): Promise<void>;
  close(): void;
}

/** What the Redis tier is made with. */
export interface RedisTierParts {
  readonly make: MakeRedisClient;
  readonly secret: CacheSecret;
  /** Another gateway wrote to this group, or it is gone; null: any may have changed. */
  readonly changed: (group: string | null) => void;
  readonly counters: CacheCounters;
  readonly now: () => Date;
  /** A new unguessable text. */
  readonly newId: () => string;
  /** How long Redis may take before it is done without, milliseconds. */
  readonly commandMs: number;
}

const MAX_FIELDS = 66;
const MAX_NAMES = 100_000;
const MAX_OWED = 10_000;
/** Looks that share a time limit; once one is missed, Redis is not asked for the rest. */
const AT_ONCE = 100;
/** Nobody waits for a value to be stored. */
const STORE_MS = 250;

/** The tier over one Redis, cluster or sentinel group. See redis-scripts.ts for what lies there. */
export function createRedisTier(parts: RedisTierParts): RedisTier {
  const { secret, changed, counters, newId } = parts;
  /** Which group a name in Redis stands for; of those that this process asked for. */
  const groups = new Map<string, string>();
  /** Invalidations that Redis could not be told of. */
  const owed = new Map<string, { group: Group; version: string | null }>();
  const redis = createGuardedRedis(parts.make, { changed: heard, back: payOwed }, parts.now, parts.commandMs);

  function heard(key: string | null): void {
    const group = key === null ? null : groups.get(key);
    if (group !== undefined) changed(group);
  }

  /** The braces put both names on the same node of a cluster. */
  function namesOf(group: Group): { readonly place: string; readonly news: string } {
    const tag = `{${group.subgraph}:${secret.nameOf(group.id)}}`;
    const news = NEWS_PREFIX + tag;
    if (groups.size >= MAX_NAMES && !groups.has(news)) {
      groups.clear();
      changed(null);
    }
    groups.set(news, group.id);
    return { place: `${REDIS_PREFIX}of:${tag}`, news };
  }

  async function lookAt(client: CacheRedisClient, slot: NamedSlot): Promise<RedisLook> {
    const { place } = namesOf(slot.group);
    const field = secret.nameOf(slot.field);
    const life = String(tombstoneLifeOf(slot.group.subgraph));
    const reply = await runScript(client, LOOK, [place], [newId(), life, field]);
    const [ticket, sealed] = Array.isArray(reply) ? reply : [];
    const found = typeof sealed === 'string' ? readSealed(secret, `${place} ${field}`, sealed) : null;
    if (sealed != null && found === null) counters.bad(slot.group.subgraph);
    return { ticket: typeof ticket === 'string' ? ticket : null, found };
  }

  async function invalidate(group: Group, version: string | null): Promise<void> {
    const { place, news } = namesOf(group);
    const args = [version ?? '', newId(), String(tombstoneLifeOf(group.subgraph))];
    const done = await redis.run((client) => runScript(client, INVALIDATE, [place, news], args));
    if (done !== null) return;
    // Told once in any case: a version that is known already is refused by the script.
    owed.set(`${group.id} ${version}`, { group, version });
    const oldest = owed.size > MAX_OWED ? owed.keys().next().value : undefined;
    if (oldest !== undefined) owed.delete(oldest);
  }

  function payOwed(): void {
    const debts = [...owed.values()];
    owed.clear();
    for (const { group, version } of debts) void invalidate(group, version);
  }

  return {
    requireHeard: redis.requireHeard,
    async look(slots) {
      const looks: (RedisLook | null)[] = [];
      while (looks.length < slots.length) {
        const some = slots.slice(looks.length, looks.length + AT_ONCE);
        const looked = await redis.run((client) => Promise.all(some.map((slot) => lookAt(client, slot))));
        looks.push(...(looked ?? some.map(() => null)));
      }
      return looks;
    },
    async store(slot, ticket, value) {
      const { place, news } = namesOf(slot.group);
      const field = secret.nameOf(slot.field);
      const life = String(tombstoneLifeOf(slot.group.subgraph));
      const sealed = writeSealed(secret, `${place} ${field}`, value);
      const args = [ticket, value.version ?? '', field, sealed, life, String(MAX_FIELDS)];
      const store = (client: CacheRedisClient) => runScript(client, STORE, [place, news], args);
      const reply = await redis.run(store, STORE_MS);
      return reply === null ? null : reply === 1;
    },
    invalidate,
    close: redis.close,
  };
}
