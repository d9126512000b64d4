import { Counter, Histogram, Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { createPlainCounter, createPlainHistogram } from '../../gateway/observe/plain-series.ts';

const parts = { name: 'seconds', help: 'How long it took.', labelNames: ['department', 'kind'] };
const buckets = [0.1, 1, 10];
const linesOf = async (registry: Registry) => (await registry.metrics()).trim().split('\n').sort();
const sortLabels = (line: string) =>
  line.replace(/\{(.*)\}/, (_, labels: string) => `{${labels.split(',').sort().join(',')}}`);

test('a histogram is told as the package tells its own', async () => {
  const [ours, theirs] = [new Registry(), new Registry()];
  const observe = createPlainHistogram(ours, { ...parts, buckets });
  const histogram = new Histogram({ ...parts, buckets, registers: [theirs] });
  for (const [department, value] of [
    ['library', 0.05],
    ['library', 0.1],
    ['library', 11],
    ['finance', 0.7],
  ] as const) {
    observe([department, 'query'], value);
    histogram.observe({ department, kind: 'query' }, value);
  }
  expect((await linesOf(ours)).map(sortLabels)).toEqual((await linesOf(theirs)).map(sortLabels));
});

test('a counter is told as the package tells its own, however often it is asked', async () => {
  const [ours, theirs] = [new Registry(), new Registry()];
  const add = createPlainCounter(ours, parts);
  const counter = new Counter({ ...parts, registers: [theirs] });
  for (const [department, by] of [
    ['library', 1],
    ['finance', 3],
    ['library', 2],
  ] as const) {
    add([department, 'query'], by);
    counter.inc({ department, kind: 'query' }, by);
    expect((await linesOf(ours)).map(sortLabels)).toEqual((await linesOf(theirs)).map(sortLabels));
  }
});

test('labels that together read alike are told apart', async () => {
  const registry = new Registry();
  const add = createPlainCounter(registry, parts);
  add(['ab', 'c']);
  add(['a', 'bc']);
  expect((await linesOf(registry)).filter((line) => line.endsWith(' 1'))).toHaveLength(2);
});
