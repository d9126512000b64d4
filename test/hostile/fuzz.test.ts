import { expect, it } from 'vitest';
import { fuzzAnswers } from '../../bench/fuzz/answers.ts';
import { fuzzQueries } from '../../bench/fuzz/queries.ts';
import { fuzzRequests } from '../../bench/fuzz/requests.ts';

// `npm run bench -- fuzz --seconds N --seed S` looks longer, and elsewhere.
const search = { seconds: 10, seed: 20200615 };

it.each([
  ['bytes and mutated JSON are answered under 500 within a second', fuzzRequests],
  ['random valid queries give what one server over the same resolvers gives', fuzzQueries],
  ['mutated answers of departments never make a PASSED of anything but well-formed passes', fuzzAnswers],
])('%s', async (_, fuzz) => {
  const { runs, broken } = await fuzz(search);
  expect(broken).toBeNull();
  expect(runs).toBeGreaterThan(20);
});
