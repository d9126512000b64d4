import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runMix } from '../test/faults/random-mix.ts';

/**
 * Runs the random mix of faults for as long as asked and keeps its history: `npm run bench -- faults [--seconds 600]
 * [--seed N]`. Exits with 1 where the checker finds a violation.
 */
export async function bench(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { seconds: { type: 'string', default: '600' }, seed: { type: 'string' } },
  });
  const seconds = Number(values.seconds);
  const seed = values.seed === undefined ? Math.trunc(Math.random() * 2 ** 31) : Number(values.seed);
  if (!Number.isInteger(seconds) || seconds < 1 || seed !== (seed | 0)) {
    console.error('npm run bench -- faults [--seconds WHOLE_NUMBER] [--seed WHOLE_NUMBER_OF_32_BITS]');
    process.exit(2);
  }
  const historyFile = join(tmpdir(), `clearance-history-${seed}.jsonl`);
  console.log(`seed ${seed}, ${seconds} s; the history goes to ${historyFile}`);
  const { calls, students, faults, broken } = await runMix({ seconds, seed, historyFile });
  console.log(`${calls} calls, ${students} submissions`);
  for (const [name, times] of Object.entries(faults)) console.log(`${String(times).padStart(6)} × ${name}`);
  for (const one of broken) console.log(JSON.stringify(one));
  console.log(`check again: node test/faults/check-history.ts ${historyFile}`);
  process.exit(broken.length > 0 ? 1 : 0);
}
