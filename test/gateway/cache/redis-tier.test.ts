import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { uncounted } from '../../../gateway/upstream/cache/cache-counters.ts';
import { createCacheSecret } from '../../../gateway/upstream/cache/cache-secret.ts';
import { type CachedValue, groupOf } from '../../../gateway/upstream/cache/cached-value.ts';
import { createRedisTier, type RedisTier } from '../../../gateway/upstream/cache/redis-tier.ts';
import { type RedisServer, startRedis } from '../../kit/redis.ts';
import { until } from '../kit/until.ts';
import { clientOf, secret } from './kit/redis-desk.ts';

let redis: RedisServer;
let one: RedisTier;
let two: RedisTier;
beforeEach(async () => {
  redis = await startRedis();
  [one, two] = [open(), open()];
  for (const tier of [one, two])
    await until('Redis answers', async () => (await tier.look([slot]))[0] != null);
});
afterEach(async () => {
  one.close();
  two.close();
  await redis.end();
});

const open = () =>
  createRedisTier({
    make: clientOf(redis.url),
    secret: createCacheSecret(secret),
    changed() {},
    counters: uncounted,
    now: () => new Date(),
    newId: randomUUID,
    commandMs: 5_000,
  });
const slot = { group: groupOf('library', 'S1'), field: 'selection' };
const value = (version: string | null): CachedValue => {
  const readAt = Date.now();
  return { value: { version }, version, readAt, freshUntil: readAt + 15_000, usableUntil: readAt + 15_000 };
};
const look = async (tier: RedisTier) => (await tier.look([slot]))[0];
const ticketOf = async (tier: RedisTier) => (await look(tier))?.ticket ?? 'none';

it('stores under the ticket that was seen before the department was asked', async () => {
  expect(await one.store(slot, await ticketOf(one), value('1.1'))).toBe(true);
  expect((await look(two))?.found).toMatchObject({ value: { version: '1.1' } });
});

it.each([
  ['an invalidation', () => two.invalidate(slot.group, '1.2')],
  ['an invalidation to a version unknown', () => two.invalidate(slot.group, null)],
  ['a flush', () => redis.cli('FLUSHALL')],
  ['an invalidation and a flush', () => two.invalidate(slot.group, '1.2').then(() => redis.cli('FLUSHALL'))],
  ['a flush, after which others looked', () => redis.cli('FLUSHALL').then(() => look(two))],
])('takes no ticket from before %s, whatever the version', async (_, happens) => {
  for (const version of [null, '1.1', '1.3']) {
    const ticket = await ticketOf(one);
    await redis.cli('DEL', ...(await redis.cli('KEYS', '*')).split('\n'));
    const seen = await ticketOf(one);
    expect(seen).not.toBe(ticket);
    await happens();
    expect(await one.store(slot, seen, value(version))).toBe(false);
    expect((await look(two))?.found).toBeNull();
  }
});

it('keeps what it has at an event about a version that it knows', async () => {
  await one.store(slot, await ticketOf(one), value('1.2'));
  for (const version of ['1.2', '1.1', '0.9']) await two.invalidate(slot.group, version);
  expect((await look(two))?.found).toMatchObject({ version: '1.2' });
  await two.invalidate(slot.group, '1.10');
  expect((await look(two))?.found).toBeNull();
});

it('does not bring back an older version under a ticket that still stands', async () => {
  const ticket = await ticketOf(one);
  expect(await one.store(slot, ticket, value('1.10'))).toBe(true);
  expect(await two.store(slot, ticket, value('1.9'))).toBe(false);
  expect((await look(two))?.found).toMatchObject({ version: '1.10' });
});

it('gives no ticket and stores nothing while Redis is full, and still forgets', async () => {
  await one.store(slot, await ticketOf(one), value('1.1'));
  const other = { group: groupOf('library', 'S2'), field: 'selection' };
  await redis.cli('CONFIG', 'SET', 'maxmemory', '1');
  expect((await one.look([other]))[0]).toEqual({ ticket: null, found: null });
  expect((await look(one))?.found).not.toBeNull();
  expect(await one.store(slot, await ticketOf(one), value('1.1'))).toBe(false);
  await two.invalidate(slot.group, '1.2');
  expect((await look(one))?.found).toBeNull();
});

it('looks at 500 students at once', async () => {
  const slots = Array.from({ length: 500 }, (_, i) => ({ ...slot, group: groupOf('library', `L${i}`) }));
  const looks = await one.look(slots);
  expect(looks).toHaveLength(500);
  expect(looks.filter((seen) => seen?.ticket)).toHaveLength(500);
});
