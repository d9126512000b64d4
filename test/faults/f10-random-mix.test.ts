import { expect, test } from 'vitest';
import { runMix } from './random-mix.ts';

// Longer, and with a seed of choice: npm run bench -- faults --seconds N --seed S
test('F10: a minute of every fault at random, among flipping departments, breaks no promise', {
  timeout: 300_000,
}, async () => {
  const seed = crypto.getRandomValues(new Int32Array(1))[0] as number;
  console.log(`The seed of this mix is ${seed}`);
  const { calls, faults, broken } = await runMix({ seconds: 60, seed });
  console.log(`${calls} calls, ${JSON.stringify(faults)}`);
  expect(broken).toEqual([]);
});
