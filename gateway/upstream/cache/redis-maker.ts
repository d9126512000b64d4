import type { RedisAddress, RedisDefaults } from '../../../wire/redis/redis-address.ts';
import { redisPackage } from '../../../wire/redis/redis-package.ts';
import type { CacheRedisClient, CacheRedisOptions, MakeRedisClient } from './redis-connection.ts';

/** Makes the cache's clients for a Redis in any of its three forms. */
export function redisMaker(address: RedisAddress): MakeRedisClient {
  const { createClient, createCluster, createSentinel } = redisPackage();
  return ({ node, ...rest }) => {
    switch (address.kind) {
      case 'single':
        return createClient({ url: address.url, ...node, ...rest }) as CacheRedisClient;
      case 'cluster':
        return createCluster({
          rootNodes: address.nodes.map((url) => ({ url })),
          defaults: nodeOf(node, address.defaults),
          ...rest,
        }) as CacheRedisClient;
      case 'sentinel':
        return createSentinel({
          name: address.name,
          sentinelRootNodes: [...address.nodes],
          nodeClientOptions: nodeOf(node, address.defaults),
          ...rest,
        }) as CacheRedisClient;
      default:
        return address satisfies never;
    }
  };
}

function nodeOf(node: CacheRedisOptions['node'], { tls, ...login }: RedisDefaults) {
  return { ...node, ...login, socket: tls ? { ...node.socket, tls } : node.socket };
}
