import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { departmentCodes } from './departments.ts';
import type { CallLine } from './history.ts';
import type { Serving } from './serving.ts';
import { keyOf, storm, tally, untilSubmitted } from './storm.ts';
import { startWorld, type World } from './world.ts';

let world: World;
let processes: [Serving, Serving];
beforeAll(async () => {
  world = await startWorld({ remark: 'F3 departments at fault, F7 flips' });
  processes = await Promise.all([world.serve(), world.serve()]);
});
afterAll(() => world.end());

describe.each(departmentCodes)('F3: while %s', (code) => {
  test.each([
    'is killed',
    'stands still',
  ])('%s nobody submits; when it is back, everybody does, once', async (how) => {
    const department = world.departments[code];
    const students = await world.enrol(4);
    if (how === 'is killed') await department.kill();
    else department.signal('SIGSTOP');
    const refused = await storm(world, processes, students, { keys: 1, calls: 8 });
    const told = new Set(refused.map(({ answer }) => answer.type));
    expect([...told].filter((type) => type !== 'SubmissionInProgress')).toEqual(['DepartmentsUnavailable']);
    if (how === 'is killed') await department.restart();
    else department.signal('SIGCONT');
    await Promise.all(
      students.map((student) => untilSubmitted(world, processes[0], { student, key: keyOf(student) })),
    );
    expect(await world.check()).toEqual([]);
  });
});

test('F3: departments that are killed and stand still in the midst of a storm delay it, and nothing else', async () => {
  const students = await world.enrol(60);
  const under = storm(world, processes, students, { keys: 2, calls: 240 });
  const { library, archives, finance } = world.departments;
  await library.kill();
  archives.signal('SIGSTOP');
  await wait(500);
  await Promise.all([library.restart(), finance.kill()]);
  archives.signal('SIGCONT');
  await finance.restart();
  await under;
  await Promise.all(
    students.map((student) => untilSubmitted(world, processes[1], { student, key: keyOf(student) })),
  );
  expect(await world.check()).toEqual([]);
});

test('S-2: a fee that appears between the page and the click refuses, and the answer shows it', async () => {
  const [student] = await world.enrol(1);
  await world.departments.finance.command({ do: 'set', students: [student], outcome: 'NOT_PASSED' });
  const { answer } = await world.submit(processes[0], { student, key: keyOf(student) });
  expect(answer).toEqual({ type: 'ClearanceNotEligible', failing: ['finance'] });
  expect(await world.check()).toEqual([]);
});

test('F7: while verdicts flip at random, whatever is stored was true at one instant, and so is every refusal', async () => {
  const students = await world.enrol(60);
  for (const [index, code] of departmentCodes.entries()) {
    // Two are read 50 ms after the others, so one read of each would often have no instant in common.
    await world.departments[code].command({ do: 'latency', ms: index < 2 ? 0 : 100 });
    await world.departments[code].command({ do: 'churn', students, seed: 7_000 + index, everyMs: 3 });
  }
  const calls: CallLine[] = [];
  for (let round = 0; round < 8; round++) {
    calls.push(...(await storm(world, processes, students, { keys: 2, calls: 120 })));
  }
  for (const code of departmentCodes) await world.departments[code].command({ do: 'calm' });
  expect(await world.check()).toEqual([]);
  // Without refusals, changes between reads and successes it would have shown nothing.
  const told = tally(calls);
  expect(told.ClearanceNotEligible).toBeGreaterThan(20);
  expect(told['ClearanceSubmitted first']).toBeGreaterThan(10);
  expect(told.VerdictChanged).toBeGreaterThan(0);
});
