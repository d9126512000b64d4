import { createSentinel } from 'redis';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MakeRedisClient } from '../../../gateway/upstream/cache/redis-connection.ts';
import { type RedisServer, startRedis, startSentinel } from '../../kit/redis.ts';
import { until } from '../kit/until.ts';
import { entitiesOf, openDesk } from './kit/desk.ts';
import { openRedisDesk, patient, untilShared } from './kit/redis-desk.ts';
import { edge, gate } from './kit/stub.ts';

let redis: RedisServer;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.end());

const twoDesks = async () => {
  const one = await openRedisDesk(redis.url);
  const two = await openRedisDesk(redis.url, { stub: one.stub });
  return { one, two };
};
let last = 0;
const newStudent = () => `S${++last}`;
const change = (studentId: string, version: string) => ({ subgraph: 'library', studentId, version });
const keysOf = async () => (await redis.cli('KEYS', '*')).split('\n').filter(Boolean);

it('serves a second read from Redis, without a department call, to another gateway', async () => {
  const { one, two } = await twoDesks();
  await using _ = one;
  await using __ = two;
  const id = newStudent();
  const first = await one.edgeOf(id);
  await until('it is stored', () => one.counted.stored === 1);
  const commands = await redis.monitor();
  const calls = one.stub.calls.length;
  expect(await two.edgeOf(id)).toEqual(first);
  expect(one.stub.calls).toHaveLength(calls);
  expect(two.counted).toMatchObject({ hit: 1, miss: 0 });
  await until('MONITOR shows the look', () => commands.some((line) => /evalsha/i.test(line)));
  // And a third from its own process, without asking Redis.
  const asked = () => commands.filter((line) => /evalsha/i.test(line) && !line.includes(':probe')).length;
  const before = asked();
  expect(await two.edgeOf(id)).toEqual(first);
  await redis.cli('PING');
  await until('MONITOR has shown what came before', () => commands.some((line) => line.includes('PING')));
  expect(asked()).toBe(before);
});

it('tells no student number, no verdict and no word of an answer to whoever reads Redis', async () => {
  await using desk = await openRedisDesk(redis.url);
  const id = 'TS2020SECRET';
  const commands = await redis.monitor();
  desk.stub.entity = () => ({ library: edge('NOT_PASSED', '1.1', { books: 4711 }) });
  await desk.read({ students: [id] });
  await until('it is stored', () => desk.counted.stored === 1);
  await until('MONITOR shows it', () => commands.some((line) => line.includes('"1.1"')));
  expect(commands.join('\n')).not.toMatch(/TS2020SECRET|NOT_PASSED|books|4711|registrar/);
  expect(await keysOf()).toEqual(
    expect.arrayContaining([expect.stringMatching(/^clearance:entity:of:\{library:[\w-]{22}\}$/)]),
  );
});

it('keeps nothing in Redis for longer than the longest value and 5 s', async () => {
  await using desk = await openRedisDesk(redis.url);
  await desk.read({ students: [newStudent()] });
  await desk.cache.invalidate(change(newStudent(), '1.2'));
  for (const key of await keysOf()) {
    const life = Number(await redis.cli('PTTL', key));
    expect(life, key).toBeGreaterThan(0);
    expect(life, key).toBeLessThanOrEqual(65_000);
  }
});

it('reads from the source what was moved to another place or changed by a bit, and counts it', async () => {
  const { one, two } = await twoDesks();
  await using _ = one;
  await using __ = two;
  for (const harm of ['moved', 'flipped'] as const) {
    await redis.cli('FLUSHALL');
    await untilShared(one);
    await redis.cli('FLUSHALL');
    const [id, other] = [newStudent(), newStudent()];
    one.stub.entity = (student) => ({
      library: edge(student.id === id ? 'NOT_PASSED' : 'PASSED', '1.1', { books: 0 }),
    });
    await one.read({ students: [other] });
    await until('a value lies in Redis', async () => (await keysOf()).length === 1);
    const [from = ''] = await keysOf();
    await one.read({ students: [id] });
    await until('another lies beside it', async () => (await keysOf()).length === 2);
    const to = (await keysOf()).find((key) => key !== from) ?? '';
    const fieldOf = async (key: string) =>
      (await redis.cli('HKEYS', key)).split('\n').find((name) => name.length > 1) ?? '';
    const value = await redis.cli(
      'HGET',
      harm === 'moved' ? from : to,
      await fieldOf(harm === 'moved' ? from : to),
    );
    const middle = value.length / 2;
    const flipped = value.slice(0, middle) + (value[middle] === 'A' ? 'B' : 'A') + value.slice(middle + 1);
    await redis.cli('HSET', to, await fieldOf(to), harm === 'moved' ? value : flipped);
    two.counted.bad = 0;
    expect(await two.edgeOf(id)).toMatchObject({ outcome: 'NOT_PASSED' });
    expect(two.counted.bad).toBe(1);
  }
});

it('reads nothing that another secret sealed', async () => {
  await using one = await openRedisDesk(redis.url);
  const other = { ...patient(redis.url), secret: Buffer.alloc(32, 8) };
  await using two = await openRedisDesk(redis.url, { redis: other });
  const id = newStudent();
  await one.read({ students: [id] });
  await until('it is stored', () => one.counted.stored === 1);
  await two.read({ students: [id] });
  expect(two.stub.calls).toHaveLength(1);
});

it('takes nothing from Redis that was read before events may have been missed', async () => {
  const { one, two } = await twoDesks();
  await using _ = one;
  await using __ = two;
  const id = newStudent();
  await one.edgeOf(id);
  await until('it is stored', () => one.counted.stored === 1);
  two.pass(5);
  two.cache.invalidateAll();
  two.pass(5);
  await two.edgeOf(id);
  expect(one.stub.calls).toHaveLength(2);
  await two.edgeOf(id);
  expect(two.counted.hit).toBe(1);
});

it('replaces by a fresh read what Redis and this process remember', async () => {
  const { one, two } = await twoDesks();
  await using _ = one;
  await using __ = two;
  const id = newStudent();
  await one.edgeOf(id);
  await until('it is stored', () => one.counted.stored === 1);
  one.stub.entity = () => ({ library: edge('NOT_PASSED', '1.1', { books: 2 }) });
  await one.edgeOf(id, { freshness: 'fresh' });
  await until('it is stored anew', () => one.counted.stored === 2);
  expect(await one.edgeOf(id)).toMatchObject({ books: 2 });
  expect(await two.edgeOf(id)).toMatchObject({ books: 2 });
  expect(one.stub.calls).toHaveLength(2);
});

it('hears of a change that another gateway learnt of', async () => {
  const { one, two } = await twoDesks();
  await using _ = one;
  await using __ = two;
  const id = newStudent();
  await one.edgeOf(id);
  await until('it is stored', () => one.counted.stored === 1);
  await two.edgeOf(id);
  one.stub.entity = () => ({ library: edge('NOT_PASSED', '1.2', { books: 1 }) });
  await one.cache.invalidate(change(id, '1.2'));
  await until('the other shows it', async () => (await two.edgeOf(id)).outcome === 'NOT_PASSED', 1_000);
});

it('lets a tombstone stand against a slow reader in another gateway', async () => {
  const { one, two } = await twoDesks();
  await using _ = one;
  await using __ = two;
  const id = newStudent();
  const { promise, open } = gate();
  two.stub.hold = () => promise;
  const calls = two.stub.calls.length;
  const slow = two.edgeOf(id);
  await until('the library is asked', () => two.stub.calls.length > calls);
  two.stub.hold = () => undefined;
  two.stub.entity = () => ({ library: edge('NOT_PASSED', '1.2', { books: 1 }) });
  await one.cache.invalidate(change(id, '1.2'));
  open();
  expect(await slow).toMatchObject({ version: '1.1' });
  expect(await one.edgeOf(id)).toMatchObject({ version: '1.2' });
  expect(await two.edgeOf(id)).toMatchObject({ version: '1.2' });
});

it('lets no slow reader back in after a flush that took the tombstone with it', async () => {
  const { one, two } = await twoDesks();
  await using _ = one;
  await using __ = two;
  const id = newStudent();
  const { promise, open } = gate();
  two.stub.hold = () => promise;
  const calls = two.stub.calls.length;
  const slow = two.edgeOf(id);
  await until('the library is asked', () => two.stub.calls.length > calls);
  two.stub.hold = () => undefined;
  two.stub.entity = () => ({ library: edge('NOT_PASSED', '1.2', { books: 1 }) });
  await one.cache.invalidate(change(id, '1.2'));
  await redis.cli('FLUSHALL');
  open();
  await slow;
  await until('its storing was refused', () => two.counted.refused === 1);
  expect(await two.edgeOf(id)).toMatchObject({ version: '1.2' });
  await using third = await openRedisDesk(redis.url, { stub: one.stub });
  expect(await third.edgeOf(id)).toMatchObject({ version: '1.2' });
});

it('never replaces a newer version in Redis, and drops older ones beside it', async () => {
  const { one, two } = await twoDesks();
  await using _ = one;
  await using __ = two;
  const id = newStudent();
  const other = entitiesOf('library { outcome version }');
  await one.edgeOf(id, { query: other });
  await until('it is stored', () => one.counted.stored === 1);
  one.stub.entity = () => ({ library: edge('NOT_PASSED', '1.10', { books: 1 }) });
  await two.edgeOf(id);
  await until('the newer is stored', () => two.counted.stored === 1);
  await using third = await openRedisDesk(redis.url, { stub: one.stub });
  one.stub.entity = () => ({ library: edge('PASSED', '1.9', { books: 0 }) });
  await third.edgeOf(id, { query: other });
  await until('the older is refused', () => third.counted.refused === 1);
  expect(await third.edgeOf(id)).toMatchObject({ version: '1.10' });
});

it('keeps at most 64 selections of a student in Redis', async () => {
  await using desk = await openRedisDesk(redis.url);
  await redis.cli('FLUSHALL');
  const id = newStudent();
  const more = Object.fromEntries(Array.from({ length: 80 }, (_, i) => [`a${i}`, i]));
  desk.stub.entity = () => ({ library: edge('PASSED', '1.1', { books: 0, ...more }) });
  for (let i = 0; i < 80; i++)
    await desk.read({ students: [id], query: entitiesOf(`library { outcome version books a${i}: books }`) });
  await until('all are through', () => (desk.counted.stored ?? 0) + (desk.counted.refused ?? 0) === 80);
  const [key = ''] = await keysOf();
  expect(Number(await redis.cli('HLEN', key))).toBeLessThanOrEqual(67);
});

it('works through sentinels, too: it reads there, and hears of changes', async () => {
  const sentinel = await startSentinel('cache', redis);
  const { hostname, port } = new URL(sentinel.url);
  const make: MakeRedisClient = ({ node, ...options }) =>
    createSentinel({
      name: 'cache',
      sentinelRootNodes: [{ host: hostname, port: Number(port) }],
      nodeClientOptions: node,
      ...options,
    });
  {
    await using one = await openRedisDesk(redis.url);
    await using two = await openRedisDesk(redis.url, {
      redis: { ...patient(redis.url), make },
      stub: one.stub,
    });
    const id = newStudent();
    await one.edgeOf(id);
    await until('it is stored', () => one.counted.stored === 1);
    await two.edgeOf(id);
    expect((await two.read({ students: [id] })).tally.library?.hits).toBe(1);
    expect(one.stub.calls).toHaveLength(1);
    one.stub.entity = () => ({ library: edge('NOT_PASSED', '1.2', { books: 1 }) });
    await one.cache.invalidate(change(id, '1.2'));
    await until('the other shows it', async () => (await two.edgeOf(id)).outcome === 'NOT_PASSED', 1_000);
  }
  await sentinel.end();
});

it('works in process alone where there is no Redis', async () => {
  await using desk = await openDesk();
  await desk.read();
  await desk.read();
  expect(desk.stub.calls).toHaveLength(1);
});
