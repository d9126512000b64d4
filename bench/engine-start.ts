import { parseArgs } from 'node:util';
import { type Competitor, competitors } from './gateway/competitors.ts';
import { type FirstPlan, measureFirstPlan } from './gateway/first-plan.ts';
import { median } from './gateway/measurement.ts';
import { timeStart } from './gateway/time-start.ts';
import { type BenchWorld, startWorld } from './gateway/world.ts';

const STARTS = 5;

/** What a start costs, and a new operation; milliseconds. */
interface EngineStart {
  readonly startsMs: readonly number[];
  readonly firstPlan: FirstPlan;
}

/**
 * Times our gateway alone from its start to its first answer, and what a new operation costs beyond a known one:
 * `npm run bench -- engine-start [--engine compiled|apollo]`; without an engine, both.
 *
 * Targets: 0.8 s and 5 ms.
 */
export async function bench(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { engine: { type: 'string' } } });
  const chosen = competitors.filter(
    ({ name, env }) =>
      (name === 'ours' || name === 'ours-apollo') &&
      (values.engine === undefined || env.ENGINE === values.engine),
  );
  const world = await startWorld();
  try {
    for (const competitor of chosen) await tell(world, competitor);
  } finally {
    await world.end();
  }
}

async function tell(world: BenchWorld, competitor: Competitor): Promise<void> {
  const found = await measureEngineStart(world, competitor).catch((error: Error) => error);
  if (found instanceof Error) return console.log(`${competitor.name}: ${found.message}`);
  const { startsMs, firstPlan } = found;
  const seconds = startsMs.map((ms) => (ms / 1_000).toFixed(2));
  console.log(
    `${competitor.name}: start to first answer ${seconds.join(', ')} s, median ${(median(startsMs) / 1_000).toFixed(2)} s`,
  );
  const [first, middle, p90] = [firstPlan.first, firstPlan.median, firstPlan.p90].map((ms) => ms.toFixed(1));
  console.log(
    `${competitor.name}: a new operation costs ${middle} ms (median), ${p90} ms (p90); the very first ${first} ms`,
  );
}

async function measureEngineStart(world: BenchWorld, competitor: Competitor): Promise<EngineStart> {
  const startsMs: number[] = [];
  for (let turn = 1; turn < STARTS; turn += 1) {
    const { running, startMs } = await timeStart(world, competitor);
    startsMs.push(startMs);
    await running.process.end();
  }
  const { running, startMs } = await timeStart(world, competitor);
  const firstPlan = await measureFirstPlan(running, world.dataDir);
  await running.process.end();
  return { startsMs: [...startsMs, startMs], firstPlan };
}
