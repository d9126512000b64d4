import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RedisServer, startRedis } from '../kit/redis.ts';
import type { Serving } from './serving.ts';
import { keyOf, storm, tally, untilSubmitted } from './storm.ts';
import { startWorld, type World } from './world.ts';

let world: World;
let processes: Serving[];
let redis: RedisServer;
beforeAll(async () => {
  world = await startWorld({ remark: 'F4 Redis at fault' });
  redis = world.redis;
  processes = await Promise.all([world.serve(), world.serve(), world.serve()]);
});
afterAll(async () => {
  await redis.end();
  await world.end();
});

async function revive(): Promise<void> {
  await redis.end();
  redis = await startRedis([], Number(new URL(redis.url).port));
}

/** What happens to Redis while the storm blows, and how it is mended. */
const faults: [string, () => Promise<unknown>, () => Promise<unknown>][] = [
  ['stands still', async () => redis.signal('SIGSTOP'), async () => redis.signal('SIGCONT')],
  ['is killed', () => redis.end(), revive],
  ['forgets everything, again and again,', forget, async () => {}],
  [
    'is out of memory',
    () => redis.cli('config', 'set', 'maxmemory', '1'),
    () => redis.cli('config', 'set', 'maxmemory', '0'),
  ],
  [
    'resets every connection',
    async () => world.redisProxy.set({ kind: 'reset' }),
    async () => world.redisProxy.set({ kind: 'pass' }),
  ],
  [
    'is half open',
    async () => world.redisProxy.set({ kind: 'half-open' }),
    async () => world.redisProxy.set({ kind: 'pass' }),
  ],
  [
    'answers after 60 ms',
    async () => world.redisProxy.set({ kind: 'delay', ms: 30 }),
    async () => world.redisProxy.set({ kind: 'pass' }),
  ],
];

async function forget(): Promise<void> {
  for (let times = 0; times < 20; times++) {
    await redis.cli('flushall');
    await wait(10);
  }
}

test.each(
  faults,
)('F4: when Redis %s in the midst of a storm, each student has one row and true answers', async (_how, harm, mend) => {
  const students = await world.enrol(20);
  const calls = storm(world, processes, students, { keys: 3, calls: 300 });
  await harm();
  const during = await storm(world, processes, await world.enrol(10), { keys: 2, calls: 40 });
  await mend();
  await calls;
  expect(tally(during)['ClearanceSubmitted first']).toBe(10);
  await Promise.all(
    students.map((student) =>
      untilSubmitted(world, processes[0] as Serving, { student, key: keyOf(student) }),
    ),
  );
  const stored = await world.sql('select 1 from clearance.submission where student_id = any($1)', [students]);
  expect(stored).toHaveLength(students.length);
  expect(await world.check()).toEqual([]);
});
