import type { Competitor } from './competitors.ts';
import type { BenchWorld, Running } from './world.ts';

/** A gateway that runs and has answered once. */
export interface Started {
  readonly running: Running;
  /** From its start to its first right answer, milliseconds. */
  readonly startMs: number;
}

/** Starts a gateway and asks it once. Rejects where that is answered otherwise than the class says. */
export async function timeStart(
  world: BenchWorld,
  competitor: Competitor,
  execArgv: readonly string[] = [],
): Promise<Started> {
  const began = performance.now();
  const running = await world.start(competitor, execArgv);
  const { faults, examples } = await world.load({
    kind: 'run',
    target: running.target,
    query: 'clearance',
    connections: 1,
    pace: { kind: 'requests', requests: 1 },
    lookAt: 'every answer',
  });
  const startMs = performance.now() - began;
  if (faults > 0) throw new Error(`the first answer is wrong: ${examples.join(' ')}`);
  return { running, startMs };
}
