import { memoryOf, readCpu } from '../peak/process-cost.ts';
import { forgetEverything } from './forget.ts';
import type { LoadOrder } from './load/load-messages.ts';
import type { Load, Measurement, Memory } from './measurement.ts';
import type { BenchWorld, Running } from './world.ts';

/** Lists for one student in warming up: they cost a hundred times as much. */
const LIST_SHARE = 0.02;

/**
 * Lets a gateway compile what it runs, and V8 what that is, before anything is counted. To ours everybody comes once, so
 * that each token has been verified: a student comes with the same one all day.
 */
export async function warmUp(
  world: BenchWorld,
  { target, competitor }: Running,
  requests: number,
): Promise<void> {
  const some = { kind: 'requests', requests } as const;
  const lists = { kind: 'requests', requests: Math.ceil(requests * LIST_SHARE) } as const;
  const order = { kind: 'run', target, connections: 8, lookAt: 'every hundredth' } as const;
  await world.load({ ...order, query: 'clearance', pace: some });
  if (competitor.isOurs) await world.load({ ...order, query: 'clearance', pace: { kind: 'everybody-once' } });
  await world.load({ ...order, query: 'list', pace: lists });
}

/**
 * Runs one load upon one gateway. One that remembers is run twice: over everybody once after it was made to forget, and
 * then over random students.
 */
export async function measure(
  world: BenchWorld,
  running: Running,
  load: Load,
  seconds: number,
): Promise<Measurement[]> {
  const atRandom = { kind: 'seconds', seconds } as const;
  if (!running.competitor.remembers)
    return [await run(world, running, { load, pace: atRandom, memory: 'none' })];
  if (load.query === 'list') return [await run(world, running, { load, pace: atRandom, memory: 'warm' })];
  await forgetEverything(running);
  return [
    await run(world, running, { load, pace: { kind: 'everybody-once' }, memory: 'cold' }),
    await run(world, running, { load, pace: atRandom, memory: 'warm' }),
  ];
}

interface Run {
  readonly load: Load;
  readonly pace: LoadOrder['pace'];
  readonly memory: Memory;
}

async function run(
  world: BenchWorld,
  { competitor, process, target }: Running,
  { load, pace, memory }: Run,
): Promise<Measurement> {
  const before = readCpu();
  const result = await world.load({ kind: 'run', target, ...load, pace, lookAt: 'every hundredth' });
  const after = readCpu();
  const used = (pid: number) => after.of(pid) - before.of(pid);
  return {
    competitor: competitor.name,
    load,
    memory,
    ...result,
    gatewayCpuMs: used(process.pid),
    subgraphCpuMs: used(world.subgraphsPid),
    residentMb: memoryOf(process.pid).now,
  };
}
