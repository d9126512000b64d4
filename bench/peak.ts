import { parseArgs } from 'node:util';
import { startLoadGenerator } from './peak/load-generator.ts';
import { runShape, type ShapeRun } from './peak/run-shape.ts';
import { type Scale, scales, shapesOf } from './peak/shapes.ts';
import { departments, type Standing } from './peak/standing.ts';
import { linesOf } from './peak/table.ts';
import { startPeakWorld } from './peak/world.ts';

const USAGE =
  'npm run bench -- peak [--scale school|university] [--seconds 5…600] [--redis] [--only SHAPE] [--students N]';
const WATCHED = 8;

interface How {
  readonly seconds: number;
  readonly redis: boolean;
  /** Part of the name of the shapes that are run. */
  readonly only: string;
}

/**
 * Puts the load of the peak day upon one gateway before six subgraphs over PostgreSQL, each a process; the four
 * departments stand 50 requests a second. What every answer said is held against what the departments said at that time.
 *
 * Target: no false pass and no untrue submission at any load; everybody gets an answer, whole as far as the departments
 * stand it. Sets the exit status 1 where an answer was untrue.
 *
 * @param args without a scale both are run, in less than six minutes
 */
export async function bench(args: readonly string[]): Promise<void> {
  const { chosen, students, ...how } = read(args);
  for (const scale of chosen) {
    const runs = await runScale({ ...scale, students: students ?? scale.students }, how);
    const untrue = runs.some(
      ({ result, stormFaults }) => result.falsePasses + result.wrong + stormFaults.length > 0,
    );
    if (untrue) process.exitCode = 1;
  }
}

async function runScale(scale: Scale, { seconds, redis, only }: How): Promise<readonly ShapeRun[]> {
  console.log(
    `\n== ${scale.title}, ${scale.students} students${redis ? ', with Redis' : ''}, ${seconds} s a shape ==`,
  );
  const world = await startPeakWorld(scale.students, redis);
  try {
    const { url, financeUrl, dataDir, standings } = world;
    const passing = standings.filter((one) => one.passing.length === departments.length);
    const watched = passing.slice(-WATCHED).map(({ studentId }) => studentId);
    const load = await startLoadGenerator({
      kind: 'prepare',
      url,
      financeUrl,
      dataDir,
      students: standings,
      watched,
    });
    await load.settle();
    const runs: ShapeRun[] = [];
    for (const shape of shapesOf(scale).filter(({ name }) => name.includes(only))) {
      const submitters = shape.submissions > 0 ? chooseSubmitters(standings, watched, shape.submissions) : [];
      const run = await runShape(world, load, { shape, seconds, submitters });
      for (const line of linesOf(run)) console.log(line);
      runs.push(run);
    }
    await load.end();
    for (const [message, times] of world.warnings()) console.log(`gateway log: ${times} × ${message}`);
    return runs;
  } finally {
    await world.end();
  }
}

/** Students who may submit, a tenth as many whom a department fails, and those whose finance changes. */
function chooseSubmitters(
  standings: readonly Standing[],
  watched: readonly string[],
  submissions: number,
): readonly string[] {
  const numbers = (some: readonly Standing[]) => some.map(({ studentId }) => studentId);
  const may = standings.filter((one) => one.passing.length === departments.length).slice(0, submissions);
  const mayNot = standings.filter((one) => one.failing.length > 0).slice(0, submissions / 10);
  return mix(numbers(may), [...numbers(mayNot), ...watched]);
}

/** The few spread evenly among the many. */
function mix(many: readonly string[], few: readonly string[]): string[] {
  const every = Math.max(1, Math.floor(many.length / few.length));
  const left = [...few];
  return [
    ...many.flatMap((one, index) => (index % every === 0 ? [one, ...left.splice(0, 1)] : [one])),
    ...left,
  ];
}

function read(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      scale: { type: 'string' },
      seconds: { type: 'string', default: '16' },
      redis: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
      students: { type: 'string' },
    },
  });
  const seconds = Number(values.seconds);
  const students = values.students === undefined ? null : Number(values.students);
  const chosen = Object.entries(scales).flatMap(([name, scale]) =>
    values.scale === undefined || values.scale === name ? [scale] : [],
  );
  const isValid =
    Number.isInteger(seconds) && seconds >= 5 && seconds <= 600 && (students === null || students >= 500);
  if (isValid && chosen.length > 0)
    return { chosen, seconds, students, redis: values.redis, only: values.only };
  console.error(USAGE);
  process.exit(2);
}
