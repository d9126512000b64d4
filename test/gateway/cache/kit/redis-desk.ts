import { randomUUID } from 'node:crypto';
import { createClient } from 'redis';
import type { SharedRedis } from '../../../../gateway/upstream/cache/entity-cache.ts';
import type { MakeRedisClient } from '../../../../gateway/upstream/cache/redis-connection.ts';
import { until } from '../../kit/until.ts';
import { type Desk, type DeskOptions, openDesk } from './desk.ts';

export const secret = Buffer.alloc(32, 7);

/** A client of one Redis, as the gateway makes it. */
export const clientOf =
  (url: string): MakeRedisClient =>
  ({ node, ...options }) =>
    createClient({ url, ...node, ...options });

export const sharing = (url: string): SharedRedis => ({ make: clientOf(url), secret });

/** The same, with patience: where Redis is well, a stall of the machine is not to be taken for its trouble. */
export const patient = (url: string): SharedRedis => ({ ...sharing(url), commandMs: 5_000 });

/** A desk whose cache is connected to a Redis; what it did to find out is forgotten. */
export async function openRedisDesk(url: string, options: DeskOptions = {}): Promise<Desk> {
  const desk = await openDesk({ redis: patient(url), ...options });
  await untilShared(desk);
  return desk;
}

/** Resolves when what the desk reads lands in Redis; what it did to find out is forgotten, and over. */
export async function untilShared(desk: Desk, ms?: number): Promise<void> {
  const stored = () => desk.counted.stored ?? 0;
  const isShared = async () => {
    const before = stored();
    await desk.read({ students: [`probe-${randomUUID()}`] });
    // Longer than a store may take: nothing of it is on its way after this.
    return until('it is stored', () => stored() > before, 400).then(
      () => true,
      () => false,
    );
  };
  await until('the cache stores in Redis', isShared, ms);
  desk.stub.calls.length = 0;
  for (const name of Object.keys(desk.counted)) desk.counted[name] = 0;
}
