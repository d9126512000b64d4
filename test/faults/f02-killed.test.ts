import { afterAll, beforeAll, expect, test } from 'vitest';
import { submitSteps } from '../../subgraphs/clearance/submission/steps.ts';
import type { Serving } from './serving.ts';
import { keyOf, tally, untilSubmitted } from './storm.ts';
import { startWorld, type World } from './world.ts';

let world: World;
let elsewhere: Serving;
let victims: Serving[];
beforeAll(async () => {
  world = await startWorld({ remark: 'F2 killed' });
  [elsewhere, ...victims] = await Promise.all([world.serve(), ...submitSteps.map(() => world.serve())]);
});
afterAll(() => world.end());

// One student and one process for each step, all at once: most of the time is spent waiting for leases.
test('F2: kill -9 at any step stores once or nothing, and the same key elsewhere tells which', async () => {
  const students = await world.enrol(submitSteps.length);
  const ended = await Promise.all(
    submitSteps.map(async (step, index) => {
      const victim = victims[index] as Serving;
      const attempt = { student: students[index] as string, key: keyOf(students[index] as string) };
      await victim.arm({ step, signal: 'SIGKILL' });
      const lost = await world.submit(victim, attempt);
      await victim.ended;
      const told = await untilSubmitted(world, elsewhere, attempt);
      const other = await world.submit(elsewhere, { ...attempt, key: keyOf(attempt.student, 2) });
      return { step, lost, told, other };
    }),
  );
  expect(tally(ended.map(({ lost }) => lost))).toEqual({ lost: submitSteps.length });
  expect(tally(ended.map(({ other }) => other))).toEqual({ ClearanceAlreadySubmitted: submitSteps.length });
  const stored = ended.filter(({ told: { answer } }) => 'replayed' in answer && answer.replayed);
  expect(stored.map(({ step }) => step)).toEqual(['commit-sent', 'committed']);
  expect(await world.check()).toEqual([]);
});
