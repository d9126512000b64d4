import { expect, it } from 'vitest';
import { until } from '../kit/until.ts';
import { openDesk, person } from './kit/desk.ts';
import { edge, gate } from './kit/stub.ts';

it('asks once for an entity that several requests want at the same time', async () => {
  await using desk = await openDesk();
  const { promise, open } = gate();
  desk.stub.hold = () => promise;
  const reads = Array.from({ length: 20 }, () => desk.edgeOf('S1'));
  await until('the library is asked', () => desk.stub.calls.length === 1);
  open();
  expect(await Promise.all(reads)).toEqual(Array(20).fill(edge('PASSED', '1.1', { books: 0 })));
  expect(desk.stub.calls).toHaveLength(1);
});

it('asks only for what nobody is asking for yet', async () => {
  await using desk = await openDesk();
  const { promise, open } = gate();
  desk.stub.hold = () => promise;
  const one = desk.read({ students: ['S1', 'S2'] });
  await until('the library is asked', () => desk.stub.calls.length === 1);
  const two = desk.read({ students: ['S2', 'S3', 'S1'] });
  await until('the library is asked again', () => desk.stub.calls.length === 2);
  open();
  await Promise.all([one, two]);
  expect(desk.stub.calls[1]?.representations).toEqual([{ __typename: 'Student', id: 'S3' }]);
});

it.each([
  'deadline',
  'caller-gone',
])('lets nobody else suffer when the first request ends (%s)', async (reason) => {
  await using desk = await openDesk();
  const { promise, open } = gate();
  desk.stub.hold = () => promise;
  const first = new AbortController();
  const one = desk.read({ signal: first.signal });
  await until('the library is asked', () => desk.stub.calls.length === 1);
  const two = desk.read();
  first.abort(reason);
  const failure = reason === 'deadline' ? 'timeout' : 'cancelled';
  expect((await one).problems).toEqual([
    { path: ['_entities', 0, 'library'], cause: { kind: 'failure', failure } },
  ]);
  open();
  expect((await two).problems).toEqual([]);
  expect(desk.stub.calls).toHaveLength(1);
});

it('gives a call up when the last request that waits for it has gone', async () => {
  await using desk = await openDesk();
  const { promise, open } = gate();
  desk.stub.hold = () => promise;
  const ends = [new AbortController(), new AbortController()];
  const reads = ends.map(({ signal }) => desk.read({ signal }));
  await until('the library is asked', () => desk.stub.calls.length === 1);
  for (const end of ends) end.abort('caller-gone');
  await Promise.all(reads);
  // Whoever comes now starts anew.
  desk.stub.hold = () => undefined;
  expect((await desk.read()).problems).toEqual([]);
  expect(desk.stub.calls).toHaveLength(2);
  open();
});

it('asks once for an entity that different people want at the same time', async () => {
  await using desk = await openDesk();
  const { promise, open } = gate();
  desk.stub.hold = () => promise;
  const one = desk.read({ viewer: person('student', 'S1') });
  await until('the library is asked', () => desk.stub.calls.length === 1);
  const two = desk.read({ viewer: person('registrar', 'R2') });
  open();
  expect([(await one).problems, (await two).problems]).toEqual([[], []]);
  expect(desk.stub.calls).toHaveLength(1);
});

it('does not pass on to one person what the registry refused to another', async () => {
  await using desk = await openDesk({ subgraph: 'registry' });
  const { promise, open } = gate();
  desk.stub.hold = () => promise;
  const isRefused = ({ authorization }: { authorization: string | undefined }) =>
    authorization === 'Bearer registry for S2';
  desk.stub.root = () => ({ student: null });
  desk.stub.errors = (call) =>
    isRefused(call) ? [{ message: 'no', path: ['student'], extensions: { code: 'NOT_FOUND' } }] : undefined;
  const query = '{ student(id: "S1") { name } }';
  const one = desk.read({ query, viewer: person('student', 'S2') });
  await until('the registry is asked', () => desk.stub.calls.length === 1);
  const two = desk.read({ query, viewer: person('registrar', 'R2') });
  open();
  expect((await one).problems).toHaveLength(1);
  expect((await two).problems).toEqual([]);
});

it('joins no call that began before the student changed', async () => {
  await using desk = await openDesk();
  const { promise, open } = gate();
  desk.stub.hold = ({ representations }) =>
    desk.stub.calls.length === 1 ? promise : representations && undefined;
  desk.stub.entity = () => ({ library: edge('NOT_PASSED', '1.1', { books: 1 }) });
  const slow = desk.edgeOf('S1');
  await until('the library is asked', () => desk.stub.calls.length === 1);
  desk.stub.entity = () => ({ library: edge('PASSED', '1.2', { books: 0 }) });
  await desk.cache.invalidate({ subgraph: 'library', studentId: 'S1', version: '1.2' });
  expect(await desk.edgeOf('S1')).toMatchObject({ version: '1.2' });
  open();
  expect(await slow).toMatchObject({ version: '1.1' });
  expect(await desk.edgeOf('S1')).toMatchObject({ version: '1.2' });
});
