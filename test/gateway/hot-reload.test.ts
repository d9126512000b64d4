import { afterAll, beforeAll, expect, it } from 'vitest';
import { defaultLimits } from '../../gateway/config.ts';
import { type AnswerSeen, compose, startGraph, type TestGraph } from './kit/graph.ts';
import { sdl } from './kit/sdl.ts';
import { until } from './kit/until.ts';

let graph: TestGraph;
let urls: Record<string, string>;
beforeAll(async () => {
  graph = await startGraph({ limits: { ...defaultLimits, fetchTimeoutMs: 5_000, queryDeadlineMs: 5_000 } });
  urls = Object.fromEntries(Object.entries(graph.departments).map(([name, { url }]) => [name, url]));
});
afterAll(() => graph.close());

const withField = (name: string) =>
  compose(urls, {
    ...sdl,
    archives: sdl.archives.replace('version: String!', `version: String! ${name}: Int`),
  });
const knows = async (field: string) => {
  const { errors } = await graph.ask(`{ clearance { archives { ${field} } } }`);
  return !errors.some(({ extensions }) => extensions.code === 'GRAPHQL_VALIDATION_FAILED');
};

it('finishes a request in flight on the supergraph it began with, and loses none', async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  graph.departments.library.fault = () => held;
  const inFlight = graph.ask('{ clearance { library { passed } passed } }');
  await until('the library is asked', () => graph.departments.library.received.length > 0);

  await graph.replaceSupergraph(withField('shelf'));
  const asked: AnswerSeen[] = [];
  const start = performance.now();
  while (!(await knows('shelf'))) {
    expect(performance.now() - start).toBeLessThan(4_500);
    asked.push(await graph.ask('{ clearance { name } }'));
  }
  release();
  graph.departments.library.fault = null;
  expect((await inFlight).data.clearance).toEqual({ library: { passed: true }, passed: true });
  expect(asked.every(({ status, errors }) => status === 200 && errors.length === 0)).toBe(true);
});

it.each([
  ['is no SDL', () => 'type Query {'],
  ['is no supergraph', () => 'type Query { a: Int }'],
  ['is empty', () => ''],
])('keeps the old one when the new file %s, says so, and takes the next good one', async (reason, bad) => {
  const lines = graph.logLines.length;
  await graph.replaceSupergraph(bad());
  await until('the refusal is logged', () =>
    graph.logLines.slice(lines).some((line) => line.includes('the one before stays')),
  );
  const { data } = await graph.ask('{ clearance { name } }');
  expect(data.clearance.name).toBe('Student S0');
  expect((await graph.send('/readyz')).status).toBe(200);

  const field = `after_${reason.replaceAll(' ', '_')}`;
  await graph.replaceSupergraph(withField(field));
  await until('the good file is in use', () => knows(field));
});
