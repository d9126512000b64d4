import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Graph, startGraph } from '../kit/graph.ts';
import { busiestSecond, startLoad } from './kit/load.ts';
import { EDGES, PASSING, readPage } from './kit/page.ts';

const PER_SECOND = 40;
const DOWN_MS = 8_000;
const SETTLED_MS = 2_000;

// Everybody looks again and again while the library is away, and it comes back with nothing remembered of it.
let graph: Graph;
beforeAll(async () => {
  graph = await startGraph({ CACHE: 'on' });
  await readPage(graph, 'TS2020F4');
});
afterAll(() => graph.end());

test('a department that comes back after an outage is asked by few at first, and no more than once for each student', async () => {
  const { proxy } = graph.subgraphs.library;
  const gone = performance.now();
  proxy.fault = 'refuse';
  const load = startLoad(PER_SECOND, (count) => readPage(graph, PASSING[count % PASSING.length] ?? ''));
  await wait(DOWN_MS);
  const back = performance.now();
  proxy.fault = 'none';
  await expect.poll(async () => (await readPage(graph, 'TS2020S1')).clearance.library).toEqual(EDGES.library);
  // Until everybody is shown it again.
  await expect
    .poll(async () => {
      const pages = await Promise.all(PASSING.map((id) => readPage(graph, id)));
      return pages.every(({ clearance }) => clearance.outcome === 'PASSED');
    })
    .toBe(true);
  const answers = await load.stop();
  for (const { clearance } of answers) {
    const { library: _, ...others } = EDGES;
    expect(clearance).toMatchObject(others);
    expect(clearance.passed).toBe(clearance.library === null ? null : true);
  }

  const { arrivals } = proxy;
  const within = (from: number, to: number) => arrivals.filter((at) => at >= from && at < to);
  // The first failures, each perhaps tried twice; then, of the 40 a second that want to, one that tries it now and then.
  expect(within(gone, gone + SETTLED_MS).length).toBeLessThan(60);
  expect(within(gone + SETTLED_MS, back).length).toBeLessThanOrEqual(3);
  // One that tries it, then each student once, however many look: what is asked for is shared and remembered.
  expect(busiestSecond(within(back, Number.POSITIVE_INFINITY))).toBeLessThanOrEqual(PASSING.length + 2);
});
