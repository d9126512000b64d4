import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { createClient } from 'redis';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../subgraphs/kit/database/open-database.ts';
import { followStream } from '../../wire/events/follow-stream.ts';
import { parseRedisAddress, type RedisAddress } from '../../wire/redis/redis-address.ts';
import { type Child, startChild } from '../kit/child.ts';
import { newPostgresUrl } from '../kit/databases.ts';
import { freePort } from '../kit/free-port.ts';
import { type RedisServer, startRedis, startSentinel } from '../kit/redis.ts';
import { type EventSource, serveEventSource } from './event-source.ts';
import { createFollower, type Follower, isInOrder } from './follower.ts';
import { students, tell } from './outbox.ts';

let redis: RedisServer;
let port: number;
const disposals: (() => Promise<void> | void)[] = [];
beforeEach(async () => {
  port = await freePort();
  redis = await startRedis([], port);
});
afterEach(async () => {
  for (const dispose of disposals.splice(0).reverse()) await dispose();
  await redis.end();
});

const address = (url = redis.url) => parseRedisAddress(url) as RedisAddress;

async function serve(url = redis.url): Promise<EventSource> {
  const source = await serveEventSource({ redis: address(url) });
  disposals.push(source.end);
  return source;
}

/** Everything in the stream: id and event. */
async function published(): Promise<{ id: string; studentId: string; version: string }[]> {
  const client = createClient({ url: redis.url }).on('error', () => {});
  await client.connect();
  const entries = await client.xRange('events:library', '-', '+');
  client.destroy();
  return (entries ?? []).map(({ id, message }) => ({ id, ...JSON.parse(String(message.event)) }));
}

const count = async () => Number(await redis.cli('XLEN', 'events:library'));

function follow(
  after: string | null,
  handle?: Parameters<typeof createFollower>[0],
  url = redis.url,
): Follower {
  const follower = createFollower(handle);
  disposals.push(follower.end);
  const times = { firstMs: 10, longestMs: 200, blockMs: 200 };
  void followStream({ ...follower.options, redis: address(url), name: 'library', after, times });
  return follower;
}

describe('a subgraph with REDIS_URL', () => {
  test('publishes each event once, its cursor as id, in order', async () => {
    const source = await serve();
    for (let from = 1; from <= 5; from++) await tell(source.db, students(300), { from });
    await expect.poll(count).toBe(1_500);
    const entries = await published();
    expect(entries.every((entry) => entry.id === (entry as unknown as { cursor: string }).cursor)).toBe(true);
    expect(entries.filter(({ studentId }) => studentId === 'S7').map(({ version }) => version)).toEqual(
      [1, 2, 3, 4, 5].map((from) => `1.${from + 6}`),
    );
  });

  test('goes on after the newest entry when it starts again', async () => {
    const source = await serve();
    await tell(source.db, ['S1']);
    await expect.poll(count).toBe(1);
    await source.stop();
    await tell(source.db, ['S2']);
    await source.start();
    await expect.poll(count).toBe(2);
    expect((await published()).map(({ studentId }) => studentId)).toEqual(['S1', 'S2']);
  });

  test('a Redis that is flushed gets the events of the last day again, and what comes after', async () => {
    const source = await serve();
    await tell(source.db, ['OLD'], { at: new Date(Date.now() - 25 * 3_600_000) });
    await tell(source.db, ['S1', 'S2']);
    await expect.poll(async () => (await published()).at(-1)?.studentId).toBe('S2');
    await redis.cli('FLUSHALL');
    await tell(source.db, ['S3']);
    await expect.poll(count).toBe(3);
    expect((await published()).map(({ studentId }) => studentId)).toEqual(['S1', 'S2', 'S3']);
  });

  test('a Redis that ends, and one that is not there at first, loses nothing', async () => {
    const source = await serve();
    await tell(source.db, ['S1']);
    await expect.poll(count).toBe(1);
    await redis.end();
    await tell(source.db, ['S2']);
    redis = await startRedis([], port);
    await expect.poll(count).toBe(2);
    redis.signal('SIGSTOP');
    await tell(source.db, ['S3']);
    redis.signal('SIGCONT');
    await expect.poll(count).toBe(3);
    expect((await published()).map(({ studentId }) => studentId)).toEqual(['S1', 'S2', 'S3']);
  });

  test('a Redis that may write no more gets everything, without a gap, once it may', async () => {
    const source = await serve();
    await tell(source.db, ['S1']);
    await expect.poll(count).toBe(1);
    await redis.cli('CONFIG', 'SET', 'maxmemory', '1');
    await tell(source.db, ['S2', 'S3']);
    await expect.poll(() => redis.cli('INFO', 'errorstats')).toContain('errorstat_OOM');
    await tell(source.db, ['S4']);
    await redis.cli('CONFIG', 'SET', 'maxmemory', '0');
    await expect.poll(count).toBe(4);
    expect((await published()).map(({ studentId }) => studentId)).toEqual(['S1', 'S2', 'S3', 'S4']);
  });

  test('a stream that is ahead of a restored database is published anew', async () => {
    const source = await serve();
    await tell(source.db, students(3));
    await expect.poll(count).toBe(3);
    await source.stop();
    await redis.cli('XADD', 'events:library', '99999999999-1', 'event', '{}');
    await source.start();
    await expect.poll(count).toBe(3);
    expect((await published()).map(({ studentId }) => studentId)).toEqual(['S1', 'S2', 'S3']);
  });
});

describe('several processes of one subgraph', () => {
  const processes: Child[] = [];
  let database: Database;
  let url: string;
  let dataDir: string;
  beforeEach(async () => {
    url = await newPostgresUrl();
    database = openDatabase({ kind: 'postgres', url });
    dataDir = mkdtempSync(join(tmpdir(), 'clearance-relay-'));
    disposals.push(async () => {
      await Promise.all(processes.splice(0).map((child) => child.end()));
      await database.close();
      rmSync(dataDir, { recursive: true, force: true });
    });
  });

  async function start(): Promise<Child> {
    const env = { DATABASE_URL: url, DATA_DIR: dataDir, REDIS_URL: redis.url };
    const child = startChild('subgraphs/library/main.ts', [], env);
    processes.push(child);
    const at = (await child.line(/ listens on (\S+)/))[1];
    await expect.poll(async () => (await fetch(`${at}/readyz`)).status).toBe(200);
    return child;
  }

  test('publish each event once together, in order, though they are killed and started', async () => {
    await start();
    let victim = await start();
    const db = database.forSchema<unknown>('library');
    const follower = follow('0-0');
    for (let round = 0; round < 3; round++) {
      for (let n = 1; n <= 10; n++) await tell(db, students(60), { from: round * 10 + n });
      await victim.end();
      victim = await start();
    }
    await expect.poll(count).toBe(1_800);
    const entries = await published();
    for (const [index, student] of students(60).entries())
      expect(entries.filter(({ studentId }) => studentId === student).map(({ version }) => version)).toEqual(
        Array.from({ length: 30 }, (_, n) => `1.${n + 1 + index}`),
      );
    await expect.poll(() => follower.events.length).toBe(1_800);
    expect(isInOrder(follower.events)).toBe(true);
  });

  test('say once that Redis is away, and once that it is back', async () => {
    const child = await start();
    const lines = (pattern: RegExp) => child.lines.filter((line) => pattern.test(line)).length;
    await tell(database.forSchema<unknown>('library'), ['S0']);
    await expect.poll(count).toBe(1);
    expect(lines(/published to Redis/)).toBe(0);
    await redis.end();
    await tell(database.forSchema<unknown>('library'), ['S1']);
    await child.line(/not published to Redis/);
    redis = await startRedis([], port);
    await child.line(/published to Redis again/);
    expect(lines(/not published to Redis/)).toBe(1);
    await expect.poll(count).toBe(2);
    child.signal('SIGTERM');
    expect(await child.ended).toBe(0);
  });
});

describe('following a stream', () => {
  test('hands events over in order, and again where handling failed', async () => {
    const source = await serve();
    let failures = 2;
    const follower = follow('0-0', async () => {
      if (failures-- > 0) throw new Error('not yet');
    });
    await tell(source.db, students(700));
    await expect.poll(() => follower.events.length).toBe(700);
    expect(isInOrder(follower.events)).toBe(true);
    expect(follower.lags.at(-1)).toBeLessThan(30_000);
  });

  test('begins now where no position is given, and loses nothing while Redis restarts', async () => {
    const source = await serve();
    await tell(source.db, ['BEFORE']);
    await expect.poll(count).toBe(1);
    const follower = follow(null);
    await expect.poll(() => follower.positions.length).toBe(1);
    await tell(source.db, ['S1']);
    await expect.poll(() => follower.events.length).toBe(1);
    await redis.end();
    await tell(source.db, ['S2']);
    redis = await startRedis([], port);
    await expect.poll(() => follower.events.map(({ studentId }) => studentId)).toContain('S2');
    expect(follower.news.slice(0, 2)).toEqual(['following', 'interrupted']);
  });

  test('a flushed stream, and one that was published anew with other numbers, is a reset', async () => {
    const source = await serve();
    await tell(source.db, students(3));
    const follower = follow('0-0');
    await expect.poll(() => follower.events.length).toBe(3);
    await sql`truncate library.outbox restart identity`.execute(source.db);
    await redis.cli('DEL', 'events:library');
    await tell(source.db, ['RESTORED']);
    await expect.poll(() => follower.events.at(-1)?.studentId).toBe('RESTORED');
    expect(follower.news).toContain('reset');
  });
});

describe('other forms of Redis', () => {
  async function expectEvents(url: string): Promise<void> {
    const source = await serve(url);
    const follower = follow('0-0', undefined, url);
    await tell(source.db, students(20));
    await expect.poll(() => follower.events.length).toBe(20);
    expect(isInOrder(follower.events)).toBe(true);
  }

  test('a cluster carries events', async () => {
    // Left alone, the bus listens 10,000 above the port: where Linux gives ports to connections by itself.
    const bus = String(await freePort());
    const node = await startRedis(['--cluster-enabled', 'yes', '--cluster-port', bus]);
    disposals.push(node.end);
    await node.cli('CLUSTER', 'ADDSLOTSRANGE', '0', '16383');
    await expect.poll(() => node.cli('CLUSTER', 'INFO')).toContain('cluster_state:ok');
    await expectEvents(`redis-cluster://${new URL(node.url).host}`);
  });

  test('a server found by its sentinel carries events', async () => {
    const sentinel = await startSentinel('events', redis);
    disposals.push(sentinel.end);
    await expectEvents(`redis-sentinel://${new URL(sentinel.url).host}/events`);
  });
});
