import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RedisServer, startRedis } from '../../kit/redis.ts';
import { type Desk, entitiesOf, library, openDesk } from './kit/desk.ts';
import { openRedisDesk } from './kit/redis-desk.ts';
import { edge, gate, type Stub } from './kit/stub.ts';

let redis: RedisServer;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.end());

const selections = [library, entitiesOf('library { outcome version }')];
const which = { desk: fc.nat(1), student: fc.nat(1) };
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('change' as const), student: which.student }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('event' as const), ...which, age: fc.nat(2) }) },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('read' as const),
      ...which,
      isSlow: fc.boolean(),
      selection: fc.nat(1),
      freshness: fc.constantFrom('cached' as const, 'cached' as const, 'fresh' as const),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('release' as const), which: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('flush' as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

let run = 0;

/** Runs the steps; every read must be at least as new as the events that its gateway had heard of when it began. */
async function play(
  desks: readonly Desk[],
  stub: Stub,
  steps: readonly Step[],
  flush: () => Promise<unknown>,
) {
  const students = [`S${++run}`, `S${++run}`];
  const truth = [1, 1];
  const heard = desks.map(() => [1, 1]);
  const gates: { open(): void }[] = [];
  const reads: Promise<void>[] = [];
  let isNextSlow = false;
  let isOver = false;
  let arrived = gate();
  stub.entity = ({ id }) => ({
    library: edge('PASSED', `1.${truth[students.indexOf(String(id))] ?? 1}`, { books: 0 }),
  });
  stub.hold = () => {
    arrived.open();
    if (!isNextSlow || isOver) return undefined;
    isNextSlow = false;
    const held = gate();
    gates.push(held);
    return held.promise;
  };

  async function read(desk: number, student: number, selection: number, freshness: 'cached' | 'fresh') {
    const atLeast = heard[desk]?.[student] ?? 0;
    const options = { query: selections[selection] ?? library, freshness };
    const seen = await desks[desk]?.edgeOf(students[student] ?? '', options);
    expect(
      Number(seen.version.slice(2)),
      `read of student ${student} at desk ${desk}`,
    ).toBeGreaterThanOrEqual(atLeast);
  }

  for (const one of steps) {
    switch (one.kind) {
      case 'change':
        truth[one.student] = (truth[one.student] ?? 1) + 1;
        break;
      case 'event': {
        // Late, repeated and out of order: any of the last three versions.
        const version = Math.max(1, (truth[one.student] ?? 1) - one.age);
        const change = {
          subgraph: 'library',
          studentId: students[one.student] ?? '',
          version: `1.${version}`,
        };
        await desks[one.desk]?.cache.invalidate(change);
        const known = heard[one.desk];
        if (known !== undefined) known[one.student] = Math.max(known[one.student] ?? 1, version);
        break;
      }
      case 'read': {
        arrived = gate();
        isNextSlow = one.isSlow;
        const reading = read(one.desk, one.student, one.selection, one.freshness);
        reads.push(reading);
        reading.catch(() => {});
        // It may wait for a call that is held already: then nothing arrives.
        await Promise.race([reading.catch(() => {}), arrived.promise, wait(15)]);
        break;
      }
      case 'release':
        gates.splice(one.which, 1)[0]?.open();
        await wait(0);
        break;
      case 'flush':
        await flush();
        break;
      default:
        one satisfies never;
    }
  }
  // A call that arrives late is not held any more.
  isOver = true;
  for (const held of gates) held.open();
  await Promise.all(reads);
}

it('a read that began after an event never shows what was before it (in process)', async () => {
  await using desk = await openDesk();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), (steps) =>
      play([desk, desk], desk.stub, steps, async () => {}),
    ),
    { numRuns: 150 },
  );
  expect(desk.counted.hit).toBeGreaterThan(20);
});

it('a read that began after an event never shows what was before it (two gateways and a Redis that is flushed)', async () => {
  await using one = await openRedisDesk(redis.url);
  await using two = await openRedisDesk(redis.url, { stub: one.stub });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), (steps) =>
      play([one, two], one.stub, steps, () => redis.cli('FLUSHALL')),
    ),
    // A busy machine answers late and hits less often: enough plays that both are met all the same.
    { numRuns: 300 },
  );
  expect(one.counted.hit).toBeGreaterThan(20);
  expect(one.counted.refused).toBeGreaterThan(5);
});
