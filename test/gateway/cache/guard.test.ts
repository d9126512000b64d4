import { expect, it } from 'vitest';
import { createGuard } from '../../../gateway/upstream/cache/guard.ts';
import { until } from '../kit/until.ts';
import { entitiesOf, openDesk } from './kit/desk.ts';
import { edge, gate } from './kit/stub.ts';

const change = (version: string) => ({ subgraph: 'library', studentId: 'S1', version });

it('forgets a student at an event, at once and of all selections', async () => {
  await using desk = await openDesk();
  const other = entitiesOf('library { outcome version }');
  await desk.read();
  await desk.read({ query: other });
  desk.stub.entity = () => ({ library: edge('NOT_PASSED', '1.2', { books: 1 }) });
  await desk.cache.invalidate(change('1.2'));
  expect(await desk.edgeOf('S1')).toMatchObject({ outcome: 'NOT_PASSED' });
  expect(await desk.edgeOf('S1', { query: other })).toMatchObject({ outcome: 'NOT_PASSED' });
});

it('forgets nobody else', async () => {
  await using desk = await openDesk();
  await desk.read({ students: ['S1', 'S2'] });
  await desk.cache.invalidate(change('1.2'));
  expect((await desk.read({ students: ['S1', 'S2'] })).tally.library).toMatchObject({ hits: 1, misses: 1 });
});

it('does not let a slow reader put an old value back after an event', async () => {
  await using desk = await openDesk();
  const { promise, open } = gate();
  desk.stub.hold = () => promise;
  const slow = desk.read();
  await until('the library is asked', () => desk.stub.calls.length === 1);
  desk.stub.hold = () => undefined;
  await desk.cache.invalidate(change('1.2'));
  open();
  await slow;
  desk.stub.entity = () => ({ library: edge('PASSED', '1.2', { books: 7 }) });
  expect(await desk.edgeOf('S1')).toMatchObject({ version: '1.2' });
  expect(desk.counted).toMatchObject({ refused: 1, stored: 1 });
});

it.each(['1.9', '0.11'])('never replaces version 1.10 by %s: versions are numbers', async (older) => {
  await using desk = await openDesk();
  const { promise, open } = gate();
  const other = entitiesOf('library { outcome version }');
  desk.stub.entity = () => ({ library: edge('PASSED', older, { books: 0 }) });
  desk.stub.hold = () => (desk.stub.calls.length === 1 ? promise : undefined);
  const slow = desk.read();
  await until('the library is asked', () => desk.stub.calls.length === 1);
  desk.stub.entity = () => ({ library: edge('NOT_PASSED', '1.10', { books: 1 }) });
  await desk.read({ query: other });
  open();
  await slow;
  expect(desk.counted).toMatchObject({ stored: 1, refused: 1 });
  expect(await desk.edgeOf('S1')).toMatchObject({ version: '1.10' });
});

it('drops what is older as soon as a newer version is seen in another selection', async () => {
  await using desk = await openDesk();
  await desk.read();
  desk.stub.entity = () => ({ library: edge('NOT_PASSED', '1.2', { books: 1 }) });
  await desk.read({ query: entitiesOf('library { outcome version }') });
  expect(await desk.edgeOf('S1')).toMatchObject({ version: '1.2' });
});

it('takes events any number of times and in any order', async () => {
  await using desk = await openDesk();
  desk.stub.entity = () => ({ library: edge('PASSED', '1.3', { books: 0 }) });
  for (const version of ['1.3', '1.2', '1.3', 'nonsense', '1.1'])
    await desk.cache.invalidate(change(version));
  expect(await desk.edgeOf('S1')).toMatchObject({ version: '1.3' });
  await desk.read();
  expect(desk.stub.calls).toHaveLength(1);
});

it('shows nothing from before events may have been missed', async () => {
  await using desk = await openDesk();
  await desk.read();
  desk.pass(1);
  desk.cache.invalidateAll();
  desk.pass(1);
  await desk.read();
  await desk.read();
  expect(desk.stub.calls).toHaveLength(2);
});

it('keeps a restored department’s new epoch over its old numbers', async () => {
  await using desk = await openDesk();
  await desk.cache.invalidate(change('2.1'));
  desk.stub.entity = () => ({ library: edge('PASSED', '1.900', { books: 0 }) });
  await desk.read();
  await desk.read();
  expect(desk.stub.calls).toHaveLength(2);
});

it('holds at most so many values and bytes, the least recently used out first', async () => {
  await using desk = await openDesk({ limits: { maxEntries: 3, maxBytes: 1024 * 1024 } });
  for (const id of ['S1', 'S2', 'S3', 'S1', 'S4']) await desk.read({ students: [id] });
  const { tally } = await desk.read({ students: ['S1', 'S3', 'S4'] });
  expect(tally.library?.hits).toBe(3);
  expect((await desk.read({ students: ['S2'] })).tally.library?.hits).toBe(0);
});

it('holds no value that is larger than its bytes', async () => {
  await using desk = await openDesk({ limits: { maxEntries: 100, maxBytes: 2_000 } });
  desk.stub.entity = () => ({ library: edge('PASSED', '1.1', { books: 0, more: 'x'.repeat(2_000) }) });
  const query = entitiesOf('library { outcome version books more: version }');
  await desk.read({ query });
  await desk.read({ query });
  expect(desk.stub.calls).toHaveLength(2);
});

it('counts a group that it had to forget as changed', () => {
  const guard = createGuard(() => new Date(1_000), 60_000, 2);
  const before = guard.now();
  guard.changed('a', '1.1');
  const after = guard.now();
  expect(guard.movedSince('b', before)).toBe(false);
  guard.changed('b', '1.1');
  guard.changed('c', '1.1');
  expect(guard.movedSince('a', after)).toBe(true);
  expect(guard.allows('a', { version: '1.0', readAt: 1_000 })).toBe(false);
});
