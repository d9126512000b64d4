import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Graph, startGraph } from '../kit/graph.ts';
import { type RedisServer, startRedis } from '../kit/redis.ts';
import { type GatewayProcess, startGateway } from './kit/gateway-process.ts';
import { PASSING, readPage } from './kit/page.ts';

// Two gateways that share what they remember through a Redis, which is taken away in every way.
let redis: RedisServer;
let graph: Graph;
let second: GatewayProcess;
let staff: string;
beforeAll(async () => {
  redis = await startRedis();
  graph = await startGraph({ CACHE: 'on', REDIS_URL: redis.url });
  second = await startGateway(graph.env);
  staff = await graph.token('staff:finance', 'C001');
  for (const url of [graph.url, second.url]) await readPage({ ...graph, url }, 'TS2020F4');
});
afterAll(async () => {
  await second.child.end();
  await graph.end();
  await redis.end();
});

/** Everybody at both gateways, one after another; the longest wait. */
async function everybodyPasses(): Promise<number> {
  let longest = 0;
  for (const id of PASSING)
    for (const { url } of [graph, second]) {
      const { clearance, errors, took } = await readPage({ ...graph, url }, id);
      expect(errors).toEqual([]);
      expect(clearance).toMatchObject({ passed: true, outcome: 'PASSED' });
      longest = Math.max(longest, took);
    }
  return longest;
}

let references = 0;
/** Charges somebody and sees that both gateways show it. */
async function expectChangesAreSeen(studentId: string): Promise<void> {
  for (const { url } of [graph, second]) await readPage({ ...graph, url }, studentId);
  const charge = `mutation { recordCharge(input: { studentId: "${studentId}", academicYear: 2019,
    chargeItemName: "代收取暖费", amountFen: 7240, reference: "REDIS-${++references}" }) { __typename } }`;
  expect((await graph.query(charge, { token: staff })).data.recordCharge.__typename).toBe('ChargeRecorded');
  for (const { url } of [graph, second])
    await expect
      .poll(async () => (await readPage({ ...graph, url }, studentId)).clearance, { timeout: 5_000 })
      .toMatchObject({ passed: false, finance: { outcome: 'NOT_PASSED' } });
}

/** What one gateway read, the other shows without asking anybody. */
async function untilShared(studentId: string): Promise<void> {
  await expect
    .poll(async () => {
      await readPage(graph, studentId);
      return (await readPage({ ...graph, url: second.url }, studentId)).cache.finance?.hits;
    })
    .toBe(1);
}

// 50 ms for each of the three stages of the query, before the gateway knows; the rest is for a loaded machine.
const ADDED_MS = 1_000;

test('what one gateway read, the other shows', async () => {
  await everybodyPasses();
  await untilShared('TS2020S1');
  await expectChangesAreSeen('TS2020F11');
});

test('with a Redis that is stopped (SIGSTOP), answers are right, and nobody waits for it', async () => {
  redis.signal('SIGSTOP');
  try {
    expect(await everybodyPasses()).toBeLessThan(ADDED_MS);
    await expectChangesAreSeen('TS2020F6');
  } finally {
    redis.signal('SIGCONT');
  }
  await untilShared('TS2020S2');
  // What changed while it was stopped is not shown as it was before.
  for (const { url } of [graph, second])
    expect((await readPage({ ...graph, url }, 'TS2020F6')).clearance.finance.outcome).toBe('NOT_PASSED');
});

test('with a Redis that is flushed again and again, answers are right', async () => {
  for (let round = 0; round < 3; round++) {
    await redis.cli('FLUSHALL');
    expect(await everybodyPasses()).toBeLessThan(ADDED_MS);
  }
  await redis.cli('FLUSHALL');
  await expectChangesAreSeen('TS2020F8');
  await untilShared('TS2020S3');
});

test('with a Redis that is killed, answers are right; when it is back it is used again', async () => {
  const port = Number(new URL(redis.url).port);
  await redis.end();
  expect(await everybodyPasses()).toBeLessThan(ADDED_MS);
  await expectChangesAreSeen('TS2020F9');
  redis = await startRedis([], port);
  await untilShared('TS2020S4');
  await everybodyPasses();
});
