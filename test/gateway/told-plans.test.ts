import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../gateway/identity/roles.ts';
import { startGraph, type TestGraph } from './kit/graph.ts';
import { authorizationOf } from './kit/role-token.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startGraph({ cache: 'on' });
});
afterAll(() => graph.close());

const QUERY = 'query ($id: ID) { who: clearance(studentId: $id) { library { outcome } passed } }';

async function explained(role: Role, id: string, extensions: object | null = { plan: true }, query = QUERY) {
  const sent = await graph.send('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(await authorizationOf(role, graph.directory)) },
    body: JSON.stringify({ query, variables: { id }, ...(extensions && { extensions }) }),
  });
  const { data, extensions: told } = JSON.parse(sent.text);
  return { data, plan: told?.plan };
}

describe('extensions.plan', () => {
  it('tells a registrar who was asked, for how long, and for how many', async () => {
    const { data, plan } = await explained('registrar', 'E1');
    expect(data.who.passed).toBe(true);
    expect(plan.ms).toBeGreaterThan(0);
    expect(plan.text).toMatch(/library/);
    const bySubgraph = Object.fromEntries(
      plan.fetches.map((fetch: { subgraph: string }) => [fetch.subgraph, fetch]),
    );
    expect(Object.keys(bySubgraph).sort()).toEqual(['archives', 'clearance', 'library', 'registry']);
    expect(bySubgraph.library).toMatchObject({ representations: 1, cached: 0, failed: false });
    expect(bySubgraph.library.calls).toEqual([{ own: 1, representations: 1, fetches: 1 }]);
    expect(bySubgraph.library.ms).toBeGreaterThanOrEqual(0);
    expect(bySubgraph.library.ms).toBeLessThanOrEqual(plan.ms);
    expect(bySubgraph.clearance.startMs).toBeGreaterThanOrEqual(bySubgraph.library.startMs);
  });

  it('tells what needed no call', async () => {
    await explained('registrar', 'E2');
    const { plan } = await explained('registrar', 'E2');
    const library = plan.fetches.find(({ subgraph }: { subgraph: string }) => subgraph === 'library');
    expect(library).toMatchObject({ representations: 1, cached: 1, calls: [] });
  });

  it('tells that a department failed', async () => {
    graph.departments.archives.fault = (_, reply) => reply.code(500).send('no');
    const { plan } = await explained('registrar', 'E3');
    graph.departments.archives.fault = null;
    const archives = plan.fetches.find(({ subgraph }: { subgraph: string }) => subgraph === 'archives');
    expect(archives).toMatchObject({ failed: true });
  });

  it('tells an integrator, of what they may see', async () => {
    const { plan } = await explained('integrator', 'E4', { plan: true }, '{ serviceGuide }');
    expect(plan.fetches).toMatchObject([{ subgraph: 'registry', representations: null, cached: 0 }]);
    expect(plan.text).toContain('serviceGuide');
  });

  it.each(['student', 'staff:library', 'desk', 'analyst'] as const)('is nothing for %s', async (role) => {
    expect((await explained(role, 'P1')).plan).toBeUndefined();
  });

  it('is nothing for who does not ask', async () => {
    expect((await explained('registrar', 'E1', null)).plan).toBeUndefined();
    expect((await explained('registrar', 'E1', { plan: 'yes' })).plan).toBeUndefined();
  });

  it('tells that a lookup was remembered, where it was', async () => {
    const look = '{ clearance(studentId: "E7") { name } }';
    const asked = [];
    for (let time = 0; time < 2; time++) asked.push(await explained('registrar', 'E7', { plan: true }, look));
    expect(asked.map(({ plan }) => plan.fetches)).toMatchObject([
      [{ subgraph: 'registry', representations: null, cached: 0, calls: [{}] }],
      [{ subgraph: 'registry', representations: null, cached: 1, calls: [] }],
    ]);
  });
});
