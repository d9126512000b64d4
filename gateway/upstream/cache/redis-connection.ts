import type { BasicPooledClientSideCache } from 'redis';
import { createChangeFeed, type RedisChange } from './change-feed.ts';
import type { RedisScript } from './redis-scripts.ts';

/** Every name that the cache uses in Redis begins so; grant its user no other (ACL). */
export const REDIS_PREFIX = 'clearance:entity:';

/** What the cache needs of a client of the `redis` package; createClient, createSentinel and createCluster all have it. */
export interface CacheRedisClient {
  on(event: 'error', listener: () => void): unknown;
  connect(): Promise<unknown>;
  destroy(): unknown;
  evalSha(sha: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
  eval(text: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
}

/** Options that the cache needs set; the address, login and TLS are the maker's. */
export interface CacheRedisOptions {
  readonly RESP: 3;
  readonly clientSideCache: BasicPooledClientSideCache;
  /** Of every node's connection. */
  readonly node: {
    readonly disableOfflineQueue: true;
    readonly commandsQueueMaxLength: number;
    readonly socket: {
      readonly connectTimeout: number;
      readonly reconnectStrategy: (retries: number) => number;
    };
  };
}

/** Makes a client that is not connected yet, e.g. `({ node, ...rest }) => createClient({ url, ...node, ...rest })`. */
export type MakeRedisClient = (options: CacheRedisOptions) => CacheRedisClient;

/** A client that tells of changes to the cache's keys; not connected yet. */
export function openCacheRedis(make: MakeRedisClient, changed: RedisChange): CacheRedisClient {
  const client = make({
    RESP: 3,
    clientSideCache: createChangeFeed(changed),
    node: {
      disableOfflineQueue: true,
      // A list of 500 students is 500 commands at once.
      commandsQueueMaxLength: 20_000,
      // Quick at first, at most 2 s apart.
      socket: {
        connectTimeout: 1_000,
        reconnectStrategy: (retries) => Math.min(50 * 2 ** Math.min(retries, 6), 2_000),
      },
    },
  });
  // Without a listener a lost connection would end the process.
  client.on('error', () => {});
  return client;
}

/** Runs a script by its hash, by its text where Redis does not have it (new, restarted or flushed). */
export async function runScript(
  client: CacheRedisClient,
  { sha, text }: RedisScript,
  keys: readonly string[],
  args: readonly string[],
): Promise<unknown> {
  const options = { keys: [...keys], arguments: [...args] };
  try {
    return await client.evalSha(sha, options);
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
    return client.eval(text, options);
  }
}
