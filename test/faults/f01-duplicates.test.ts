import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Serving } from './serving.ts';
import { storm, tally } from './storm.ts';
import { startWorld, type World } from './world.ts';

let world: World;
let processes: Serving[];
beforeAll(async () => {
  world = await startWorld({ remark: 'F1 duplicates' });
  processes = await Promise.all([world.serve(), world.serve(), world.serve(), world.serve()]);
});
afterAll(() => world.end());

test('S-1: of submissions at once one is stored; its key gets the same receipt, another key is told of it', async () => {
  const [student] = await world.enrol(1);
  const keys = ['first-key-of-student', 'other-key-of-student'] as const;
  const call = (index: number) =>
    world.submit(processes[index % 4] as Serving, { student, key: keys[index % 2] as string });
  const calls = await Promise.all([0, 1, 2, 3].map(call));
  const again = await Promise.all([0, 1].map(call));
  const serials = new Set(
    [...calls, ...again].flatMap(({ answer }) => ('serial' in answer ? [answer.serial] : [])),
  );
  expect(serials.size).toBe(1);
  expect(tally(calls)).toMatchObject({ 'ClearanceSubmitted first': 1 });
  expect(tally(again)).toEqual({ 'ClearanceSubmitted again': 1, ClearanceAlreadySubmitted: 1 });
  expect(await world.check()).toEqual([]);
});

test.each([
  1, 5, 20,
])('F1: 1000 calls of %i students under 4 keys to 4 processes store one row each', async (count) => {
  const students = await world.enrol(count);
  const calls = await storm(world, processes, students, { keys: 4, calls: 1_000 });
  const stored = await world.sql('select student_id from clearance.submission where student_id = any($1)', [
    students,
  ]);
  expect(stored).toHaveLength(count);
  expect(tally(calls)['ClearanceSubmitted first']).toBe(count);
  expect(await world.check()).toEqual([]);
});

test('a key that is used for two things is refused for the second', async () => {
  const [student] = await world.enrol(1);
  const [one] = processes as [Serving];
  const attempt = { student, key: 'the-key-of-two-things' };
  const calls = [await world.submit(one, attempt), await world.submit(one, { ...attempt, named: true })];
  expect(calls.map(({ answer }) => answer.type)).toEqual(['ClearanceSubmitted', 'IdempotencyKeyReused']);
  expect(await world.check()).toEqual([]);
});
