import pg from 'pg';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Child } from '../kit/child.ts';
import { type Graph, startGraph, startSubgraph } from '../kit/graph.ts';
import { type RedisServer, startRedis } from '../kit/redis.ts';
import { newKey, type SubmitAnswer, submitAt } from '../kit/submit.ts';

const STUDENTS = Array.from({ length: 9 }, (_, index) => `TS2020S${index + 1}`);

let redis: RedisServer;
let graph: Graph;
let second: { child: Child; url: string };
let database: pg.Client;
beforeAll(async () => {
  redis = await startRedis();
  graph = await startGraph({ REDIS_LOCK_URL: redis.url, REDIS_URL: 'redis://127.0.0.1:1' });
  second = await startSubgraph('clearance', graph.env);
  database = new pg.Client({ connectionString: graph.env.DATABASE_URL });
  await database.connect();
});
afterAll(async () => {
  await database.end();
  await second.child.end();
  await graph.end();
  await redis.end();
});

const tokenOf = (sub: string) => graph.authorization('clearance', { kind: 'person', sub, role: 'student' });

async function submit(student: string, key: string, process: 0 | 1): Promise<SubmitAnswer> {
  const url = process === 0 ? graph.subgraphs.clearance.url : second.url;
  return submitAt(`${url}/graphql`, await tokenOf(student), { idempotencyKey: key });
}

test('MONITOR sees one SET lock:… NX PX and its release per submission, and nothing else', async () => {
  const seen = await redis.monitor();
  const students = STUDENTS.slice(0, 3);
  for (const student of students) {
    expect((await submit(student, newKey(), 0)).payload).toMatchObject({ replayed: false });
  }
  const released = () => seen.filter((line) => /"eval"/i.test(line)).length;
  await expect.poll(released).toBe(students.length);
  const commands = seen.filter((line) => !line.includes('lua]'));
  for (const student of students) {
    const about = commands.filter((line) => line.includes(`"lock:{${student}}"`));
    expect(about).toHaveLength(2);
    expect(about[0]).toMatch(/"SET" "lock:\{\w+\}" "[0-9a-f-]{36}" "NX" "PX" "\d+"|"SET" .* "PX" "\d+" "NX"/);
    const token = /"([0-9a-f-]{36})"/.exec(about[0] ?? '')?.[1] ?? 'none';
    expect(about[1]).toMatch(/"EVAL"/i);
    expect(about[1]).toContain(token);
  }
  expect(commands).toHaveLength(2 * students.length);
  expect(await redis.cli('KEYS', 'lock:*')).toBe('');
});

test('a replay takes no lock', async () => {
  const key = newKey();
  await submit('TS2020S4', key, 0);
  const seen = await redis.monitor();
  expect((await submit('TS2020S4', key, 0)).payload).toMatchObject({ replayed: true });
  expect(seen.filter((line) => line.includes('lock:'))).toEqual([]);
});

test('a lock that a dead process left delays a submission, and does not refuse it', async () => {
  await redis.cli('SET', 'lock:{TS2020S5}', 'of the dead', 'PX', '60000');
  const { payload, took } = await submit('TS2020S5', newKey(), 1);
  expect(payload).toMatchObject({ __typename: 'ClearanceSubmitted', replayed: false });
  expect(took).toBeLessThan(6_250);
  expect(await redis.cli('GET', 'lock:{TS2020S5}')).toBe('of the dead');
});

test('Redis killed in the middle of a storm: no answer changes', async () => {
  const students = STUDENTS.slice(5);
  const calls = Array.from({ length: 240 }, (_, index) => ({
    student: students[index % students.length] ?? '',
    key: `storm-key-${String(index % 12).padStart(8, '0')}`,
  }));
  let answered = 0;
  const answers = await Promise.all(
    calls.map(async ({ student, key }, index) => {
      const answer = await submit(student, key, (index % 2) as 0 | 1);
      // In the middle: some have answers, others wait for locks.
      if (++answered === 20) await redis.end();
      return { student, key, ...answer };
    }),
  );
  const { rows } = await database.query('select student_id, serial from clearance.submission');
  const serials = new Map<string, string>(rows.map(({ student_id, serial }) => [student_id, serial]));
  for (const student of students) {
    expect(rows.filter(({ student_id }) => student_id === student)).toHaveLength(1);
    const fresh = answers.filter(
      (answer) => answer.student === student && answer.payload?.replayed === false,
    );
    expect(fresh).toHaveLength(1);
  }
  for (const { student, payload, codes, took } of answers) {
    expect(codes).toEqual([]);
    expect(took).toBeLessThan(6_250);
    if (payload.submission) expect(payload.submission.serial).toBe(serials.get(student));
    else expect(['SubmissionInProgress', 'SubmissionShed']).toContain(payload.__typename);
  }
});

test('SIGTERM ends a process that has submitted, its connections and all', async () => {
  const own = await startRedis();
  onTestFinished(() => own.end());
  const third = await startSubgraph('clearance', { ...graph.env, REDIS_LOCK_URL: own.url });
  onTestFinished(() => third.child.end());
  const authorization = await tokenOf('TS2020S7');
  const answer = await submitAt(`${third.url}/graphql`, authorization, { idempotencyKey: newKey() });
  expect(answer.payload.submission).toBeDefined();
  await expect.poll(async () => (await fetch(`${third.url}/readyz`)).status).toBe(200);
  third.child.signal('SIGTERM');
  expect(await third.child.ended).toBe(0);
});

test('without Redis submissions go on as before', async () => {
  const [first, second_] = await Promise.all([
    submit('TS2020S6', newKey(), 0),
    submit('TS2020S6', newKey(), 1),
  ]);
  for (const { payload } of [first, second_]) expect(payload.__typename).toBe('ClearanceAlreadySubmitted');
});
