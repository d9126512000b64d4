import { createClient, createCluster, createSentinel } from 'redis';
import type { RedisAddress, RedisDefaults } from '../../../wire/redis/redis-address.ts';

/** The commands that locks need, whatever form of Redis answers them. All may reject; none waits for a connection. */
export interface LockCommands {
  readonly connect: () => Promise<void>;
  readonly setIfAbsent: (key: string, value: string, lifeMs: number) => Promise<boolean>;
  readonly deleteIfEqual: (key: string, value: string) => Promise<unknown>;
  /** `maxmemory-policy` of every server that may hold locks. */
  readonly evictionPolicies: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

const DELETE_IF_EQUAL =
  "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) else return 0 end";
const POLICY = 'maxmemory-policy';

/** A lost server is asked for again after 50 ms, then ever less often, at least every 2 s. */
const reconnectStrategy = (retries: number) => Math.min(50 * 2 ** Math.min(retries, 6), 2_000);
const socket = { connectTimeout: 1_000, reconnectStrategy };
const common = { disableOfflineQueue: true, commandsQueueMaxLength: 1_000 };

/** A connection of the locks' own; nothing is sent before `connect`. A server that goes away later comes back by itself. */
export function createLockCommands(address: RedisAddress): LockCommands {
  switch (address.kind) {
    case 'single':
      return single(address.url);
    case 'cluster':
      return cluster(address);
    case 'sentinel':
      return sentinel(address);
    default:
      return address satisfies never;
  }
}

function single(url: string): LockCommands {
  const client = createClient({ url, socket, ...common });
  return {
    ...lockCommands(client),
    evictionPolicies: async () => [policyIn(await client.configGet(POLICY))],
  };
}

function nodeOptions({ tls, ...login }: RedisDefaults) {
  return { ...common, ...login, socket: tls ? { ...socket, tls } : socket };
}

function cluster({ nodes, defaults }: Extract<RedisAddress, { kind: 'cluster' }>): LockCommands {
  const client = createCluster({
    rootNodes: nodes.map((url) => ({ url })),
    defaults: nodeOptions(defaults),
  });
  return {
    ...lockCommands(client),
    evictionPolicies: () =>
      Promise.all(
        client.masters.map(async (master) =>
          policyIn(await (await client.nodeClient(master)).configGet(POLICY)),
        ),
      ),
  };
}

function sentinel({ name, nodes, defaults }: Extract<RedisAddress, { kind: 'sentinel' }>): LockCommands {
  const client = createSentinel({
    name,
    sentinelRootNodes: [...nodes],
    nodeClientOptions: nodeOptions(defaults),
  });
  return {
    ...lockCommands(client),
    evictionPolicies: async () => [policyIn(await client.use((one) => one.configGet(POLICY)))],
  };
}

/** What the three kinds of client have in common. */
interface Client {
  on(event: 'error', listener: () => void): unknown;
  connect(): Promise<unknown>;
  destroy(): unknown;
  set(key: string, value: string, options: object): Promise<unknown>;
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
}

function lockCommands(client: Client): Omit<LockCommands, 'evictionPolicies'> {
  // Without a listener a lost connection would end the process.
  client.on('error', () => {});
  return {
    connect: async () => {
      await client.connect();
    },
    setIfAbsent: async (key, value, lifeMs) => {
      const options = { condition: 'NX', expiration: { type: 'PX', value: lifeMs } };
      return (await client.set(key, value, options)) !== null;
    },
    deleteIfEqual: (key, value) => client.eval(DELETE_IF_EQUAL, { keys: [key], arguments: [value] }),
    close: async () => {
      await client.destroy();
    },
  };
}

function policyIn(answer: Readonly<Record<string, string>>): string {
  return answer[POLICY] ?? 'unknown';
}
