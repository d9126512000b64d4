import { expect, test } from 'vitest';
import { createRecency, type Ranked } from '../../../gateway/upstream/cache/recency.ts';

interface Item extends Ranked<Item> {
  readonly name: string;
}

function recencyOf(...names: string[]) {
  const recency = createRecency<Item>();
  const items = new Map(
    names.map((name): [string, Item] => [name, { name, older: null, newer: null, isUsed: false }]),
  );
  const named = (name: string) => items.get(name) as Item;
  for (const name of names) recency.add(named(name));
  const evict = () => {
    const oldest = recency.oldest();
    if (oldest !== null) recency.take(oldest);
    return oldest?.name ?? null;
  };
  return { recency, named, evict };
}

test('what nobody uses goes in the order in which it came', () => {
  const { evict } = recencyOf('a', 'b', 'c');
  expect([evict(), evict(), evict(), evict()]).toEqual(['a', 'b', 'c', null]);
});

test('what was used goes after what was not', () => {
  const { recency, named, evict } = recencyOf('a', 'b', 'c');
  recency.use(named('a'));
  recency.use(named('b'));
  expect([evict(), evict(), evict()]).toEqual(['c', 'a', 'b']);
});

test('where everything was used the eldest goes, and only one', () => {
  const { recency, named, evict } = recencyOf('a', 'b', 'c');
  for (const name of ['c', 'b', 'a']) recency.use(named(name));
  expect(evict()).toBe('a');
  expect(recency.oldest()?.name).toBe('b');
});

test('a use spares once', () => {
  const { recency, named, evict } = recencyOf('a', 'b', 'c', 'd');
  recency.use(named('a'));
  expect(evict()).toBe('b');
  expect([evict(), evict(), evict()]).toEqual(['c', 'd', 'a']);
});

test('what is taken from the middle is never met again', () => {
  const { recency, named, evict } = recencyOf('a', 'b', 'c');
  recency.use(named('b'));
  recency.take(named('b'));
  expect([evict(), evict(), evict()]).toEqual(['a', 'c', null]);
});

test('an emptied order begins anew', () => {
  const { recency, named, evict } = recencyOf('a', 'b');
  recency.clear();
  expect(recency.oldest()).toBeNull();
  recency.add(named('b'));
  expect([evict(), evict()]).toEqual(['b', null]);
});
