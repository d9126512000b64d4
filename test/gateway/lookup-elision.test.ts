import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cut } from './kit/faults.ts';
import { startGraph, type TestGraph } from './kit/graph.ts';
import { authorizationOf } from './kit/role-token.ts';
import { sdlWithLookup } from './kit/sdl.ts';
import { until } from './kit/until.ts';

const QUERY =
  'query ($id: ID) { clearance(studentId: $id) { id name library { outcome } archives { outcome } passed } }';
const passing = { library: { outcome: 'PASSED' }, archives: { outcome: 'PASSED' }, passed: true };

let elided: TestGraph;
let waiting: TestGraph;
beforeAll(async () => {
  elided = await startGraph({ engine: 'compiled' }, {}, sdlWithLookup);
  waiting = await startGraph({ engine: 'compiled' });
});
afterAll(() => Promise.all([elided.close(), waiting.close()]));
afterEach(() => {
  for (const { departments } of [elided, waiting])
    for (const department of Object.values(departments)) {
      department.fault = null;
      department.received.length = 0;
    }
});

const representationsOf = (graph: TestGraph, name: 'registry' | 'library') =>
  graph.departments[name].received.map(({ body }) => body.variables?.representations?.length ?? null);

/** What both graphs answer; error ids differ by nature. */
async function both(ask: (graph: TestGraph) => Promise<{ data: unknown; errors: object[] }>) {
  const seen = await Promise.all(
    [elided, waiting].map(async (graph) => {
      const { data, errors } = await ask(graph);
      const text = JSON.stringify(errors, (key, value) => (key === 'requestId' ? undefined : value));
      return { data, errors: JSON.parse(text) };
    }),
  );
  expect(seen[0]).toEqual(seen[1]);
  return seen[0];
}

describe('a lookup by key that is declared', () => {
  it('is not waited for: departments are asked at the same time as the registry', async () => {
    const { registry, library, archives } = elided.departments;
    registry.fault = () =>
      until('both departments are asked', () => library.received.length + archives.received.length === 2);
    const { data } = await elided.ask(QUERY, { id: 'S7' });
    expect(data.clearance).toEqual({ id: 'S7', name: 'Student S7', ...passing });
    expect(representationsOf(elided, 'registry')).toEqual([1]);
  });

  it('is waited for where it is not declared', async () => {
    await waiting.ask(QUERY, { id: 'S7' });
    expect(representationsOf(waiting, 'registry')).toEqual([null]);
  });

  it('comes to the same for a student who leaves the number out', async () => {
    const asked = await both(async (graph) =>
      graph.ask(QUERY, {}, await authorizationOf('student', graph.directory)),
    );
    expect(asked?.data).toEqual({ clearance: { id: 'S0', name: 'Student S0', ...passing } });
  });

  it('comes to the same for a student whom the registry does not know', async () => {
    const asked = await both((graph) => {
      graph.departments.registry.fault = ({ body }, reply) =>
        JSON.stringify(body).includes('_entities')
          ? reply.send({ data: { _entities: [null] } })
          : reply.send({ data: Object.fromEntries(rootKeys(body).map((key) => [key, null])) });
      return graph.ask(QUERY, { id: 'NOBODY' });
    });
    expect(asked?.data).toEqual({ clearance: null });
  });

  it('shows nothing of a student where the registry is down', async () => {
    const asked = await both((graph) => {
      graph.departments.registry.fault = cut;
      return graph.ask(QUERY, { id: 'S8' });
    });
    expect(asked?.data).toEqual({ clearance: null });
    expect(asked?.errors).toMatchObject([{ path: ['clearance'] }]);
  });

  it('still shows the registry and the other where one department is down', async () => {
    const asked = await both((graph) => {
      graph.departments.library.fault = cut;
      return graph.ask(QUERY, { id: 'S9' });
    });
    expect(asked?.data).toEqual({
      clearance: { id: 'S9', name: 'Student S9', ...passing, library: null, passed: null },
    });
  });
});

it('callers of the same moment share calls, and get their own students', async () => {
  const ids = Array.from({ length: 40 }, (_, index) => `M${index}`);
  const answers = await Promise.all(ids.map((id) => elided.ask(QUERY, { id })));
  expect(answers.map(({ data }) => data.clearance.id)).toEqual(ids);
  const sizes = representationsOf(elided, 'library');
  expect(sizes.reduce((sum: number, size) => sum + (size ?? 0), 0)).toBe(ids.length);
  expect(sizes.length).toBeLessThan(ids.length);
});

/** The response keys of a fetch of root fields. */
function rootKeys(body: unknown): string[] {
  const { query } = body as { query: string };
  return [...query.matchAll(/(\w+): ?clearance\(/g)]
    .map(([, key]) => String(key))
    .concat(/[{ ]clearance\(/.test(query.replaceAll(/\w+: ?clearance\(/g, '')) ? ['clearance'] : []);
}
