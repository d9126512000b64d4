import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import type { Figures } from './gateway/figures.ts';
import { measureFirstPlan } from './gateway/first-plan.ts';
import { type Load, rowOf, together } from './gateway/measurement.ts';
import { chooseCompetitors, type RoundsOptions, runRounds, startContestants } from './gateway/rounds.ts';
import { tablesOf } from './gateway/table.ts';
import type { Started } from './gateway/time-start.ts';
import { startWorld } from './gateway/world.ts';
import { writeFigures } from './gateway/write-figures.ts';

const USAGE =
  'npm run bench -- gateway [--seconds 5] [--rounds 3] [--warm-up 3000] [--only NAME,NAME] [--connections 1,8,48] [--no-list] [--profile FOLDER] [--write]';
const LIST: Load = { query: 'list', connections: 8 };

/**
 * Measures our gateway beside others, before the same six subgraphs, each a process of its own, in turn.
 *
 * The figure to compare is the gateway's CPU for 1000 queries: it survives whatever else the machine does. Prints ratios
 * to the gateway that one would write by hand, and the engine's targets. `--write` writes them into `docs/`.
 */
export async function bench(args: readonly string[]): Promise<void> {
  const { write, ...options } = read(args);
  const world = await startWorld();
  try {
    const contestants = await startContestants(world, options);
    const measurements = together(await runRounds(world, contestants, options));
    const ours = oursAmong(contestants);
    const figures: Figures = {
      machine: `Node ${process.version}, ${availableParallelism()} cores`,
      rounds: options.rounds,
      seconds: options.seconds,
      loads: options.loads,
      measurements,
      startMs: Object.fromEntries(
        contestants.map(({ running, startMs }) => [running.competitor.name, startMs]),
      ),
      firstPlan: ours && (await measureFirstPlan(ours.running, world.dataDir)),
    };
    console.log(`\n${tablesOf(figures)}`);
    if (write) writeFigures(figures);
    for (const one of measurements.filter(({ faults }) => faults > 0)) {
      console.log(`${rowOf(one)}, no good: ${one.examples.join('\n')}`);
      process.exitCode = 1;
    }
  } finally {
    await world.end();
  }
}

function oursAmong(contestants: readonly Started[]): Started | null {
  const named = (name: string) => contestants.find(({ running }) => running.competitor.name === name);
  return named('ours') ?? named('ours-apollo') ?? null;
}

function read(args: readonly string[]): RoundsOptions & { readonly write: boolean } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        seconds: { type: 'string', default: '5' },
        rounds: { type: 'string', default: '3' },
        'warm-up': { type: 'string', default: '3000' },
        only: { type: 'string', default: '' },
        connections: { type: 'string', default: '1,8,48' },
        'no-list': { type: 'boolean', default: false },
        profile: { type: 'string' },
        write: { type: 'boolean', default: false },
      },
    });
    const connections = values.connections.split(',').map(Number);
    const [seconds, rounds, warmUpRequests] = [values.seconds, values.rounds, values['warm-up']].map(Number);
    if (![seconds, rounds, ...connections].every((one) => Number.isInteger(one) && Number(one) > 0))
      throw new Error('Seconds, rounds and connections are whole numbers from 1.');
    const loads = connections.map((count): Load => ({ query: 'clearance', connections: count }));
    return {
      chosen: chooseCompetitors(values.only.split(',').filter(Boolean)),
      loads: values['no-list'] ? loads : [...loads, LIST],
      seconds: seconds ?? 0,
      rounds: rounds ?? 0,
      warmUpRequests: warmUpRequests ?? 0,
      profileDir: values.profile ?? null,
      write: values.write,
    };
  } catch (error) {
    console.error(`${(error as Error).message}\n${USAGE}`);
    process.exit(2);
  }
}
