import { parseArgs } from 'node:util';
import { fuzzAnswers } from './fuzz/answers.ts';
import type { Found } from './fuzz/explore.ts';
import { fuzzGraphs } from './fuzz/graphs.ts';
import { fuzzQueries } from './fuzz/queries.ts';
import { fuzzRequests } from './fuzz/requests.ts';

/**
 * npm run bench -- fuzz [--seconds 60] [--seed N]: looks for inputs that break what the gateway promises, so long for each promise; ends
 * with 1 where it found one. The tests do the same for some seconds with a fixed seed.
 */
export async function bench(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { seconds: { type: 'string', default: '60' }, seed: { type: 'string' } },
  });
  const search = { seconds: Number(values.seconds), seed: Number(values.seed ?? Date.now() % 1e9) };
  if (!(search.seconds > 0) || !Number.isInteger(search.seed))
    throw new Error('--seconds is a number above 0, --seed a whole number.');
  console.log(`seed ${search.seed}, ${search.seconds} s each`);
  const found: Found[] = [];
  for (const fuzz of [fuzzRequests, fuzzQueries, fuzzAnswers, fuzzGraphs]) found.push(await fuzz(search));
  console.table(found.map(({ name, runs, broken }) => ({ name, runs, broken: broken !== null })));
  const broken = found.filter((one) => one.broken !== null);
  for (const one of broken) console.error(`${one.name}: ${one.broken}`);
  process.exitCode = broken.length === 0 ? 0 : 1;
}
