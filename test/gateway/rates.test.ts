import { expect, it } from 'vitest';
import { isLoopback, networkOf } from '../../gateway/request/client-address.ts';
import { createRates, defaultRates } from '../../gateway/request/rates.ts';
import type { Viewer } from '../../gateway/request/viewer.ts';
import { anonymous } from '../../gateway/request/viewer.ts';

const person = (sub: string): Viewer => ({ kind: 'person', sub, role: 'student' });
const PUBLIC = '203.0.113.7';

it('lets a person ask 300 times at once, then says when to come back', async () => {
  const rates = createRates(defaultRates);
  const answers = await Promise.all(Array.from({ length: 301 }, () => rates.count(person('A'), PUBLIC)));
  expect(answers.filter((seconds) => seconds === null)).toHaveLength(300);
  expect(answers[300]).toBeGreaterThanOrEqual(1);
  expect(answers[300]).toBeLessThanOrEqual(3);
  expect(await rates.count(person('B'), PUBLIC)).toBeNull();
});

it('counts nobody’s address where they are somebody', async () => {
  const rates = createRates({ perSecond: 1, burst: 2 });
  const students = Array.from({ length: 2_000 }, (_, index) => person(`S${index}`));
  const answers = await Promise.all(students.map((student) => rates.count(student, PUBLIC)));
  expect(answers.filter((seconds) => seconds !== null)).toEqual([]);
});

it('counts strangers by address, those of this machine not at all', async () => {
  const rates = createRates({ perSecond: 1, burst: 2 });
  const ask = (address: string) => Promise.all([1, 2, 3].map(() => rates.count(anonymous, address)));
  expect((await ask(PUBLIC)).map((seconds) => seconds === null)).toEqual([true, true, false]);
  for (const address of ['127.0.0.1', '127.8.9.1', '::1', '::ffff:127.0.0.1'])
    expect(await ask(address)).toEqual([null, null, null]);
});

it.each([
  ['2001:db8:1:2:aaaa::1', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002:ffff:ffff:ffff:ffff', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::ffff:203.0.113.7', PUBLIC],
  [PUBLIC, PUBLIC],
  ['unknown', 'unknown'],
])('takes %s for %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

it.each(['203.0.113.7', '::2', '10.0.0.1', 'unknown'])('does not take %s for this machine', (address) => {
  expect(isLoopback(address)).toBe(false);
});

it('counts here while Redis says nothing, and asks it again later', async () => {
  let time = 0;
  let asked = 0;
  const redis = {
    eval: () => {
      asked++;
      return new Promise<never>(() => {});
    },
  };
  const rates = createRates({ perSecond: 1, burst: 2 }, { redis, elapsed: () => time, patienceMs: 10 });
  const answers = [];
  for (let index = 0; index < 3; index++) answers.push(await rates.count(person('A'), PUBLIC));
  expect(answers.map((seconds) => seconds === null)).toEqual([true, true, false]);
  expect(asked).toBe(1);
  time = 5_000;
  await rates.count(person('B'), PUBLIC);
  expect(asked).toBe(2);
});
