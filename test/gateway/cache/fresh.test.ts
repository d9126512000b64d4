import { expect, it } from 'vitest';
import { startReading, tellReading } from '../../../gateway/upstream/cache/reading.ts';
import { until } from '../kit/until.ts';
import { anonymous, openDesk, person } from './kit/desk.ts';
import { edge, gate } from './kit/stub.ts';

it('reads fresh where the caller wants it, and remembers what it read', async () => {
  await using desk = await openDesk();
  await desk.read();
  desk.stub.entity = () => ({ library: edge('NOT_PASSED', '1.1', { books: 3 }) });
  const { data, tally } = await desk.read({ freshness: 'fresh' });
  expect(data._entities).toEqual([{ library: edge('NOT_PASSED', '1.1', { books: 3 }) }]);
  expect(tally).toEqual({ library: { hits: 0, misses: 0, fresh: 1, stale: 0 } });
  expect(await desk.edgeOf('S1')).toMatchObject({ books: 3 });
  expect(desk.stub.calls).toHaveLength(2);
});

it('joins no call under way for a fresh read', async () => {
  await using desk = await openDesk();
  const { promise, open } = gate();
  desk.stub.hold = () => (desk.stub.calls.length === 1 ? promise : undefined);
  const slow = desk.read();
  await until('the library is asked', () => desk.stub.calls.length === 1);
  await desk.read({ freshness: 'fresh' });
  open();
  await slow;
  expect(desk.stub.calls).toHaveLength(2);
});

it('grants a person six fresh reads a minute, each of them for all fetches of a request', async () => {
  await using desk = await openDesk();
  const wish = (sub: string) =>
    startReading({ viewer: person('student', sub), kind: 'query', freshness: 'fresh' }, desk.cache);
  for (let i = 0; i < 6; i++) expect((await wish('S1')).freshness).toBe('fresh');
  const refused = await wish('S1');
  expect(refused.freshness).toBe('cached');
  expect(tellReading({ data: {} }, refused)).toEqual({
    data: {},
    extensions: { cache: {}, freshness: { served: 'cached', retryAfterMs: expect.any(Number) } },
  });
  expect((await wish('S2')).freshness).toBe('fresh');
});

it('grants all anonymous callers together sixty', async () => {
  await using desk = await openDesk();
  const wish = () => startReading({ viewer: anonymous, kind: 'query', freshness: 'fresh' }, desk.cache);
  for (let i = 0; i < 60; i++) expect((await wish()).freshness).toBe('fresh');
  expect((await wish()).freshness).toBe('cached');
});

it('spends nothing on mutations, nor on requests that did not ask', async () => {
  await using desk = await openDesk();
  const viewer = person('student', 'S1');
  for (let i = 0; i < 10; i++) {
    await startReading({ viewer, kind: 'mutation', freshness: 'fresh' }, desk.cache);
    await startReading({ viewer, kind: 'query' }, desk.cache);
  }
  expect((await startReading({ viewer, kind: 'query', freshness: 'fresh' }, desk.cache)).freshness).toBe(
    'fresh',
  );
});
