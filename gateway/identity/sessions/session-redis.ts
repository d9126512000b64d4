import type { RedisAddress, RedisDefaults } from '../../../wire/redis/redis-address.ts';
import { redisPackage } from '../../../wire/redis/redis-package.ts';

/** The commands that sessions need, whatever form of Redis answers them. All may reject; none waits for a connection. */
export interface SessionRedis {
  get(key: string): Promise<string | null>;
  /** Reads, and gives the key this life from now on. */
  getEx(key: string, options: { type: 'PX'; value: number }): Promise<string | null>;
  set(
    key: string,
    value: string,
    options: { expiration: { type: 'PX'; value: number }; condition?: 'XX' },
  ): Promise<unknown>;
  del(key: string): Promise<unknown>;
  sAdd(key: string, member: string): Promise<unknown>;
  sRem(key: string, members: string[]): Promise<unknown>;
  sMembers(key: string): Promise<string[]>;
  pExpire(key: string, ms: number): Promise<unknown>;
}

/** The commands, and the end of the connection. */
export interface SessionRedisConnection {
  readonly redis: SessionRedis & {
    eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
  };
  close(): void;
}

type Connecting = SessionRedisConnection['redis'] & {
  destroy(): unknown;
  on(event: 'error', listener: () => void): unknown;
  connect(): Promise<unknown>;
};

/** A lost server is asked for again after 50 ms, then ever less often, at least every 2 s. */
const reconnectStrategy = (retries: number) => Math.min(50 * 2 ** Math.min(retries, 6), 2_000);
const socket = { connectTimeout: 1_000, reconnectStrategy };
const common = { disableOfflineQueue: true, commandsQueueMaxLength: 5_000, pingInterval: 10_000 };
const RETRY_MS = 1_000;

/** Connects in the background, and goes on until it is; a server that goes away later comes back by itself. */
export function connectSessionRedis(address: RedisAddress): SessionRedisConnection {
  const client = clientOf(address) as Connecting;
  // Without a listener a lost connection would end the process.
  client.on('error', () => {});
  let retry: NodeJS.Timeout | undefined;
  const connect = (): void => {
    // A client of one server tries by itself; those of clusters and sentinels give up where no node answers at first.
    client.connect().catch(() => {
      retry = setTimeout(connect, RETRY_MS).unref();
    });
  };
  connect();
  return {
    redis: client,
    close: () => {
      clearTimeout(retry);
      // One that never connected says so.
      void (async () => client.destroy())().catch(() => {});
    },
  };
}

/** The three differ in type parameters only. */
function clientOf(address: RedisAddress): unknown {
  const { createClient, createCluster, createSentinel } = redisPackage();
  switch (address.kind) {
    case 'single':
      return createClient({ url: address.url, socket, ...common });
    case 'cluster':
      return createCluster({
        rootNodes: address.nodes.map((url) => ({ url })),
        defaults: nodeOptions(address.defaults),
      });
    case 'sentinel':
      return createSentinel({
        name: address.name,
        sentinelRootNodes: [...address.nodes],
        nodeClientOptions: nodeOptions(address.defaults),
      });
    default:
      return address satisfies never;
  }
}

function nodeOptions({ tls, ...login }: RedisDefaults) {
  return { ...common, ...login, socket: tls ? { ...socket, tls } : socket };
}
