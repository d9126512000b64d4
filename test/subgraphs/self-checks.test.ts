import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { goldenClass } from '../../data/golden.ts';
import { createAllSubgraphs, type SubgraphName, subgraphNames } from '../../start/all-subgraphs.ts';
import type { Viewer } from '../../subgraphs/kit/graph/viewer.ts';
import type { Subgraph } from '../../subgraphs/kit/subgraph.ts';
import type { Registry } from '../../subgraphs/registry/registry.ts';
import { anonymous, type SubgraphUnderTest, serveForTest } from '../kit/served-subgraph.ts';

const QUERY = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Student { id } } }`;
const person = (role: string, sub = 'somebody'): Viewer => ({ kind: 'person', role, sub });

// What a token that is for a person may read of students, should a gateway ever ask with one.
describe.each(subgraphNames)('the %s subgraph, asked for a person', (name) => {
  let served: SubgraphUnderTest<Subgraph>;
  beforeAll(async () => {
    const create = createOne(name);
    served = await serveForTest(create, anonymous);
    // The others know everybody of whom they are asked.
    if (name === 'registry') await (served.subgraph as Registry).load(goldenClass().registry);
  });
  afterAll(() => served.close());

  const ask = async (viewer: Viewer) => {
    const r = ['TS2020S1', 'TS2020S2'].map((id) => ({ __typename: 'Student', id }));
    const { data, errors = [] } = await served.graphql<{ _entities: unknown[] }>(QUERY, { r }, viewer);
    return [data?._entities, errors.map(({ extensions }) => extensions?.code)];
  };

  test('knows a student of themselves only', async () => {
    expect(await ask(person('student', 'TS2020S1'))).toEqual([[{ id: 'TS2020S1' }, null], []]);
  });

  test.each(['registrar', 'staff:library', 'staff:finance'])('knows both for %s', async (role) => {
    expect(await ask(person(role))).toEqual([[{ id: 'TS2020S1' }, { id: 'TS2020S2' }], []]);
  });

  test.each(['analyst', 'desk', 'integrator'])('refuses %s', async (role) => {
    const [entities, codes] = await ask(person(role));
    expect(entities ?? [null, null]).toEqual([null, null]);
    expect(new Set(codes)).toEqual(new Set(['FORBIDDEN']));
  });
});

function createOne(name: SubgraphName): Parameters<typeof serveForTest>[0] {
  return (dependencies) => createAllSubgraphs(() => dependencies)[name];
}
