import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { defaultLimits } from '../../gateway/config.ts';
import { cut, silence } from './kit/faults.ts';
import { startGraph, type TestGraph } from './kit/graph.ts';

const CANCEL = 'mutation { cancelLibraryCard(studentId: "S1") { id library { passed } } }';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startGraph({ limits: { ...defaultLimits, fetchTimeoutMs: 100, mutationTimeoutMs: 400 } });
});
afterAll(() => graph.close());
beforeEach(() => {
  graph.departments.library.fault = null;
  graph.departments.library.received.length = 0;
});

it('answers with the new state', async () => {
  const { data } = await graph.ask(CANCEL);
  expect(data.cancelLibraryCard).toEqual({ id: 'S1', library: { passed: true } });
});

it.each([
  ['never answers', silence, 'DEPARTMENT_TIMEOUT'],
  ['cuts the connection', cut, 'DEPARTMENT_UNAVAILABLE'],
])('sends a mutation once to a department that %s, and does not call it retryable', async (_, fault, code) => {
  graph.departments.library.fault = fault;
  const { data, errors } = await graph.ask(CANCEL);
  expect(data).toEqual({ cancelLibraryCard: null });
  expect(errors).toMatchObject([{ path: ['cancelLibraryCard'], extensions: { code, retryable: false } }]);
  expect(graph.departments.library.received).toHaveLength(1);
});

it('gives a mutation more time than a read', async () => {
  graph.departments.library.fault = silence;
  const start = performance.now();
  await graph.ask(CANCEL);
  expect(performance.now() - start).toBeGreaterThan(350);
});

it('refuses a mutation by GET with 405 and asks nobody', async () => {
  const answer = await graph.send(`/graphql?query=${encodeURIComponent(CANCEL)}`, {
    headers: { 'apollo-require-preflight': '1' },
  });
  expect(answer.status).toBe(405);
  expect(answer.errors).toMatchObject([{ extensions: { code: 'METHOD_NOT_ALLOWED' } }]);
  expect(graph.departments.library.received).toHaveLength(0);
});
