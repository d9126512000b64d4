import { setTimeout as wait } from 'node:timers/promises';
import type { Calls } from './capped-proxy.ts';
import type { LoadGenerator } from './load-generator.ts';
import type { ShapeResult } from './load-messages.ts';
import { memoryOf, readCpu, readOverflows } from './process-cost.ts';
import type { Shape } from './shapes.ts';
import { departments } from './standing.ts';
import type { PeakWorld, SubgraphName } from './world.ts';

/** What a shape cost; CPU in milliseconds. */
interface Cost {
  readonly gateway: number;
  readonly subgraphs: number;
  readonly generator: number;
  /** This process: the departments' proxies. */
  readonly proxies: number;
  /** PostgreSQL and Redis. */
  readonly databases: number;
  /** Whatever else runs on the machine: where this is much, the figures are not worth much. */
  readonly others: number;
  /** Times that the machine dropped a connection because its program, here the gateway, did not accept it in time. */
  readonly overflows: number;
  /** What all cores together could have given. */
  readonly available: number;
  /** The gateway's, megabytes. */
  readonly memory: { readonly now: number; readonly most: number };
}

/** A shape that was run, with what it cost. */
export interface ShapeRun {
  readonly shape: Shape;
  readonly result: ShapeResult;
  readonly calls: Readonly<Record<SubgraphName, Calls>>;
  readonly cost: Cost;
  /** What the database holds against what clients were told; empty: nothing is wrong. */
  readonly stormFaults: readonly string[];
}

/** Runs one shape, the library changing as it says, and settles afterwards. */
export async function runShape(
  world: PeakWorld,
  load: LoadGenerator,
  { shape, seconds, submitters }: { shape: Shape; seconds: number; submitters: readonly string[] },
): Promise<ShapeRun> {
  const takeCalls = () =>
    Object.fromEntries(
      Object.entries(world.proxies).map(([name, proxy]) => [name, proxy.takeCalls()]),
    ) as Record<SubgraphName, Calls>;
  takeCalls();
  const costOf = startMeter(world, load);
  const running = load.run({ kind: 'shape', shape, seconds, submitters });
  const scene = new AbortController();
  const acting = act(world, shape, seconds, scene.signal);
  const result = await running;
  scene.abort();
  await acting;
  const cost = costOf();
  const calls = takeCalls();
  world.proxies.library.set('up');
  const stormFaults = result.storm ? await compare(world, result.storm.accepted) : [];
  await load.settle();
  return {
    shape,
    result,
    calls,
    cost,
    stormFaults: [...(result.storm?.faults ?? []), ...stormFaults],
  };
}

/** Returns what is used between now and then. */
function startMeter(
  { gatewayPid, subgraphPids }: PeakWorld,
  { pid: generatorPid }: LoadGenerator,
): () => Cost {
  const [before, overflows] = [readCpu(), readOverflows()];
  return () => {
    const after = readCpu();
    const used = (...pids: readonly number[]) =>
      pids.reduce((sum, pid) => sum + after.of(pid) - before.of(pid), 0);
    const started = after.started - before.started;
    const proxies = used(process.pid);
    return {
      gateway: used(gatewayPid),
      subgraphs: used(...subgraphPids),
      generator: used(generatorPid),
      proxies,
      databases: started - used(gatewayPid, ...subgraphPids, generatorPid),
      others: Math.max(0, after.machine.busy - before.machine.busy - started - proxies),
      available: after.machine.all - before.machine.all,
      overflows: readOverflows() - overflows,
      memory: memoryOf(gatewayPid),
    };
  };
}

async function act(
  world: PeakWorld,
  { library }: Shape,
  seconds: number,
  signal: AbortSignal,
): Promise<void> {
  for (const state of library) {
    world.proxies.library.set(state);
    await wait((seconds * 1_000) / library.length, undefined, { signal }).catch(() => {});
  }
}

/** Every acceptance has its row, and every row but one that nobody heard of was told; no student has two. */
async function compare(world: PeakWorld, accepted: Readonly<Record<string, string>>): Promise<string[]> {
  const rows = await world.submitted();
  const passing = new Map(world.standings.map((one) => [one.studentId, one.passing.length]));
  const known = new Set(rows);
  return [
    ...(known.size < rows.length ? [`${rows.length - known.size} students have two submissions`] : []),
    ...Object.keys(accepted)
      .filter((student) => !known.has(student))
      .map((student) => `${student} was told of a submission that does not exist`),
    ...rows
      .filter((student) => passing.get(student) !== departments.length)
      .map((student) => `${student} has a submission though a department never passed`),
  ];
}
