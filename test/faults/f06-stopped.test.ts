import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { submitSteps } from '../../subgraphs/clearance/submission/steps.ts';
import type { Serving } from './serving.ts';
import { keyOf, untilSubmitted } from './storm.ts';
import { startWorld, type World } from './world.ts';

let world: World;
let elsewhere: Serving;
let victims: Serving[];
beforeAll(async () => {
  world = await startWorld({ remark: 'F6 stopped' });
  [elsewhere, ...victims] = await Promise.all([world.serve(), ...submitSteps.map(() => world.serve())]);
});
afterAll(() => world.end());

// One student and one process for each step, all at once.
test.each([
  1, 3, 6,
])('F6: a process that stands still for %i s at any step stores nothing twice, whoever goes on meanwhile', async (seconds) => {
  const students = await world.enrol(submitSteps.length);
  await Promise.all(
    submitSteps.map(async (step, index) => {
      const victim = victims[index] as Serving;
      const attempt = { student: students[index] as string, key: keyOf(students[index] as string) };
      await victim.arm({ step, signal: 'SIGSTOP' });
      const stopped = world.submit(victim, attempt);
      await victim.stopped();
      const meanwhile = [
        world.submit(elsewhere, attempt),
        // Every other step, so that the same key gets its turn as well.
        ...(index % 2 === 0 ? [world.submit(elsewhere, { ...attempt, key: keyOf(attempt.student, 2) })] : []),
      ];
      await wait(seconds * 1_000);
      victim.goOn();
      await Promise.all([stopped, ...meanwhile]);
      await untilSubmitted(world, elsewhere, attempt);
    }),
  );
  const stored = await world.sql('select 1 from clearance.submission where student_id = any($1)', [students]);
  expect(stored).toHaveLength(students.length);
  expect(await world.check()).toEqual([]);
});
