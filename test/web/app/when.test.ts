import { afterEach, describe, expect, test } from 'vitest';
import { clockOf, dayOf, minuteOf, minuteWithZone } from '../../../web/show/when.ts';

const zone = process.env.TZ;
afterEach(() => {
  process.env.TZ = zone ?? '';
});

describe.each(['America/Lima', 'Asia/Shanghai', 'Pacific/Kiritimati'])('on a device in %s', (place) => {
  test('times are those of Asia/Shanghai', () => {
    process.env.TZ = place;
    expect(minuteOf('2020-06-15T16:02:00Z')).toBe('2020-06-16 00:02');
    expect(dayOf('2020-06-15T15:59:59Z')).toBe('2020-06-15');
  });
});

test('a time of the same day is told without the day, another with it', () => {
  const now = new Date('2020-06-15T08:00:00Z');
  expect(clockOf('2020-06-15T06:02:00Z', now)).toBe('14:02');
  expect(clockOf('2020-06-14T15:00:00Z', now)).toBe('2020-06-14 23:00');
});

test('midnight is 00:00, not 24:00', () => {
  expect(minuteOf('2020-06-15T16:00:00Z')).toBe('2020-06-16 00:00');
});

test('a receipt says which zone its time is of', () => {
  expect(minuteWithZone('2020-06-15T06:02:00Z', 'zh')).toBe('2020-06-15 14:02（北京时间）');
  expect(minuteWithZone('2020-06-15T06:02:00Z', 'en')).toBe('2020-06-15 14:02 (Beijing time)');
});
