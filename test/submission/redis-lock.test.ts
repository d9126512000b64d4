import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { SubmissionLock } from '../../subgraphs/clearance/lock/lock.ts';
import { openRedisLock } from '../../subgraphs/clearance/lock/open-redis-lock.ts';
import { parseRedisAddress, type RedisAddress } from '../../wire/redis/redis-address.ts';
import { startChild } from '../kit/child.ts';
import { type RedisServer, startRedis, startSentinel } from '../kit/redis.ts';

const servers: RedisServer[] = [];
const locks: SubmissionLock[] = [];
async function redis(settings: readonly string[] = []): Promise<RedisServer> {
  const server = await startRedis(settings);
  servers.push(server);
  return server;
}
async function open(url: string): Promise<SubmissionLock> {
  const opened = await openRedisLock(parseRedisAddress(url) as RedisAddress, () => crypto.randomUUID());
  if (opened.kind === 'refused') throw new Error(opened.sentence);
  locks.push(opened.lock);
  return opened.lock;
}
afterAll(async () => {
  for (const lock of locks) await lock.close();
  for (const server of servers) await server.end();
});

describe('the lock in Redis', () => {
  let server: RedisServer;
  let one: SubmissionLock;
  let other: SubmissionLock;
  beforeAll(async () => {
    server = await redis();
    one = await open(server.url);
    other = await open(server.url);
  });
  afterEach(() => server.cli('FLUSHALL'));

  test('is one process’s until it gives it back, and every student has their own', async () => {
    const held = await one.acquire('A', 5_000);
    expect(held.kind).toBe('held');
    expect((await other.acquire('A', 5_000)).kind).toBe('busy');
    expect((await other.acquire('B', 5_000)).kind).toBe('held');
    if (held.kind === 'held') await held.release();
    expect((await other.acquire('A', 5_000)).kind).toBe('held');
  });

  test('is over by itself', async () => {
    await one.acquire('A', 30);
    await expect.poll(async () => (await other.acquire('A', 5_000)).kind).toBe('held');
  });

  test('gives back only what is its own', async () => {
    const held = await one.acquire('A', 5_000);
    await server.cli('SET', 'lock:{A}', 'somebody else');
    if (held.kind === 'held') await held.release();
    expect(await server.cli('GET', 'lock:{A}')).toBe('somebody else');
  });

  test('is unavailable, long before the lock would be had, while Redis stands still; the SET that came late is undone', async () => {
    server.signal('SIGSTOP');
    const began = performance.now();
    const attempt = await one.acquire('A', 5_000);
    const took = performance.now() - began;
    server.signal('SIGCONT');
    expect(attempt.kind).toBe('unavailable');
    expect(took).toBeLessThan(4_000);
    await expect.poll(() => server.cli('EXISTS', 'lock:{A}')).toBe('0');
  });

  test('is unavailable at once after Redis died, and comes back with it', async () => {
    const mortal = await redis();
    const lock = await open(mortal.url);
    expect((await lock.acquire('A', 5_000)).kind).toBe('held');
    await mortal.end();
    await expect.poll(async () => (await lock.acquire('B', 5_000)).kind).toBe('unavailable');
    servers.push(await startRedis([], Number(new URL(mortal.url).port)));
    await expect.poll(async () => (await lock.acquire('C', 5_000)).kind, { timeout: 10_000 }).toBe('held');
  });
});

describe('at start', () => {
  const address = (url: string) => parseRedisAddress(url) as RedisAddress;

  test.each([
    'allkeys-lru',
    'volatile-lru',
    'volatile-ttl',
    'allkeys-random',
  ])('a Redis with %s is refused with a sentence', async (policy) => {
    const server = await redis(['--maxmemory', '8mb', '--maxmemory-policy', policy]);
    const opened = await openRedisLock(address(server.url), () => 'token');
    expect(opened).toMatchObject({ kind: 'refused', sentence: expect.stringContaining(policy) });
  });

  test('the clearance subgraph ends with that sentence', async () => {
    const server = await redis(['--maxmemory-policy', 'allkeys-lru']);
    const child = startChild('subgraphs/clearance/main.ts', [], { REDIS_URL: server.url, PORT: '0' });
    expect(await child.ended).toBe(1);
    expect(child.lines.join('\n')).toMatch(/maxmemory-policy is allkeys-lru.*REDIS_LOCK_URL/);
  });

  test('noeviction is taken without a remark', async () => {
    const server = await redis(['--maxmemory', '8mb', '--maxmemory-policy', 'noeviction']);
    const opened = await openRedisLock(address(server.url), () => 'token');
    expect(opened).toMatchObject({ kind: 'opened', remark: null });
    if (opened.kind === 'opened') await opened.lock.close();
  });

  test('a Redis that is not there is taken with a remark, and is unavailable', async () => {
    const opened = await openRedisLock(address('redis://127.0.0.1:1'), () => 'token');
    expect(opened).toMatchObject({ kind: 'opened', remark: expect.stringContaining('safe without it') });
    if (opened.kind !== 'opened') return;
    expect((await opened.lock.acquire('A', 1_000)).kind).toBe('unavailable');
    await opened.lock.close();
  });
});

describe('other forms of Redis', () => {
  async function expectLocks(url: string): Promise<void> {
    const lock = await open(url);
    const held = await lock.acquire('A', 5_000);
    expect(held.kind).toBe('held');
    expect((await lock.acquire('A', 5_000)).kind).toBe('busy');
    if (held.kind === 'held') await held.release();
    expect((await lock.acquire('A', 5_000)).kind).toBe('held');
  }

  test('a cluster holds locks, and one that may drop them is refused', async () => {
    const node = await redis(['--cluster-enabled', 'yes']);
    await node.cli('CLUSTER', 'ADDSLOTSRANGE', '0', '16383');
    await expect.poll(() => node.cli('CLUSTER', 'INFO')).toContain('cluster_state:ok');
    const url = `redis-cluster://${new URL(node.url).host}`;
    await expectLocks(url);
    await node.cli('CONFIG', 'SET', 'maxmemory-policy', 'allkeys-lfu');
    expect((await openRedisLock(parseRedisAddress(url) as RedisAddress, () => 'token')).kind).toBe('refused');
  });

  test('a server found by its sentinel holds locks, and one that may drop them is refused', async () => {
    const master = await redis();
    const sentinel = await startSentinel('locks', master);
    servers.push(sentinel);
    const url = `redis-sentinel://${new URL(sentinel.url).host}/locks`;
    await expectLocks(url);
    await master.cli('CONFIG', 'SET', 'maxmemory-policy', 'allkeys-lfu');
    expect((await openRedisLock(parseRedisAddress(url) as RedisAddress, () => 'token')).kind).toBe('refused');
  });
});

describe('an address', () => {
  test.each<[string, RedisAddress]>([
    ['redis://127.0.0.1:6379/2', { kind: 'single', url: 'redis://127.0.0.1:6379/2' }],
    ['rediss://u:p@cache.example:6380', { kind: 'single', url: 'rediss://u:p@cache.example:6380' }],
    [
      'redis-cluster://u:p%40@a:1,b:2,c',
      {
        kind: 'cluster',
        nodes: ['redis://a:1', 'redis://b:2', 'redis://c:6379'],
        defaults: { username: 'u', password: 'p@' },
      },
    ],
    [
      'rediss-sentinel://:p@a,b:2/locks',
      {
        kind: 'sentinel',
        name: 'locks',
        nodes: [
          { host: 'a', port: 26_379 },
          { host: 'b', port: 2 },
        ],
        defaults: { password: 'p', tls: true },
      },
    ],
  ])('%s is understood', (text, parsed) => {
    expect(parseRedisAddress(text)).toEqual(parsed);
  });

  test.each([
    '',
    'http://a:1',
    'redis://',
    'redis://a:1,b:2',
    'redis-sentinel://a:1',
    'redis-cluster://',
    'a:6379',
  ])('%j is none', (text) => {
    expect(parseRedisAddress(text)).toBeNull();
  });
});
