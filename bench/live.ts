import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { ensureDevKey } from '../gateway/identity/dev-key.ts';
import { signDevToken } from '../gateway/identity/dev-token.ts';
import { residentMegabytes } from '../test/e2e/kit/gateway-process.ts';
import { addStudents } from '../test/e2e/kit/synthetic-students.ts';
import { type Graph, startGraph } from '../test/kit/graph.ts';
import { createDatabase, startPostgres } from '../test/kit/postgres.ts';
import { collectGarbage } from './live/collect-garbage.ts';
import { type LiveStream, openLiveStream } from './live/live-stream.ts';

const CHANGES = 300;
const AT_ONCE = 16;
const LATE_MS = 20_000;
const QUIET_MS = 8_000;

/**
 * Opens 5,000 live streams of as many students at one gateway, prints what they cost it in memory, then changes 300
 * students at the finance office one after another and prints how long each took to reach its page.
 *
 * `npm run bench -- live [SUBSCRIBERS]`. Targets: at most 150 MB over idle; a change is on the page within 1 s.
 */
export async function bench([subscribers = '5000']: readonly string[]): Promise<void> {
  const count = Number(subscribers);
  const postgres = await startPostgres();
  const url = await createDatabase(postgres.url, 'live');
  // As `npm start` starts it.
  const graph = await startGraph({
    DATABASE_URL: url,
    CACHE: 'on',
    NODE_OPTIONS: '--max-semi-space-size=4 --inspect-port=0',
  });
  try {
    const students = await addStudents(url, count);
    const tokens = await tokensOf(students, graph);
    const before = await idle(graph, tokens);
    const streams = await openAll(graph, students, tokens);
    console.log(`gateway with all streams opened: ${memory(graph)} MB`);
    await settle(graph);
    const after = memory(graph);
    console.log(
      `${streams.length} idle subscribers: ${after} MB, ${after - before} MB over ${before} MB without`,
    );
    report('change to page', await changeSome(graph, streams));
    for (const stream of streams) stream.end();
  } finally {
    await graph.end();
    await postgres.stop();
  }
}

async function tokensOf(students: readonly string[], graph: Graph): Promise<string[]> {
  const key = await ensureDevKey(graph.env.DATA_DIR ?? '', randomUUID);
  const now = new Date();
  return Promise.all(students.map((sub) => signDevToken({ sub, role: 'student' }, key, now)));
}

const FIELDS = `id name passed outcome state
  library { outcome passed } archives { outcome passed } apartment { outcome passed }
  finance { outcome passed totalOwed { yuan } }`;

/** What it holds after everybody has looked once, and after some quiet. */
async function idle(graph: Graph, tokens: readonly string[]): Promise<number> {
  console.log(`gateway as started: ${memory(graph)} MB`);
  await inTurns(tokens, async (token) => void (await graph.query(`{ clearance { ${FIELDS} } }`, { token })));
  console.log(`gateway after everybody looked once: ${memory(graph)} MB`);
  await settle(graph);
  return memory(graph);
}

/** Some quiet, and no garbage: what was used to answer is no cost of a stream. */
async function settle({ gateway }: Graph): Promise<void> {
  await wait(QUIET_MS);
  await collectGarbage(gateway);
  await wait(QUIET_MS / 4);
}

async function openAll(
  graph: Graph,
  students: readonly string[],
  tokens: readonly string[],
): Promise<LiveStream[]> {
  const query = `subscription { clearanceChanged { ${FIELDS} } }`;
  const url = `${graph.url}/graphql/stream`;
  const streams: LiveStream[] = [];
  await inTurns([...students.keys()], async (index) => {
    const stream = await openLiveStream(url, tokens[index] ?? '', query, students[index] ?? '');
    await stream.next(0);
    streams.push(stream);
  });
  return streams;
}

async function changeSome(graph: Graph, streams: readonly LiveStream[]): Promise<number[]> {
  const token = await graph.token('staff:finance', 'C001');
  const times: number[] = [];
  for (const [index, stream] of streams.slice(0, CHANGES).entries()) {
    const mutation = `mutation { recordCharge(input: { studentId: "${stream.student}", academicYear: 2019,
      chargeItemName: "代收取暖费", amountFen: 7240, reference: "BENCH-${index}" }) { __typename } }`;
    const told = stream.told();
    const { data } = await graph.query(mutation, { token });
    const began = performance.now();
    if (data.recordCharge.__typename !== 'ChargeRecorded') throw new Error(JSON.stringify(data));
    const heard = await Promise.race([stream.next(told), wait(LATE_MS, null, { ref: false })]);
    if (heard === null) console.log(`${stream.student} was told nothing within ${LATE_MS / 1_000} s`);
    times.push(Math.max(0, (heard ?? performance.now()) - began));
  }
  return times;
}

/** Some at a time. */
async function inTurns<One>(all: readonly One[], work: (one: One) => Promise<void>): Promise<void> {
  const left = [...all];
  const worker = async () => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

function memory({ gateway }: Graph): number {
  return Math.round(residentMegabytes(gateway.pid).now);
}

function report(what: string, times: readonly number[]): void {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(0);
  console.log(`${what}: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, worst ${at(1 - 1e-9)} ms of ${sorted.length}`);
}
