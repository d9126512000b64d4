import { expect, test } from 'vitest';
import { createLocalTier } from '../../../gateway/upstream/cache/local-tier.ts';
import { slotOf } from '../../../gateway/upstream/cache/slot.ts';

const limits = { maxEntries: 10, maxBytes: 1024 * 1024 };
const valueAt = (readAt: number, lifeMs: number) => ({
  value: { readAt },
  version: '1.1',
  readAt,
  freshUntil: readAt + lifeMs,
  usableUntil: readAt + lifeMs,
});
const slot = (student: string, selection: string, inputs: object | null = null) =>
  slotOf('library', student, selection, inputs as Record<string, unknown> | null);

test('what is past its time takes no place beside what is read later', () => {
  const tier = createLocalTier(limits);
  tier.put(slot('S1', 'before'), valueAt(1_000, 15_000), 10);
  tier.put(slot('S1', 'then'), valueAt(15_999, 15_000), 10);
  expect(tier.size().entries).toBe(2);
  tier.put(slot('S1', 'later'), valueAt(16_000, 15_000), 10);
  expect(tier.size().entries).toBe(2);
  expect(tier.get(slot('S1', 'then'), 16_000)?.readAt).toBe(15_999);
});

test('a value is found by its selection and its inputs, in whatever order they stand', () => {
  const tier = createLocalTier(limits);
  tier.put(slot('S1', 'passed', { id: 'S1', library: { outcome: 'PASSED' } }), valueAt(1_000, 15_000), 10);
  const found = (selection: string, inputs: object | null) =>
    tier.get(slot('S1', selection, inputs), 2_000) !== undefined;
  expect(found('passed', { library: { outcome: 'PASSED' }, id: 'S1' })).toBe(true);
  expect(found('passed', { id: 'S1', library: { outcome: 'NOT_PASSED' } })).toBe(false);
  expect(found('passed', { id: 'S1', library: null })).toBe(false);
  expect(found('passed', null)).toBe(false);
  expect(found('outcome', { id: 'S1', library: { outcome: 'PASSED' } })).toBe(false);
});
