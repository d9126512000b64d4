import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Competitor, competitors } from './gateway/competitors.ts';
import { forgetEverything } from './gateway/forget.ts';
import type { MemoryAnswer } from './gateway/gateways/told.ts';
import { slopeOf } from './gateway/slope.ts';
import { type BenchWorld, type Running, startWorld } from './gateway/world.ts';
import { childrenOf, memoryOf } from './peak/process-cost.ts';

const USAGE =
  'npm run bench -- memory [--requests 1000000] [--reloads 100] [--engine compiled|apollo] [--cache on|off]';
const SAMPLES = 25;
const MB = 1024 * 1024;
/** Of the samples, before caches are full and V8 has settled. */
const SETTLING = 0.4;
/** By then the last supergraph that was replaced is given up (5 s, see the engine's generations). */
const RETIRED_MS = 6_000;
/** Requests between two reloads. */
const BETWEEN = 300;
/** What counts as flat over the whole run: the noise of a collected heap, megabytes. */
const FLAT_MB = 8;

interface Sample {
  readonly at: number;
  readonly heapMb: number;
  readonly rssMb: number;
  /** Resident in the process that plans. */
  readonly plannerMb: number;
}

/**
 * Holds that the memory of ours is flat: over requests (1,000,000) at 48 connections, then over reloads of the supergraph
 * (100) with requests in between. Prints heap and resident memory after a collection, and the slope of each.
 *
 * Target: flat, that is a slope below 8 MB of heap over each part, the first two fifths of its samples left out; exits with 1 where it
 * grows more. Resident memory is the allocator's to keep, and is told, not judged.
 */
export async function bench(args: readonly string[]): Promise<void> {
  const { requests, reloads, competitor } = read(args);
  const world = await startWorld();
  try {
    const running = await world.start(competitor, ['--expose-gc']);
    const step = Math.ceil(requests / SAMPLES);
    await watch(running, `requests`, requests, step, () => ask(world, running, step, 48));
    await watch(running, `reloads`, reloads, Math.max(1, Math.ceil(reloads / SAMPLES)), async (count) => {
      for (let turn = 0; turn < count; turn += 1) {
        await forgetEverything(running);
        await ask(world, running, BETWEEN, 8);
      }
      // Requests under way may still need what was replaced, so it is kept a while by design: how many are depends on the pace.
      await wait(RETIRED_MS);
    });
  } finally {
    await world.end();
  }
}

async function ask(world: BenchWorld, { target }: Running, requests: number, connections: number) {
  const { faults, examples } = await world.load({
    kind: 'run',
    target,
    query: 'clearance',
    connections,
    pace: { kind: 'requests', requests },
    lookAt: 'every hundredth',
  });
  if (faults > 0) console.log(`  ${faults} answers were no good: ${examples[0] ?? ''}`);
}

/** Does the work in steps, with a sample after each; prints them, and their slopes. */
async function watch(
  running: Running,
  what: string,
  total: number,
  step: number,
  work: (count: number) => Promise<void>,
): Promise<void> {
  const samples: Sample[] = [];
  for (let done = 0; done < total; ) {
    const count = Math.min(step, total - done);
    await work(count);
    done += count;
    const { heapUsed, rss } = (await running.process.ask({ kind: 'memory' })) as MemoryAnswer;
    const plannerMb = childrenOf(running.process.pid).reduce((sum, pid) => sum + memoryOf(pid).now, 0);
    const sample = { at: done, heapMb: heapUsed / MB, rssMb: rss / MB, plannerMb };
    samples.push(sample);
    console.log(
      `  after ${done} ${what}: heap ${sample.heapMb.toFixed(1)} MB, resident ${sample.rssMb.toFixed(0)} MB, planner ${plannerMb.toFixed(0)} MB`,
    );
  }
  const settled = samples.slice(Math.floor(samples.length * SETTLING));
  const slope = (of: (one: Sample) => number) => slopeOf(settled.map((one) => [one.at, of(one)])) * total;
  const heap = slope(({ heapMb }) => heapMb);
  const resident = slope(({ rssMb }) => rssMb).toFixed(1);
  const planner = slope(({ plannerMb }) => plannerMb).toFixed(1);
  const verdict = Math.abs(heap) < FLAT_MB ? 'flat' : heap < 0 ? 'falls' : 'GROWS';
  if (verdict === 'GROWS') process.exitCode = 1;
  console.log(
    `${total} ${what}: heap slope ${heap.toFixed(2)} MB over all of them (resident ${resident} MB, planner ${planner} MB): ${verdict}`,
  );
}

function read(args: readonly string[]): { requests: number; reloads: number; competitor: Competitor } {
  const { values } = parseArgs({
    args: [...args],
    options: {
      requests: { type: 'string', default: '1000000' },
      reloads: { type: 'string', default: '100' },
      engine: { type: 'string', default: 'compiled' },
      cache: { type: 'string', default: 'on' },
    },
  });
  const [requests, reloads] = [Number(values.requests), Number(values.reloads)];
  const competitor = competitors.find(
    ({ isOurs, env }) => isOurs && env.ENGINE === values.engine && env.CACHE === values.cache,
  );
  const areCounts = [requests, reloads].every((one) => Number.isInteger(one) && one >= 0);
  if (competitor && areCounts) return { requests, reloads, competitor };
  console.error(USAGE);
  process.exit(2);
}
