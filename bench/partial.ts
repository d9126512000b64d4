import type { Fault } from '../test/kit/fault-proxy.ts';
import { type Graph, startGraph } from '../test/kit/graph.ts';
import { createDatabase, startPostgres } from '../test/kit/postgres.ts';

const QUERY = `{ clearance(studentId: "TS2020S1") {
  library { outcome } archives { outcome } apartment { outcome } finance { outcome } passed outcome } }`;
const RUNS = 20;

/**
 * Times the clearance query with one department at fault, from request to body, against a gateway and six subgraphs
 * that are processes of their own.
 *
 * Target: the other departments are shown within 1.5 s.
 */
export async function bench(): Promise<void> {
  const postgres = await startPostgres();
  const graph = await startGraph({ DATABASE_URL: await createDatabase(postgres.url, 'partial') });
  await time(graph);
  report('everything up', await time(graph));
  for (const fault of ['html', 'slow'] as const) report(`library ${fault}`, await withFault(graph, fault));
  graph.subgraphs.library.child.signal('SIGSTOP');
  report('library stopped', await time(graph));
  await graph.subgraphs.library.child.end();
  report('library killed', await time(graph));
  await graph.end();
  await postgres.stop();
}

async function withFault(graph: Graph, fault: Fault): Promise<number[]> {
  graph.subgraphs.library.proxy.fault = fault;
  const times = await time(graph);
  graph.subgraphs.library.proxy.fault = 'none';
  return times;
}

async function time(graph: Graph): Promise<number[]> {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) times.push((await graph.query(QUERY)).took);
  return times.sort((a, b) => a - b);
}

function report(what: string, sorted: readonly number[]): void {
  const [median, worst] = [sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
  console.log(`${what.padEnd(18)} median ${median?.toFixed(0)} ms, worst of ${RUNS} ${worst?.toFixed(0)} ms`);
}
