import { Pool } from 'undici';
import { ensureDevKey } from '../../gateway/identity/dev-key.ts';
import { signDevToken } from '../../gateway/identity/dev-token.ts';
import { at } from '../peak/percentile.ts';
import { forgetEverything } from './forget.ts';
import { departments, students } from './students.ts';
import type { Running } from './world.ts';

/** What an operation that nobody asked before costs more than when it is asked again; milliseconds. */
export interface FirstPlan {
  /** Of the first new operation after the start. */
  readonly first: number;
  readonly median: number;
  readonly p90: number;
}

const OPERATIONS = 60;
const REPEATS = 5;
const FIELDS = ['outcome', 'passed', 'version'];
const OWN = ['name', 'classYear', 'leaveType', 'college', 'major', 'grade'];

/**
 * Asks ours for operations that it has never seen, as a registrar may: the time of the first answer less the median of
 * those that follow is what reading, checking, planning and compiling took.
 *
 * All of them are asked twice, under two supergraphs, and the second time counts: a subgraph, too, reads a text that it does
 * not know, which takes it as long and is no cost of a gateway's.
 */
export async function measureFirstPlan(running: Running, dataDir: string): Promise<FirstPlan> {
  const ask = await createAsk(running.target.url, dataDir);
  const [first = Number.NaN] = await askAll(ask.registrar);
  await forgetEverything(running);
  const costs = await askAll(ask.registrar);
  await ask.close();
  return { first, median: at(costs, 0.5), p90: at(costs, 0.9) };
}

/** What each new operation cost beyond what it costs later. */
async function askAll(ask: (query: string) => Promise<number>): Promise<number[]> {
  const costs: number[] = [];
  for (let turn = 0; turn < OPERATIONS; turn += 1) {
    const query = newOperation(turn);
    const first = await ask(query);
    const again: number[] = [];
    for (let repeat = 0; repeat < REPEATS; repeat += 1) again.push(await ask(query));
    costs.push(first - at(again, 0.5));
  }
  return costs;
}

/** Asks as a registrar, one question after another; milliseconds. */
async function createAsk(url: string, dataDir: string) {
  const key = await ensureDevKey(dataDir, () => crypto.randomUUID());
  const token = await signDevToken({ sub: 'R001', role: 'registrar' }, key, new Date());
  const { origin, pathname } = new URL(url);
  const gateway = new Pool(origin, { connections: 1 });
  const registrar = async (query: string): Promise<number> => {
    const from = performance.now();
    const { statusCode, body } = await gateway.request({
      method: 'POST',
      path: pathname,
      headers: {
        'content-type': 'application/json',
        'x-client-name': 'bench-plan',
        authorization: `Bearer ${token}`,
      },
      body: JSON.stringify({ query }),
    });
    const text = await body.text();
    if (statusCode !== 200 || text.includes('"errors"')) throw new Error(`${statusCode} ${text}`);
    return performance.now() - from;
  };
  return { registrar, close: () => gateway.close() };
}

/** Different fields of different departments each time, so that no fetch is like one before. */
function newOperation(turn: number): string {
  const some = (all: readonly string[], bits: number) => all.filter((_, place) => (bits >> place) & 1);
  const items = departments.map((department, place) => {
    const fields = some(FIELDS, (turn + place * 3) % 7 || 7);
    return `${department} { ${fields.join(' ')} }`;
  });
  const own = some(OWN, turn + 1).join(' ');
  const id = students[turn]?.id ?? '';
  return `query New${turn} { clearance(studentId: "${id}") { ${own} ${items.join(' ')} passed } }`;
}
