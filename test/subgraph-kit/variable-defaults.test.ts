import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SubgraphDependencies } from '../../subgraphs/kit/subgraph.ts';
import { createRegistry } from '../../subgraphs/registry/registry.ts';
import { type SubgraphUnderTest, serveForTest } from '../kit/served-subgraph.ts';

let registry: SubgraphUnderTest<ReturnType<typeof createRegistry>>;
beforeAll(async () => {
  registry = await serveForTest((given: SubgraphDependencies) => createRegistry(given), {
    kind: 'person',
    sub: 'R001',
    role: 'registrar',
  });
});
afterAll(() => registry.close());

// A compiled query is used from the second run on.
test.each([
  ['left out', undefined, 2],
  ['given', { first: 1 }, 1],
])('a variable with a default that is %s has its value in every run', async (_, variables, pageSize) => {
  const query =
    'query ($first: Int! = 2) { students(first: $first) { nodes { id } pageInfo { hasNextPage } } }';
  for (let run = 0; run < 4; run++) {
    const { errors, data } = await registry.graphql<{ students: { nodes: unknown[] } }>(query, variables);
    expect(errors).toBeUndefined();
    expect(data?.students.nodes.length).toBeLessThanOrEqual(pageSize);
  }
});

test('a variable without a default that is left out is refused in every run', async () => {
  const query = 'query ($first: Int!) { students(first: $first) { nodes { id } } }';
  for (let run = 0; run < 3; run++) {
    const { errors } = await registry.graphql(query);
    expect(errors).toHaveLength(1);
  }
});
