import { expect, it } from 'vitest';
import { createPlanCache, type PlanKey } from '../../../gateway/engine/planner/plan-cache.ts';

const key = (documentHash: string, more: Partial<PlanKey> = {}): PlanKey => ({
  documentHash,
  operationName: null,
  conditions: {},
  ...more,
});

it('makes a plan once, also for callers at the same time', async () => {
  const cache = createPlanCache<string>();
  let made = 0;
  const make = async () => `plan ${++made}`;
  const answers = await Promise.all([cache.find(key('a'), make), cache.find(key('a'), make)]);
  expect([...answers, await cache.find(key('a'), make)]).toEqual(['plan 1', 'plan 1', 'plan 1']);
  expect(cache.counters()).toEqual({ hits: 2, misses: 1, evictions: 0, size: 1 });
});

it('tells apart operations of one document and values of what they ask about', async () => {
  const cache = createPlanCache<string>();
  const keys = [
    key('a'),
    key('a', { operationName: 'A' }),
    key('a', { operationName: 'B' }),
    key('a', { conditions: { x: true } }),
    key('a', { conditions: { x: false } }),
    key('b'),
  ];
  for (const [index, one] of keys.entries()) await cache.find(one, async () => `plan ${index}`);
  expect(keys.map((one) => cache.peek(one))).toEqual(keys.map((_one, index) => `plan ${index}`));
});

it('does not mind the order in which the values are told', async () => {
  const cache = createPlanCache<string>();
  await cache.find(key('a', { conditions: { x: true, y: false } }), async () => 'plan');
  expect(cache.peek(key('a', { conditions: { y: false, x: true } }))).toBe('plan');
});

it('drops the one that was not used for longest when it is full', async () => {
  const cache = createPlanCache<string>(2);
  for (const hash of ['a', 'b', 'a', 'c']) await cache.find(key(hash), async () => hash);
  expect(['a', 'b', 'c'].map((hash) => cache.peek(key(hash)))).toEqual(['a', undefined, 'c']);
  expect(cache.counters()).toMatchObject({ evictions: 1, size: 2 });
});

it('keeps no refusal', async () => {
  const cache = createPlanCache<string>();
  await expect(cache.find(key('a'), () => Promise.reject(new Error('No.')))).rejects.toThrow('No.');
  expect(await cache.find(key('a'), async () => 'plan')).toBe('plan');
});

it('has nothing to peek at while a plan is being made', async () => {
  const cache = createPlanCache<string>();
  const making = cache.find(key('a'), async () => 'plan');
  expect(cache.peek(key('a'))).toBeUndefined();
  await making;
  expect(cache.peek(key('a'))).toBe('plan');
});
