import fc from 'fast-check';
import { expect, test } from 'vitest';
import { waitBefore } from '../../../web/app/live/backoff.ts';

test('waits twice as long after each failure, two minutes at most', () => {
  expect([1, 2, 3, 4, 5, 6, 20].map((failures) => waitBefore(failures, 1))).toEqual([
    5_000, 10_000, 20_000, 40_000, 80_000, 120_000, 120_000,
  ]);
});

test('spreads a class over half of the wait', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (failures, random) => {
        const longest = waitBefore(failures, 1);
        const wait = waitBefore(failures, random);
        return wait >= longest / 2 && wait <= longest;
      },
    ),
  );
});
