import { expect, it } from 'vitest';
import { defaultQueryLimits } from '../../../gateway/request/limits/query-limits.ts';
import { readLimitsConfig } from '../../../gateway/request/limits-config.ts';
import { defaultRates } from '../../../gateway/request/rates.ts';

it('has defaults for what is not set, or empty', () => {
  expect(readLimitsConfig({ RATE_BURST: '', PATH: '/bin' })).toEqual({
    kind: 'config',
    config: { rates: defaultRates, queryLimits: defaultQueryLimits },
  });
});

it('takes what is set', () => {
  const read = readLimitsConfig({
    RATE_PER_SECOND: '5',
    RATE_BURST: '9',
    QUERY_DEPTH: '20',
    QUERY_COST: '7',
  });
  expect(read).toMatchObject({
    config: { rates: { perSecond: 5, burst: 9 }, queryLimits: { ...defaultQueryLimits, depth: 20, cost: 7 } },
  });
});

it.each([
  [{ RATE_PER_SECOND: 'many' }, /^RATE_PER_SECOND: must be a number$/],
  [{ QUERY_TOKENS: '0' }, /^QUERY_TOKENS: /],
  [{ RATE_BURST: '50' }, /^RATE_BURST: "50" is less than a second's rate, 100$/],
])('says what is wrong with %o', (env, sentence) => {
  const read = readLimitsConfig(env);
  expect(read.kind === 'faulty' ? read.faults : []).toEqual([expect.stringMatching(sentence)]);
});
