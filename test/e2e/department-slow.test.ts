import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Graph, startGraph } from '../kit/graph.ts';
import { expectWithout, PAGE, PASSING, type PageAnswer, readPage } from './kit/page.ts';

// The library answers after 10 s; the others as always.
let graph: Graph;
beforeAll(async () => {
  graph = await startGraph();
  await readPage(graph, 'TS2020S1');
});
afterAll(() => graph.end());

/** Pages that ask the library for different things: those of one moment are as many calls, which the rule counts. */
const PAGES = ['', 'asOf', 'accountFound', 'canCancelCard'].map((more) =>
  PAGE.replace('library { ', `library { ${more} `),
);

/** Twelve pages, four at once: few enough for a loaded machine to have time left for the rule. */
async function everybody(): Promise<PageAnswer[]> {
  const answers: PageAnswer[] = [];
  for (let round = 0; round < 3; round++) {
    const some = PASSING.slice(round, round + 4);
    answers.push(...(await Promise.all(some.map((id, at) => readPage(graph, id, {}, PAGES[at])))));
  }
  return answers;
}

test('whoever looks while a department is slow sees the others, and waits no longer than their time', async () => {
  graph.subgraphs.library.proxy.fault = 'slow';
  for (const answer of await everybody()) {
    expectWithout(answer, 'library', ['DEPARTMENT_TIMEOUT']);
    // The promise is 1.5 s; a loaded machine may be late, the department would be by 10 s.
    expect(answer.took).toBeLessThan(5_000);
  }
});

test('then it is left alone: nobody waits for it, and it is not asked', async () => {
  const { arrivals } = graph.subgraphs.library.proxy;
  const before = arrivals.length;
  for (const answer of await everybody()) {
    expectWithout(answer, 'library', ['DEPARTMENT_UNAVAILABLE', 'DEPARTMENT_TIMEOUT']);
  }
  // Not once for each of the 12, at most to try it.
  expect(arrivals.length - before).toBeLessThanOrEqual(2);
});

test('it is shown again by itself once it answers in time', async () => {
  graph.subgraphs.library.proxy.fault = 'none';
  await expect.poll(async () => (await readPage(graph, 'TS2020S1')).clearance.outcome).toBe('PASSED');
  for (const { clearance, errors } of await everybody()) {
    expect(errors).toEqual([]);
    expect(clearance.passed).toBe(true);
  }
});
