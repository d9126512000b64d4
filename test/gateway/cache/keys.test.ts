import { expect, it } from 'vitest';
import { anonymous, entitiesOf, library, openDesk, person, registrar, student } from './kit/desk.ts';
import { edge } from './kit/stub.ts';

it('keeps selections apart', async () => {
  await using desk = await openDesk();
  await desk.read();
  await desk.read({ query: entitiesOf('library { outcome version }') });
  expect(desk.stub.calls).toHaveLength(2);
});

it('keeps the values of other variables apart', async () => {
  await using desk = await openDesk();
  const query = entitiesOf('library { outcome version books @include(if: $books) }', ', $books: Boolean!');
  await desk.read({ query, variables: { books: true } });
  desk.stub.entity = () => ({ library: edge('PASSED', '1.1') });
  const { data } = await desk.read({ query, variables: { books: false } });
  expect(data._entities).toEqual([{ library: edge('PASSED', '1.1') }]);
  await desk.read({ query, variables: { books: false } });
  expect(desk.stub.calls).toHaveLength(2);
});

it('shows a stored pass never beside a fresh fail: the inputs of a rule are in the key', async () => {
  await using desk = await openDesk({ subgraph: 'clearance' });
  desk.stub.entity = ({ library }) => {
    const { outcome } = library as { outcome: string };
    return { outcome, passed: outcome === 'PASSED' };
  };
  const query = entitiesOf('outcome passed');
  const readWith = async (outcome: string, version: string) => {
    const { data } = await desk.read({
      query,
      students: [student('S1', { library: edge(outcome, version) })],
    });
    return (data._entities as unknown[])[0];
  };
  expect(await readWith('PASSED', '1.1')).toEqual({ outcome: 'PASSED', passed: true });
  expect(await readWith('NOT_PASSED', '1.2')).toEqual({ outcome: 'NOT_PASSED', passed: false });
  expect(await readWith('PASSED', '1.1')).toEqual({ outcome: 'PASSED', passed: true });
  expect(desk.stub.calls).toHaveLength(2);
});

it('shares entities with everybody, because the gateway asks for itself', async () => {
  await using desk = await openDesk();
  const viewers = [registrar, person('staff:library', 'L1'), person('student', 'S1'), anonymous];
  for (const viewer of viewers) await desk.read({ viewer });
  expect(desk.stub.calls).toHaveLength(1);
  expect(desk.stub.calls[0]?.authorization).toBe('Bearer library for nobody');
});

it('shares nothing that the registry told one person by a root field', async () => {
  await using desk = await openDesk({ subgraph: 'registry' });
  desk.stub.root = () => ({ student: { name: 'A', id: 'S1' } });
  const query = '{ student(id: "S1") { name id } }';
  const viewers = [registrar, person('registrar', 'R2'), person('staff:library', 'R1'), registrar];
  for (const viewer of viewers) await desk.read({ viewer, query });
  expect(desk.stub.calls.map(({ authorization }) => authorization)).toEqual([
    'Bearer registry for R1',
    'Bearer registry for R2',
    'Bearer registry for R1',
  ]);
});

it('never answers what follows a mutation from memory, nor remembers it', async () => {
  await using desk = await openDesk();
  await desk.read();
  await desk.read({ operation: 'mutation' });
  expect(desk.stub.calls).toHaveLength(2);
  await desk.cache.invalidate({ subgraph: 'library', studentId: 'S1', version: '1.1' });
  await desk.read({ operation: 'mutation' });
  await desk.read();
  expect(desk.stub.calls).toHaveLength(4);
});

it.each([
  ['in an input', { variables: { input: { studentId: 'S1' } } }],
  ['as an argument', { variables: { studentId: 'S1' } }],
  ['by being the caller', { viewer: person('student', 'S1') }],
])('forgets at once whom a mutation named %s', async (_, more) => {
  await using desk = await openDesk();
  await desk.read({ students: ['S1', 'S2'] });
  const query = 'mutation { cancelLibraryCard(studentId: "S1") { id } }';
  await desk.read({ kind: 'mutation', operation: 'mutation', query, ...more });
  expect((await desk.read({ students: ['S1', 'S2'] })).tally.library).toMatchObject({ hits: 1, misses: 1 });
});

it('asks for 20 of 500 where 480 are remembered, and answers in order', async () => {
  await using desk = await openDesk();
  desk.stub.entity = ({ id }) => ({ library: edge('PASSED', '1.1', { books: Number(String(id).slice(1)) }) });
  const all = Array.from({ length: 500 }, (_, index) => `S${index}`);
  const isKnown = (_: string, index: number) => index % 25 !== 0;
  await desk.read({ students: all.filter(isKnown) });
  const { data, tally } = await desk.read({ students: all });
  expect(tally.library).toMatchObject({ hits: 480, misses: 20 });
  expect(desk.stub.calls[1]?.representations).toHaveLength(20);
  const books = (data._entities as { library: { books: number } }[]).map((entity) => entity.library.books);
  expect(books).toEqual(all.map((_, index) => index));
});

it('gives errors the positions of the whole question', async () => {
  await using desk = await openDesk();
  await desk.read({ students: ['S0', 'S2'] });
  const path = ['_entities', 1, 'library', 'books'];
  desk.stub.errors = () => [{ message: 'no', path, extensions: { code: 'FORBIDDEN' } }];
  const { problems } = await desk.read({ students: ['S0', 'S1', 'S2', 'S3'] });
  expect(problems.map((problem) => problem.path)).toEqual([['_entities', 3, 'library', 'books']]);
});

it('asks for the same student once where a fetch names them twice', async () => {
  await using desk = await openDesk();
  const { data } = await desk.read({ students: ['S1', 'S2', 'S1'] });
  expect(desk.stub.calls[0]?.representations).toHaveLength(2);
  expect(data._entities).toHaveLength(3);
});

it('remembers only students, and only what has a number', async () => {
  await using desk = await openDesk();
  for (const representation of [
    { __typename: 'Library', id: 'S1' },
    { __typename: 'Student', card: 'S1' },
  ]) {
    await desk.read({ students: [representation], query: library });
    await desk.read({ students: [representation], query: library });
  }
  expect(desk.stub.calls).toHaveLength(4);
});
