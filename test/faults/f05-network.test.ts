import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { MessageLoss } from '../kit/tcp-proxy.ts';
import type { Serving } from './serving.ts';
import { keyOf, storm, tally, untilSubmitted } from './storm.ts';
import { startWorld, type World } from './world.ts';

let world: World;
let processes: [Serving, Serving];
let student: string;
beforeAll(async () => {
  world = await startWorld({ remark: 'F5 network between clearance and PostgreSQL at fault' });
  processes = await Promise.all([serve(), serve()]);
});
beforeEach(async () => {
  [student] = await world.enrol(1);
});
afterAll(() => world.end());

/** Without the read model, which commits too: the COMMIT that gets lost must be a submission's. */
const serve = () => world.serve({ REPORTS: 'off' });

// A simple query: Q, its length, the text, a zero.
const COMMIT = /Q[\s\S]{4}commit;?\0/i;

const losses: [string, MessageLoss][] = [
  ['the answer to COMMIT never comes', 'answer-silently'],
  ['the connection is reset instead of the answer to COMMIT', 'answer-by-reset'],
  ['the connection is reset before COMMIT arrives', 'message-by-reset'],
];

test.each(losses)('F5: when %s, the caller is told the truth all the same', async (_how, loss) => {
  const lost = world.postgresProxy.lose(COMMIT, loss);
  const { answer } = await world.submit(processes[0], { student, key: keyOf(student) });
  expect(await lost).toBe(true);
  expect(answer).toMatchObject({ type: 'ClearanceSubmitted', replayed: false });
  expect(await world.check()).toEqual([]);
});

test('F5: when PostgreSQL cannot be asked after COMMIT, the caller is told so, and later what became of it', async () => {
  // Of its own, since its connections stay silent for a while.
  const victim = await serve();
  const key = keyOf(student);
  void world.postgresProxy
    .lose(COMMIT, 'answer-silently')
    .then(() => world.postgresProxy.set({ kind: 'half-open' }));
  const { answer } = await world.submit(victim, { student, key });
  expect(answer.type).toBe('SubmissionOutcomeUnknown');
  world.postgresProxy.set({ kind: 'pass' });
  const told = await untilSubmitted(world, processes[1], { student, key });
  expect(told.answer).toMatchObject({ type: 'ClearanceSubmitted', replayed: true });
  expect(await world.check()).toEqual([]);
});

test('F5: when COMMIT gets lost and neither side learns of it, the caller is told so, and later submits', async () => {
  // Of its own, since its connections stay silent for a while.
  const victim = await serve();
  const key = keyOf(student);
  void world.postgresProxy.lose(COMMIT, 'message-silently');
  const { answer } = await world.submit(victim, { student, key });
  expect(answer.type).toBe('SubmissionOutcomeUnknown');
  // The server must let go of the rows that the lost transaction holds, though nobody tells it that it is lost.
  await untilSubmitted(world, processes[1], { student, key });
  expect(await world.check()).toEqual([]);
});

test.each([
  'half-open',
  'reset',
] as const)('F5: when all connections are %s in a storm, it ends in time, and goes on afterwards', async (kind) => {
  const students = await world.enrol(20);
  const calls = storm(world, processes, students, { keys: 2, calls: 120 });
  world.postgresProxy.set({ kind });
  const during = storm(world, processes, students, { keys: 2, calls: 40 });
  await Promise.all([calls, during]);
  world.postgresProxy.set({ kind: 'pass' });
  for (const one of students) await untilSubmitted(world, processes[1], { student: one, key: keyOf(one) });
  expect(await world.check()).toEqual([]);
});

test('F5: when every message takes 100 ms longer, submissions are slower and as true', async () => {
  world.postgresProxy.set({ kind: 'delay', ms: 50 });
  const students = await world.enrol(10);
  const calls = await storm(world, processes, students, { keys: 2, calls: 40 });
  world.postgresProxy.set({ kind: 'pass' });
  expect(tally(calls)['ClearanceSubmitted first']).toBe(10);
  expect(await world.check()).toEqual([]);
});
