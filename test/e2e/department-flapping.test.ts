import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Graph, startGraph } from '../kit/graph.ts';
import { startLoad } from './kit/load.ts';
import { EDGES, PASSING, readPage } from './kit/page.ts';

const SECONDS = 12;
const PER_SECOND = 20;

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph();
  await readPage(graph, 'TS2020S1');
});
afterAll(() => graph.end());

test('a department that fails every other second hides nothing but its own item, is left alone, and comes back by itself', async () => {
  const { proxy } = graph.subgraphs.archives;
  const before = proxy.arrivals.length;
  const load = startLoad(PER_SECOND, (count) => readPage(graph, PASSING[count % PASSING.length] ?? ''));
  for (let second = 0; second < SECONDS; second++) {
    proxy.fault = second % 2 === 0 ? 'html' : 'none';
    await wait(1_000);
  }
  const asked = proxy.arrivals.length - before;
  proxy.fault = 'none';
  const answers = await load.stop();

  const { archives: _, ...others } = EDGES;
  const codes = new Set<unknown>();
  for (const { status, clearance, errors, took } of answers) {
    expect(status).toBe(200);
    expect(clearance).toMatchObject(others);
    // A pass is a pass of all four; without one of them nothing is concluded.
    const isShown = clearance.archives !== null;
    expect([clearance.passed, clearance.outcome]).toEqual(isShown ? [true, 'PASSED'] : [null, 'UNKNOWN']);
    expect(errors.map(({ path }) => path?.join('.'))).toEqual(isShown ? [] : ['clearance.archives']);
    for (const { extensions } of errors) codes.add(extensions.code);
    expect(took).toBeLessThan(5_000);
  }
  // Asked and answered with a page of HTML; and not asked, because it had failed so often.
  expect(codes).toEqual(new Set(['DEPARTMENT_BAD_RESPONSE', 'DEPARTMENT_UNAVAILABLE']));
  expect(asked).toBeLessThan(answers.length * 0.75);

  await expect.poll(async () => (await readPage(graph, 'TS2020S1')).clearance.outcome).toBe('PASSED');
});
