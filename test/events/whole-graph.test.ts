import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { followStream } from '../../wire/events/follow-stream.ts';
import { parseRedisAddress, type RedisAddress } from '../../wire/redis/redis-address.ts';
import { startChild } from '../kit/child.ts';
import { freePort } from '../kit/free-port.ts';
import { developmentToken } from '../kit/graph.ts';
import { postGraphql } from '../kit/graphql-client.ts';
import { type RedisServer, startRedis } from '../kit/redis.ts';
import { createFollower } from './follower.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'clearance-events-'));
let redis: RedisServer;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(async () => {
  await redis.end();
  rmSync(dataDir, { recursive: true, force: true });
});

test('npm start with REDIS_URL publishes the sample class, and each change within a second', async () => {
  const port = await freePort();
  const env = { DATA_DIR: dataDir, PORT: String(port), REDIS_URL: redis.url };
  const child = startChild('start/main.ts', [], env);
  await child.line(/ready after/);
  for (const department of ['library', 'archives', 'apartment', 'finance'])
    await expect
      .poll(async () => Number(await redis.cli('XLEN', `events:${department}`)))
      .toBeGreaterThan(1_000);
  // The services' key is made by whoever comes first.
  expect(statSync(join(dataDir, 'keys', 'service.json')).mode & 0o777).toBe(0o600);

  const follower = createFollower();
  const following = followStream({
    ...follower.options,
    redis: parseRedisAddress(redis.url) as RedisAddress,
    name: 'library',
    after: null,
  });
  await expect.poll(() => follower.positions.length).toBe(1);
  const token = await developmentToken('student', 'TS2020F6C', dataDir);
  const mutation = 'mutation { cancelLibraryCard(input: {}) { __typename } }';
  const { data } = await postGraphql(`http://127.0.0.1:${port}/graphql`, mutation, { token });
  expect(data.cancelLibraryCard.__typename).toBe('LibraryCardCancelled');
  await expect.poll(() => follower.events.at(-1)?.studentId).toBe('TS2020F6C');
  expect(follower.events.at(-1)).toMatchObject({
    source: 'library',
    type: 'verdict-changed',
    outcome: 'PASSED',
  });
  expect(follower.lags.at(-1)).toBeLessThan(1_000);
  follower.end();
  await following;
  child.signal('SIGTERM');
  expect(await child.ended).toBe(0);
});
