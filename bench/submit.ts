import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { departmentCodes } from '../test/faults/departments.ts';
import type { Serving } from '../test/faults/serving.ts';
import { keyOf, tally } from '../test/faults/storm.ts';
import { startWorld, type World } from '../test/faults/world.ts';

const DEPARTMENT_MS = 4;
const CROWD = 1_000;
const RUNS = 300;
const PER_SECOND = 20;

/**
 * Times `submitClearance` at one clearance process over a real PostgreSQL and Redis, with departments that answer in 4 ms.
 *
 * Targets: one after another p50 40 ms; 1000 students at once all submitted within 15 s, also with departments that stand
 * 20 requests a second, which none ever sees more than; replay p50 3 ms. What was answered is held against the oracles of
 * the fault tests.
 */
export async function bench(): Promise<void> {
  const world = await startWorld({ remark: 'figures' });
  for (const one of everybody(world)) await one.command({ do: 'latency', ms: DEPARTMENT_MS });
  try {
    await oneByOne(world);
    await crowd(world, 'at once', {});
    await crowd(world, `at once, departments capped at ${PER_SECOND}/s`, capped());
    await duplicates(world);
    const broken = await world.check();
    console.log(broken.length === 0 ? 'every answer was true' : JSON.stringify(broken, null, 2));
  } finally {
    await world.end();
  }
}

async function oneByOne(world: World): Promise<void> {
  const serving = await world.serve(world.direct);
  const time = async (student: string) => {
    const { start, end } = await world.submit(serving, { student, key: keyOf(student) });
    return end - start;
  };
  const students = await world.enrol(RUNS);
  // The first ones compile, connect and prepare.
  for (const student of await world.enrol(50)) await time(student);
  const first: number[] = [];
  for (const student of students) first.push(await time(student));
  const again: number[] = [];
  for (const student of students) again.push(await time(student));
  report('one after another', first);
  report('replay', again);
  await serving.kill();
}

async function crowd(world: World, how: string, env: NodeJS.ProcessEnv): Promise<void> {
  const serving = await world.serve({ ...world.direct, ...env });
  const cap = Object.keys(env).length > 0 ? PER_SECOND : null;
  for (const one of everybody(world)) await one.command({ do: 'cap', perSecond: cap });
  await requests(world);
  const students = await world.enrol(CROWD);
  const began = performance.now();
  const tries = await Promise.all(students.map((student) => untilDone(world, serving, student)));
  const seconds = (performance.now() - began) / 1_000;
  const calls = tries.reduce((sum, one) => sum + one, 0);
  console.log(`${CROWD} students ${how}: ${seconds.toFixed(1)} s until all are submitted, ${calls} calls`);
  console.log(`  requests ${await requests(world)}; peak memory ${peakMegabytes(serving)} MB`);
  for (const one of everybody(world)) await one.command({ do: 'cap', perSecond: null });
  await serving.kill();
}

async function duplicates(world: World): Promise<void> {
  const serving = await world.serve(world.direct);
  const [student] = await world.enrol(1);
  await requests(world);
  const attempts = Array.from({ length: CROWD }, (_, index) => ({ student, key: keyOf(student, index % 4) }));
  const began = performance.now();
  const calls = await Promise.all(attempts.map((attempt) => world.submit(serving, attempt)));
  const ms = performance.now() - began;
  console.log(
    `${CROWD} duplicates of one student under 4 keys: ${ms.toFixed(0)} ms, ${JSON.stringify(tally(calls))}`,
  );
  console.log(`  requests ${await requests(world)}; peak memory ${peakMegabytes(serving)} MB`);
  await serving.kill();
}

/** How many calls a student needed who comes back a second later when told that the service is busy. */
async function untilDone(world: World, serving: Serving, student: string): Promise<number> {
  for (let calls = 1; ; calls++) {
    const { answer } = await world.submit(serving, { student, key: keyOf(student) });
    if (answer.type === 'ClearanceSubmitted') return calls;
    await wait(750 + Math.random() * 500);
  }
}

async function requests(world: World): Promise<string> {
  const names = ['registry', ...departmentCodes];
  const counts = await Promise.all(everybody(world).map((one) => one.counts()));
  return names
    .map((name, index) => `${name} ${counts[index]?.requests} (${counts[index]?.busiestSecond} in a second)`)
    .join(', ');
}

function everybody({ registry, departments }: World) {
  return [registry, ...departmentCodes.map((code) => departments[code])];
}

function capped(): NodeJS.ProcessEnv {
  const names = ['registry', ...departmentCodes].map((name) => name.toUpperCase());
  return Object.fromEntries(names.map((name) => [`SUBGRAPH_${name}_READS_PER_SECOND`, String(PER_SECOND)]));
}

function peakMegabytes({ pid }: Serving): string {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return (Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1]) / 1_024).toFixed(0);
}

function report(what: string, times: readonly number[]): void {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1);
  console.log(`${what}: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms of ${sorted.length}`);
}
