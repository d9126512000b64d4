import { expect, it } from 'vitest';
import { createPlanCache } from '../../../gateway/engine/planner/plan-cache.ts';

function counted(limit?: number) {
  const cache = createPlanCache<string>(limit);
  let made = 0;
  return { find: (hash: string) => cache.find(hash, async () => `${hash} ${++made}`) };
}

it('makes a plan once for each document, also for callers at the same time', async () => {
  const { find } = counted();
  expect(await Promise.all([find('a'), find('a'), find('b')])).toEqual(['a 1', 'a 1', 'b 2']);
  expect(await find('a')).toBe('a 1');
});

it('drops the one that was not used for longest when it is full', async () => {
  const { find } = counted(2);
  for (const hash of ['a', 'b', 'a', 'c']) await find(hash);
  expect([await find('a'), await find('c'), await find('b')]).toEqual(['a 1', 'c 3', 'b 4']);
});

it('keeps no refusal', async () => {
  const cache = createPlanCache<string>();
  await expect(cache.find('a', () => Promise.reject(new Error('No.')))).rejects.toThrow('No.');
  expect(await cache.find('a', async () => 'plan')).toBe('plan');
});
