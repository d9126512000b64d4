import { randomUUID } from 'node:crypto';
import { createClient } from 'redis';
import type { EntityCacheParts } from '../../../../gateway/upstream/cache/entity-cache.ts';
import type { MakeRedisClient } from '../../../../gateway/upstream/cache/redis-connection.ts';
import { until } from '../../kit/until.ts';
import { type Desk, type DeskOptions, openDesk } from './desk.ts';

export const secret = Buffer.alloc(32, 7);

/** A client of one Redis, as the gateway makes it. */
export const clientOf =
  (url: string): MakeRedisClient =>
  ({ node, ...options }) =>
    createClient({ url, ...node, ...options });

export const sharing = (url: string): EntityCacheParts['redis'] => ({ make: clientOf(url), secret });

/** A desk whose cache is connected to a Redis; what it did to find out is forgotten. */
export async function openRedisDesk(url: string, options: DeskOptions = {}): Promise<Desk> {
  const desk = await openDesk({ redis: sharing(url), ...options });
  await untilShared(desk);
  return desk;
}

/** Resolves when what the desk reads lands in Redis; what it did to find out is forgotten. */
export async function untilShared(desk: Desk, ms?: number): Promise<void> {
  const probe = () => desk.read({ students: [`probe-${randomUUID()}`] });
  desk.counted.stored = 0;
  const isStored = async () => {
    await probe();
    return (desk.counted.stored ?? 0) > 0;
  };
  await until('the cache stores in Redis', isStored, ms);
  const { stored = 0 } = desk.counted;
  await probe();
  // Commands of one connection are answered in order: none before this one is still on its way.
  await until('the last store has come back', () => (desk.counted.stored ?? 0) > stored);
  desk.stub.calls.length = 0;
  for (const name of Object.keys(desk.counted)) desk.counted[name] = 0;
}
