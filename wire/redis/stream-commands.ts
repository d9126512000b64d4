import { setTimeout as wait } from 'node:timers/promises';
import { createClient, createCluster, createSentinel } from 'redis';
import type { RedisAddress, RedisDefaults } from './redis-address.ts';

/** An entry of a stream. */
export interface StreamEntry {
  readonly id: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** The commands that streams need, whatever form of Redis answers them. All may reject; none waits for a connection. */
export interface StreamCommands {
  /** Begins to connect, and goes on until it is; resolves when it is, or after 1 s. Never rejects. */
  readonly connect: () => Promise<void>;
  readonly run: (script: string, key: string, args: readonly string[]) => Promise<unknown>;
  /** The newest id, or null where the stream is empty or absent. */
  readonly newestId: (key: string) => Promise<string | null>;
  readonly has: (key: string, id: string) => Promise<boolean>;
  /** Waits for an entry for at most `blockMs`; nothing else may use the connection meanwhile. */
  readonly readAfter: (
    key: string,
    id: string,
    limits: { readonly count: number; readonly blockMs: number },
  ) => Promise<readonly StreamEntry[]>;
  readonly close: () => void;
}

/** A lost server is asked for again after 50 ms, then ever less often, at least every 2 s. */
const reconnectStrategy = (retries: number) => Math.min(50 * 2 ** Math.min(retries, 6), 2_000);
const CONNECT_MS = 1_000;
const socket = { connectTimeout: 1_000, reconnectStrategy };
const common = { disableOfflineQueue: true, commandsQueueMaxLength: 1_000, pingInterval: 10_000 };

/** A connection of its own; nothing is sent before `connect`. A server that goes away later comes back by itself. */
export function createStreamCommands(address: RedisAddress): StreamCommands {
  switch (address.kind) {
    case 'single':
      return commandsOf(createClient({ url: address.url, socket, ...common }));
    case 'cluster':
      return commandsOf(
        createCluster({
          rootNodes: address.nodes.map((url) => ({ url })),
          defaults: nodeOptions(address.defaults),
        }),
      );
    case 'sentinel':
      return commandsOf(
        createSentinel({
          name: address.name,
          sentinelRootNodes: [...address.nodes],
          nodeClientOptions: nodeOptions(address.defaults),
        }),
      );
    default:
      return address satisfies never;
  }
}

function nodeOptions({ tls, ...login }: RedisDefaults) {
  return { ...common, ...login, socket: tls ? { ...socket, tls } : socket };
}

/** What the three kinds of client have in common. */
interface Client {
  on(event: 'error', listener: () => void): unknown;
  connect(): Promise<unknown>;
  destroy(): unknown;
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
  xRange(key: string, from: string, to: string): Promise<readonly unknown[]>;
  xRevRange(
    key: string,
    from: string,
    to: string,
    options: { COUNT: number },
  ): Promise<readonly { id: string }[]>;
  xRead(
    stream: { key: string; id: string },
    options: { COUNT: number; BLOCK: number },
  ): Promise<readonly { messages: readonly { id: string; message: Record<string, string> }[] }[] | null>;
}

function commandsOf(given: unknown): StreamCommands {
  // The three differ in type parameters only.
  const client = given as Client;
  // Without a listener a lost connection would end the process.
  client.on('error', () => {});
  let closed = false;
  return {
    connect: () => Promise.race([connectAtLast(client, () => closed), wait(CONNECT_MS)]),
    run: (script, key, args) => client.eval(script, { keys: [key], arguments: [...args] }),
    newestId: async (key) => (await client.xRevRange(key, '+', '-', { COUNT: 1 }))[0]?.id ?? null,
    has: async (key, id) => (await client.xRange(key, id, id)).length > 0,
    readAfter: async (key, id, { count, blockMs }) => {
      const read = await client.xRead({ key, id }, { COUNT: count, BLOCK: blockMs });
      return (read?.[0]?.messages ?? []).map(({ id, message }) => ({ id, fields: message }));
    },
    close: () => {
      closed = true;
      // One that never connected says so.
      void (async () => client.destroy())().catch(() => {});
    },
  };
}

// A client of one server tries by itself; those of clusters and sentinels give up where no node answers at first.
async function connectAtLast(client: Client, isClosed: () => boolean): Promise<void> {
  while (!isClosed()) {
    try {
      await client.connect();
      return;
    } catch {
      await wait(CONNECT_MS);
    }
  }
}
