import { CircuitState, ConsecutiveBreaker, circuitBreaker, handleAll } from 'cockatiel';
import type { RedisChange } from './change-feed.ts';
import {
  type CacheRedisClient,
  type MakeRedisClient,
  openCacheRedis,
  REDIS_PREFIX,
  runScript,
} from './redis-connection.ts';
import { PROBE } from './redis-scripts.ts';

const BEAT_MS = 250;
/** Silence after which nobody can say what changed. */
const DEAF_MS = 500;
/** What rests on Redis' word is used no longer without hearing it, whatever the timers do. */
const BELIEVED_MS = 1_000;
/** Silence after which the connection itself is given up: a half-open one never ends by itself. */
const GIVE_UP_MS = 2_000;

/** Redis as far as it answers quickly. */
export interface GuardedRedis {
  /** What the commands came to; null where Redis does not answer, took longer than `ms` (as made), or did so just before. Never rejects. */
  run<T>(commands: (client: CacheRedisClient) => Promise<T>, ms?: number): Promise<T | null>;
  /**
   * Holds that Redis was heard within the last second, else tells that any key may have changed: before what rests on its word is used.
   * A process that was held up itself does not depend on its timers for that.
   *
   * @param at now, milliseconds since 1970
   */
  requireHeard(at: number): void;
  close(): void;
}

/** What becomes of Redis. */
export interface RedisEvents {
  /** See RedisChange; null also when Redis was silent for half a second. */
  readonly changed: RedisChange;
  /** Redis answers again. */
  readonly back: () => void;
}

/**
 * Connects in the background and keeps connected. The first failure opens a breaker: whoever comes next is not made to
 * wait. A probe every 250 ms, which no request waits for, closes it again, and finds out about silence when nobody asks.
 *
 * @param commandMs how long commands may take, milliseconds
 */
export function createGuardedRedis(
  make: MakeRedisClient,
  events: RedisEvents,
  now: () => Date,
  commandMs: number,
): GuardedRedis {
  const breaker = circuitBreaker(handleAll, {
    halfOpenAfter: BEAT_MS - 50,
    breaker: new ConsecutiveBreaker(1),
  });
  let client = connect();
  let answeredAt = now().getTime();
  let isDeaf = false;
  let isProbing = false;

  function connect(): CacheRedisClient {
    const opened = openCacheRedis(make, events.changed);
    opened.connect().catch(() => {});
    return opened;
  }

  async function attempt<T>(commands: (client: CacheRedisClient) => Promise<T>, ms = commandMs): Promise<T> {
    const result = await breaker.execute(() => within(ms, commands(client)));
    answeredAt = now().getTime();
    isDeaf = false;
    return result;
  }

  async function beat(): Promise<void> {
    if (isProbing) return;
    isProbing = true;
    const wasOpen = breaker.state !== CircuitState.Closed;
    try {
      await attempt((one) => runScript(one, PROBE, [`${REDIS_PREFIX}probe`], []));
      if (wasOpen) events.back();
    } catch {
      const silentMs = now().getTime() - answeredAt;
      if (silentMs > DEAF_MS) goDeaf();
      if (silentMs > GIVE_UP_MS) reconnect();
    } finally {
      isProbing = false;
    }
  }

  function goDeaf(): void {
    if (isDeaf) return;
    isDeaf = true;
    events.changed(null);
  }

  function reconnect(): void {
    answeredAt = now().getTime() - DEAF_MS;
    end(client);
    client = connect();
  }

  const beats = setInterval(() => void beat(), BEAT_MS).unref();
  return {
    async run(commands, ms) {
      if (breaker.state !== CircuitState.Closed) return null;
      return attempt(commands, ms).catch(() => null);
    },
    requireHeard(at) {
      if (at - answeredAt > BELIEVED_MS) goDeaf();
    },
    close() {
      clearInterval(beats);
      end(client);
    },
  };
}

function end(client: CacheRedisClient): void {
  try {
    void Promise.resolve(client.destroy()).catch(() => {});
  } catch {
    // It had not connected.
  }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  // After a stall of this process the answer may lie in the socket already: it is read before setImmediate runs.
  const timer = setTimeout(() => setImmediate(() => reject(new Error('Redis is slow'))), ms);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
