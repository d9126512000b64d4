import { type Competitor, competitors } from './competitors.ts';
import { measure, warmUp } from './measure.ts';
import { gatewayCpu, type Load, type Measurement, rowOf } from './measurement.ts';
import { type Started, timeStart } from './time-start.ts';
import { verify } from './verify.ts';
import type { BenchWorld } from './world.ts';

/** What is measured, and how long. */
export interface RoundsOptions {
  readonly chosen: readonly Competitor[];
  readonly loads: readonly Load[];
  readonly rounds: number;
  readonly seconds: number;
  /** Where V8 writes a CPU profile of each gateway, which costs CPU; null: nowhere. */
  readonly profileDir: string | null;
  /** Requests to each before the first round. */
  readonly warmUpRequests: number;
}

/** Starts gateways one after another, and leaves out whoever does not start or answers otherwise than the class says. */
export async function startContestants(
  world: BenchWorld,
  { chosen, profileDir }: Pick<RoundsOptions, 'chosen' | 'profileDir'>,
): Promise<Started[]> {
  const execArgv = profileDir === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileDir}`];
  const all: Started[] = [];
  for (const competitor of chosen) {
    const started = await startTwice(world, competitor, execArgv).catch((error: Error) => error);
    if (started instanceof Error) {
      console.log(`left out: ${competitor.name}: ${started.message}`);
      continue;
    }
    const wrong = await verify(world, started.running);
    for (const one of wrong) console.log(`left out: ${competitor.name} answers otherwise: ${one}`);
    if (wrong.length > 0) await started.running.process.end();
    else all.push(started);
  }
  return all;
}

/**
 * Starts a gateway twice, and the second start counts: a subgraph, too, reads and compiles the texts that it does not know
 * yet, which is no cost of a gateway's.
 */
async function startTwice(
  world: BenchWorld,
  competitor: Competitor,
  execArgv: readonly string[],
): Promise<Started> {
  const { running } = await timeStart(world, competitor);
  await running.process.end();
  return timeStart(world, competitor, execArgv);
}

/** Everybody in turn for each load, and that again for each round: what the machine does meanwhile falls upon all alike. */
export async function runRounds(
  world: BenchWorld,
  contestants: readonly Started[],
  { loads, rounds, seconds, warmUpRequests }: RoundsOptions,
): Promise<Measurement[]> {
  const all: Measurement[] = [];
  for (const { running } of contestants) await warmUp(world, running, warmUpRequests);
  for (let round = 1; round <= rounds; round += 1)
    for (const load of loads)
      for (const { running } of contestants)
        for (const one of await measure(world, running, load, seconds)) {
          all.push(one);
          const { query, connections } = load;
          console.log(
            `  round ${round} ${query}@${connections} ${rowOf(one)}: ${gatewayCpu(one).toFixed(0)} ms/1000, ${(one.requests / one.seconds).toFixed(0)}/s`,
          );
        }
  return all;
}

/** Those whose names are given, or all. @throws for a name that nobody has */
export function chooseCompetitors(names: readonly string[]): readonly Competitor[] {
  const unknown = names.filter((name) => !competitors.some((one) => one.name === name));
  if (unknown.length > 0)
    throw new Error(
      `Nobody is called ${unknown.join(', ')}; there are ${competitors.map(({ name }) => name).join(', ')}.`,
    );
  return names.length === 0 ? competitors : competitors.filter(({ name }) => names.includes(name));
}
