import { expect, it } from 'vitest';
import { until } from '../kit/until.ts';
import { anonymous, openDesk, person, registrar } from './kit/desk.ts';
import { gate } from './kit/stub.ts';

const lookup = 'query ($studentId: ID) { clearance(studentId: $studentId) { id name classYear } }';
const own = '{ clearance { id name classYear } }';
const facts = { id: 'S1', name: 'N', classYear: 2020 };

async function openRegistry() {
  const desk = await openDesk({ subgraph: 'registry', fetchTimeoutMs: 500 });
  desk.stub.root = () => ({ clearance: facts });
  const ask = (more = {}) => desk.read({ query: lookup, variables: { studentId: 'S1' }, ...more });
  return { desk, ask };
}

it('shows the same person the same roster facts for 60 s', async () => {
  const { desk, ask } = await openRegistry();
  await using _ = desk;
  expect((await ask()).data).toEqual({ clearance: facts });
  desk.pass(59_000);
  expect((await ask()).data).toEqual({ clearance: facts });
  expect(desk.stub.calls).toHaveLength(1);
  desk.pass(1_500);
  await ask();
  expect(desk.stub.calls).toHaveLength(2);
});

it.each([
  ['unavailable', 503],
  ['timeout', 0],
])('lets facts of at most ten minutes stand in while the registry is %s', async (failure, status) => {
  const { desk, ask } = await openRegistry();
  await using _ = desk;
  const { promise, open } = gate();
  await ask();
  if (status > 0) desk.stub.status = status;
  else desk.stub.hold = () => promise;
  desk.pass(595_000);
  const asked = await ask();
  expect(asked.data).toEqual({ clearance: facts });
  expect(asked.problems).toEqual([]);
  expect(asked.tally.registry).toEqual({ hits: 0, misses: 1, fresh: 0, stale: 1 });
  expect(asked.failure).toMatchObject({ failure });
  desk.pass(6_000);
  const late = await ask();
  expect(late.data).toEqual({ clearance: null });
  expect(late.problems).toEqual([{ path: ['clearance'], cause: { kind: 'failure', failure } }]);
  open();
});

it('lets nothing stand in where the registry answers', async () => {
  const { desk, ask } = await openRegistry();
  await using _ = desk;
  await ask();
  desk.pass(61_000);
  desk.stub.root = () => ({ clearance: null });
  desk.stub.errors = () => [{ message: 'no', path: ['clearance'], extensions: { code: 'NOT_FOUND' } }];
  expect((await ask()).data).toEqual({ clearance: null });
});

it('lets nothing stand in that an event declared old', async () => {
  const { desk, ask } = await openRegistry();
  await using _ = desk;
  await ask();
  await desk.cache.invalidate({ subgraph: 'registry', studentId: 'S1', version: '1.2' });
  desk.stub.status = 503;
  expect((await ask()).data).toEqual({ clearance: null });
});

it('lets nothing stand in that was declared old while the registry was asked', async () => {
  const { desk, ask } = await openRegistry();
  await using _ = desk;
  const { promise, open } = gate();
  await ask();
  desk.pass(61_000);
  desk.stub.status = 503;
  desk.stub.hold = () => promise;
  const asking = ask();
  await until('the registry is asked', () => desk.stub.calls.length === 2);
  await desk.cache.invalidate({ subgraph: 'registry', studentId: 'S1', version: '1.2' });
  open();
  expect((await asking).data).toEqual({ clearance: null });
});

it.each([
  ['another person', { viewer: person('registrar', 'R2') }],
  ['another student', { variables: { studentId: 'S2' } }],
  ['another selection', { query: lookup.replace('name', '') }],
])('shows none of it to %s', async (_, other) => {
  const { desk, ask } = await openRegistry();
  await using __ = desk;
  await ask();
  await ask(other);
  expect(desk.stub.calls).toHaveLength(2);
});

it('knows a student who leaves the number out by the session', async () => {
  const { desk, ask } = await openRegistry();
  await using _ = desk;
  const viewer = person('student', 'S1');
  await ask({ query: own, variables: {}, viewer });
  await ask({ query: own, variables: {}, viewer });
  expect(desk.stub.calls).toHaveLength(1);
  await desk.cache.invalidate({ subgraph: 'registry', studentId: 'S1', version: '1.2' });
  await ask({ query: own, variables: {}, viewer });
  expect(desk.stub.calls).toHaveLength(2);
});

it.each([
  ['anonymous callers', { viewer: anonymous }],
  [
    'a second root field',
    { query: `{ a: clearance(studentId: "S1") { id } b: clearance(studentId: "S2") { id } }` },
  ],
  ['other root fields', { query: '{ students(first: 1) { nodes { id } } }' }],
  ['a student whom the registry does not know', { variables: { studentId: 'S3' } }],
  ['a lookup within a mutation', { operation: 'mutation' }],
])('remembers nothing for %s', async (_, other) => {
  const { desk, ask } = await openRegistry();
  await using __ = desk;
  desk.stub.root = () => ({
    clearance: 'variables' in other ? null : facts,
    a: facts,
    b: facts,
    students: { nodes: [] },
  });
  await ask({ viewer: registrar, ...other });
  await ask({ viewer: registrar, ...other });
  expect(desk.stub.calls).toHaveLength(2);
});

it('remembers no root field of another subgraph', async () => {
  await using desk = await openDesk({ subgraph: 'library' });
  desk.stub.root = () => ({ clearance: facts });
  await desk.read({ query: own });
  await desk.read({ query: own });
  expect(desk.stub.calls).toHaveLength(2);
});
