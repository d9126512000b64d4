import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createClearance } from '../../subgraphs/clearance/clearance.ts';
import type { Subgraph } from '../../subgraphs/kit/subgraph.ts';
import { anonymous, type SubgraphUnderTest, serveForTest } from '../kit/served-subgraph.ts';

const PASS = { outcome: 'PASSED', version: '1.1' };
const ALL = { library: PASS, archives: PASS, apartment: PASS, finance: PASS };

let clearance: SubgraphUnderTest<Subgraph>;
beforeAll(async () => {
  clearance = await serveForTest(createClearance, anonymous);
});
afterAll(() => clearance.close());

async function judge(...edges: object[]) {
  const representations = edges.map((one, index) => ({
    __typename: 'Student',
    id: `S${index}`,
    classYear: 2020,
    leaveType: 'GRADUATION',
    ...one,
  }));
  const query =
    'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Student { id passed outcome state requiredDepartments } } }';
  const { data, errors } = await clearance.graphql<{ _entities: unknown[] }>(query, { r: representations });
  expect(errors).toBeUndefined();
  return data?._entities;
}

describe('the clearance subgraph, from what @requires brings', () => {
  test('judges each representation by itself, in their order', async () => {
    const required = ['library', 'archives', 'apartment', 'finance'];
    expect(
      await judge(
        ALL,
        { ...ALL, finance: { outcome: 'NOT_PASSED', version: '1.9' } },
        { ...ALL, library: null },
      ),
    ).toEqual([
      { id: 'S0', passed: true, outcome: 'PASSED', state: 'READY', requiredDepartments: required },
      { id: 'S1', passed: false, outcome: 'NOT_PASSED', state: 'IN_PROGRESS', requiredDepartments: required },
      { id: 'S2', passed: null, outcome: 'UNKNOWN', state: 'IN_PROGRESS', requiredDepartments: required },
    ]);
  });

  test('takes null, missing and malformed edges as unknown, and a student on no roster as not to be judged', async () => {
    const { library: _gone, ...three } = ALL;
    const unknown = { passed: null, outcome: 'UNKNOWN' };
    expect(
      await judge(
        three,
        { ...ALL, finance: { outcome: 'pass', version: '1.1' } },
        { ...ALL, finance: { outcome: 'PASSED' } },
        { ...ALL, finance: 'PASSED' },
        { ...ALL, classYear: null },
      ),
    ).toMatchObject([
      unknown,
      unknown,
      unknown,
      unknown,
      { ...unknown, state: 'NOT_ON_ROSTER', requiredDepartments: null },
    ]);
  });
});
