import { expect, test } from 'vitest';
import { createRateWindows } from '../../gateway/request/rate-windows.ts';

function openWindows(most = 3) {
  const clock = { now: 5_000 };
  return { clock, count: createRateWindows(most, 1_000, () => clock.now) };
}

test('so many in a window that begins with the first, then it is said how long it lasts', () => {
  const { clock, count } = openWindows();
  expect([count('a'), count('a'), count('a')]).toEqual([null, null, null]);
  clock.now += 400;
  expect(count('a')).toBe(600);
  expect(count('b')).toBeNull();
});

test('the next window begins with the first request after it', () => {
  const { clock, count } = openWindows(1);
  count('a');
  clock.now += 999;
  expect(count('a')).toBe(1);
  clock.now += 1;
  expect(count('a')).toBeNull();
  clock.now += 500;
  expect(count('a')).toBe(500);
});

test('whoever is refused does not make it longer', () => {
  const { clock, count } = openWindows(1);
  for (let n = 0; n < 50; n++) count('a');
  clock.now += 1_000;
  expect(count('a')).toBeNull();
});

test('others that come and are forgotten leave a window that lasts as it is', () => {
  const { clock, count } = openWindows(1);
  for (let n = 0; n < 100; n++) count(`old ${n}`);
  clock.now += 900;
  count('a');
  clock.now += 200;
  for (let n = 0; n < 100; n++) expect(count(`new ${n}`)).toBeNull();
  expect(count('a')).toBe(800);
});
