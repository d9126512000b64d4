import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type RedisServer, startRedis } from '../../kit/redis.ts';
import { startTcpProxy } from '../../kit/tcp-proxy.ts';
import { until } from '../kit/until.ts';
import { type Desk, openDesk } from './kit/desk.ts';
import { openRedisDesk, sharing, untilShared } from './kit/redis-desk.ts';
import { edge } from './kit/stub.ts';

let redis: RedisServer;
beforeEach(async () => {
  redis = await startRedis();
});
afterEach(async () => {
  redis.signal('SIGCONT');
  await redis.end();
});

let n = 1;
/** The department says something new of a student; an event tells of it. */
async function change(desk: Desk, studentId: string): Promise<string> {
  const version = `1.${++n}`;
  desk.stub.entity = () => ({ library: edge('PASSED', version, { books: n }) });
  await desk.cache.invalidate({ subgraph: 'library', studentId, version });
  return version;
}

/** Reads a student ten times, changing what is true before each; every answer is right. Returns the longest read, ms. */
async function readRightly(desk: Desk, studentId = 'S1'): Promise<number> {
  let longest = 0;
  for (let i = 0; i < 10; i++) {
    const version = await change(desk, studentId);
    const start = performance.now();
    expect(await desk.edgeOf(studentId)).toMatchObject({ version });
    longest = Math.max(longest, performance.now() - start);
  }
  return longest;
}

const openThrough = async (port: number) =>
  openRedisDesk(`redis://127.0.0.1:${port}`, { redis: sharing(`redis://127.0.0.1:${port}`) });
const portOf = (server: RedisServer) => Number(new URL(server.url).port);

it('a slow Redis costs at most one timeout, then nothing, and every answer is right', async () => {
  const proxy = await startTcpProxy(() => portOf(redis));
  await using desk = await openThrough(proxy.port);
  proxy.set({ kind: 'delay', ms: 120 });
  const start = performance.now();
  await readRightly(desk);
  // Ten changes and ten reads: were each to wait its 50 ms, it would be a second.
  expect(performance.now() - start).toBeLessThan(800);
  proxy.set({ kind: 'pass' });
  await untilShared(desk);
  await readRightly(desk);
  await proxy.close();
});

it('a frozen Redis costs at most one timeout, and is used again when it thaws', async () => {
  await using desk = await openThrough(portOf(redis));
  await desk.edgeOf('S1');
  redis.signal('SIGSTOP');
  const start = performance.now();
  await readRightly(desk);
  expect(performance.now() - start).toBeLessThan(800);
  redis.signal('SIGCONT');
  await untilShared(desk);
  await readRightly(desk);
});

it('a gateway that cannot hear Redis shows nothing from its own memory within a second', async () => {
  await using desk = await openThrough(portOf(redis));
  await desk.edgeOf('S1');
  await until('it is stored', () => desk.counted.stored === 1);
  await desk.edgeOf('S1');
  expect(desk.stub.calls).toHaveLength(1);
  redis.signal('SIGSTOP');
  await wait(1_010);
  expect((await desk.read()).tally).toMatchObject({ library: { hits: 0, misses: 1 } });
});

it('leaves a line that swallows everything, and connects anew', async () => {
  const proxy = await startTcpProxy(() => portOf(redis));
  await using desk = await openThrough(proxy.port);
  proxy.set({ kind: 'half-open' });
  await readRightly(desk);
  // A line that lost bytes stays silent for good: only a new one can work.
  proxy.set({ kind: 'pass' });
  await untilShared(desk, 15_000);
  await readRightly(desk);
  await proxy.close();
});

it('a full Redis stores nothing, still forgets, and every answer is right', async () => {
  await using desk = await openThrough(portOf(redis));
  await desk.edgeOf('S1');
  await until('it is stored', () => desk.counted.stored === 1);
  await redis.cli('CONFIG', 'SET', 'maxmemory-policy', 'noeviction');
  await redis.cli('CONFIG', 'SET', 'maxmemory', '1');
  await using other = await openDesk({ redis: sharing(redis.url), stub: desk.stub });
  await until('the other reads what is there', async () => (await other.read()).tally.library?.hits === 1);
  const version = await change(desk, 'S1');
  expect(await other.edgeOf('S1', { freshness: 'fresh' })).toMatchObject({ version });
  await readRightly(desk);
  await redis.cli('CONFIG', 'SET', 'maxmemory', '0');
  await untilShared(desk);
  await readRightly(desk);
});

it('a flushed Redis takes what is in process with it, and every answer is right', async () => {
  await using desk = await openThrough(portOf(redis));
  await desk.edgeOf('S1');
  await redis.cli('FLUSHALL');
  await until('it asks the library again', () =>
    desk.read().then(({ tally }) => tally.library?.misses === 1),
  );
  await readRightly(desk);
});

it('a Redis that is killed and started again costs nothing meanwhile, and every answer is right', async () => {
  const proxy = await startTcpProxy(() => portOf(redis));
  await using desk = await openThrough(proxy.port);
  await desk.edgeOf('S1');
  await redis.end();
  expect(await readRightly(desk)).toBeLessThan(300);
  redis = await startRedis();
  await untilShared(desk, 15_000);
  await readRightly(desk);
  await proxy.close();
});

it('a Redis that was never there costs nothing', async () => {
  await redis.end();
  await using desk = await openDesk({ redis: sharing(redis.url) });
  await readRightly(desk);
  redis = await startRedis();
});

it('tells Redis of what it could not be told, as soon as it answers', async () => {
  const proxy = await startTcpProxy(() => portOf(redis));
  await using desk = await openThrough(proxy.port);
  await using other = await openRedisDesk(redis.url, { stub: desk.stub });
  await desk.edgeOf('S1');
  await until('it is stored', () => desk.counted.stored === 1);
  proxy.set({ kind: 'reset' });
  const version = await change(desk, 'S1');
  proxy.set({ kind: 'pass' });
  await until('the other shows it', async () => (await other.edgeOf('S1')).version === version);
  await proxy.close();
});
