import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { submitSteps } from '../../subgraphs/clearance/submission/steps.ts';
import type { Serving } from './serving.ts';
import { keyOf, storm, untilSubmitted } from './storm.ts';
import { startWorld, type World } from './world.ts';

let world: World;
let processes: [Serving, Serving];
beforeAll(async () => {
  world = await startWorld({ remark: 'F8 clock of the database shifted, F9 database restarted' });
  processes = await Promise.all([world.serve(), world.serve()]);
});
afterAll(() => world.end());

/** From now on the database's clock of submissions is so much ahead, e.g. `-1 h`. */
async function shift(interval: string): Promise<void> {
  await world.sql(`create or replace function clearance.clearance_now() returns timestamptz language sql volatile
    as $$select clock_timestamp() + interval '${interval}'$$`);
}

/** Submits on the first process, which stands still at the step while something happens. */
async function stoppedAt(
  step: (typeof submitSteps)[number],
  student: string,
  happens: () => Promise<unknown>,
) {
  const [one] = processes;
  await one.arm({ step, signal: 'SIGSTOP' });
  const call = world.submit(one, { student, key: keyOf(student) });
  await one.stopped();
  await happens();
  one.goOn();
  return call;
}

describe('F8: with the clock of the database', () => {
  afterEach(() => shift('0 s'));

  test.each(['1 h', '-1 h'])('shifted by %s as a whole, submissions are stored as ever', async (interval) => {
    await shift(interval);
    const students = await world.enrol(10);
    await storm(world, processes, students, { keys: 2, calls: 40 });
    for (const student of students)
      await untilSubmitted(world, processes[1], { student, key: keyOf(student) });
    expect(await world.check()).toEqual([]);
  });

  test.each([
    '5 s',
    '-1 h',
  ])('set by %s between reading and storing, the reads do not count and are made again', async (interval) => {
    const [student] = await world.enrol(1);
    await world.departments.library.counts();
    const { answer } = await stoppedAt('read-2', student, () => shift(interval));
    expect(answer).toMatchObject({ type: 'ClearanceSubmitted', replayed: false });
    expect((await world.departments.library.counts()).requests).toBe(4);
    expect(await world.check()).toEqual([]);
  });

  test.each(
    submitSteps,
  )('set an hour ahead while a call is at %s, another takes over, and one of them stores', async (step) => {
    const [student] = await world.enrol(1);
    const key = keyOf(student);
    let taken: Promise<unknown> = Promise.resolve();
    await stoppedAt(step, student, async () => {
      await shift('1 h');
      taken = world.submit(processes[1], { student, key });
      await Promise.race([taken, wait(1_500)]);
    });
    await taken;
    await untilSubmitted(world, processes[1], { student, key });
    expect(await world.check()).toEqual([]);
  });
});

describe('F9: when PostgreSQL', () => {
  test.each([
    'before-commit',
    'commit-sent',
    'committed',
  ] as const)('ends the connection of a call that is at %s, it is told the truth', async (step) => {
    const [student] = await world.enrol(1);
    const { answer } = await stoppedAt(step, student, () =>
      world.sql(`select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid()`),
    );
    expect(answer).toMatchObject({ type: 'ClearanceSubmitted', replayed: false });
    expect(await world.check()).toEqual([]);
  });

  test.each([
    'fast',
    'immediate',
  ] as const)('restarts (%s) in the midst of a storm, it ends in time and goes on', async (mode) => {
    const students = await world.enrol(30);
    const calls = storm(world, processes, students, { keys: 2, calls: 180 });
    await world.postgres.restart(mode);
    await calls;
    for (const student of students)
      await untilSubmitted(world, processes[1], { student, key: keyOf(student) });
    expect(await world.check()).toEqual([]);
  });
});
