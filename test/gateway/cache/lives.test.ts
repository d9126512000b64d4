import { expect, it } from 'vitest';
import { entitiesOf, openDesk, student } from './kit/desk.ts';
import { edge } from './kit/stub.ts';

const says =
  (outcome: string, version = '1.1') =>
  () => ({ library: edge(outcome, version, { books: 0 }) });

it('shows a pass for 15 s after it was asked for', async () => {
  await using desk = await openDesk();
  await desk.read();
  desk.pass(14_000);
  expect((await desk.read()).tally).toEqual({ library: { hits: 1, misses: 0, fresh: 0, stale: 0 } });
  desk.pass(1_500);
  expect((await desk.read()).tally).toEqual({ library: { hits: 0, misses: 1, fresh: 0, stale: 0 } });
  expect(desk.stub.calls).toHaveLength(2);
});

it('shows what is not passed for 60 s', async () => {
  await using desk = await openDesk();
  desk.stub.entity = says('NOT_PASSED');
  await desk.read();
  desk.pass(59_000);
  await desk.read();
  expect(desk.stub.calls).toHaveLength(1);
  desk.pass(1_500);
  await desk.read();
  expect(desk.stub.calls).toHaveLength(2);
});

it('lets an entity live as long as its shortest edge', async () => {
  await using desk = await openDesk();
  const query = entitiesOf('library { outcome version } archives { outcome version }');
  desk.stub.entity = () => ({ library: edge('NOT_PASSED', '1.1'), archives: edge('PASSED', '1.1') });
  await desk.read({ query });
  desk.pass(14_000);
  await desk.read({ query });
  expect(desk.stub.calls).toHaveLength(1);
  desk.pass(1_500);
  await desk.read({ query });
  expect(desk.stub.calls).toHaveLength(2);
});

it.each([
  ['an UNKNOWN', { library: edge('UNKNOWN', '1.1', { books: 0 }) }],
  ['a null edge', { library: null }],
  ['a student whom the department does not know', null],
  ['an edge whose version is none', { library: edge('PASSED', '7', { books: 0 }) }],
])('never stores %s', async (_, entity) => {
  await using desk = await openDesk();
  desk.stub.entity = () => entity;
  await desk.read();
  await desk.read();
  expect(desk.stub.calls).toHaveLength(2);
});

it('never stores an answer about somebody else', async () => {
  await using desk = await openDesk();
  desk.stub.entity = () => ({ id: 'S2', library: edge('PASSED', '1.1', { books: 0 }) });
  const query = entitiesOf('id library { outcome version books }');
  await desk.read({ query });
  await desk.read({ query });
  expect(desk.stub.calls).toHaveLength(2);
});

it.each([
  ['without version', 'library { outcome books }'],
  ['without outcome', 'library { version books }'],
  ['with a field that is no edge', 'library { outcome version } loans'],
])('never stores a selection %s, and looks nothing up for it', async (_, selection) => {
  await using desk = await openDesk();
  desk.stub.entity = () => ({ library: edge('PASSED', '1.1', { books: 0 }), loans: [] });
  await desk.read({ query: entitiesOf(selection) });
  expect((await desk.read({ query: entitiesOf(selection) })).tally).toEqual({});
  expect(desk.stub.calls).toHaveLength(2);
});

it('never stores an entity with an error in it, and stores the others of the same answer', async () => {
  await using desk = await openDesk();
  const message = 'the loan system is away';
  desk.stub.errors = () => [{ message, path: ['_entities', 1, 'library'], extensions: { code: 'X' } }];
  desk.stub.entity = ({ id }) => ({ library: id === 'S2' ? null : edge('PASSED', '1.1', { books: 0 }) });
  await desk.read({ students: ['S1', 'S2', 'S3'] });
  desk.stub.errors = () => undefined;
  const { tally } = await desk.read({ students: ['S1', 'S2', 'S3'] });
  expect(tally.library).toMatchObject({ hits: 2, misses: 1 });
  expect(desk.stub.calls[1]?.representations).toEqual([student('S2')]);
});

it('stores nothing of an answer with an error that has no place', async () => {
  await using desk = await openDesk();
  desk.stub.errors = () => [{ message: 'something was wrong' }];
  await desk.read();
  await desk.read();
  expect(desk.stub.calls).toHaveLength(2);
});

it('shows roster facts for 60 s', async () => {
  await using desk = await openDesk({ subgraph: 'registry' });
  const query = entitiesOf('name classYear');
  desk.stub.entity = () => ({ name: 'N', classYear: 2020 });
  await desk.read({ query });
  desk.pass(59_000);
  await desk.read({ query });
  expect(desk.stub.calls).toHaveLength(1);
  desk.pass(1_500);
  await desk.read({ query });
  expect(desk.stub.calls).toHaveLength(2);
});

it('stores nothing of a student whom the registry does not know', async () => {
  await using desk = await openDesk({ subgraph: 'registry' });
  desk.stub.entity = () => null;
  const query = entitiesOf('name classYear');
  await desk.read({ query });
  await desk.read({ query });
  expect(desk.stub.calls).toHaveLength(2);
});

it.each([
  ['a conclusion alone', 'passed outcome', { passed: true, outcome: 'PASSED' }, 1],
  ['a conclusion beside anything else', 'passed classYear', { passed: true, classYear: 2020 }, 2],
  ['a conclusion that is unknown', 'passed outcome', { passed: null, outcome: 'UNKNOWN' }, 2],
])('stores of the clearance subgraph %s as its rule says', async (_, selection, entity, calls) => {
  await using desk = await openDesk({ subgraph: 'clearance' });
  desk.stub.entity = () => entity;
  const query = entitiesOf(selection);
  await desk.read({ query });
  await desk.read({ query });
  expect(desk.stub.calls).toHaveLength(calls);
});

it('rewrites nothing: a hit is what the department said, asOf included', async () => {
  await using desk = await openDesk();
  const first = await desk.read();
  desk.pass(5_000);
  const second = await desk.read();
  expect(second.data).toEqual(first.data);
  expect(second.data).not.toBe(first.data);
});

it('is shown as it is remembered, without a copy', async () => {
  await using desk = await openDesk();
  const first = await desk.edgeOf('S1');
  expect(await desk.edgeOf('S1')).toBe(first);
});
