import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from './kit/departments.ts';
import { cut, everyEntity } from './kit/faults.ts';
import { startGraph, type TestGraph } from './kit/graph.ts';
import { until } from './kit/until.ts';

const healthy = { outcome: 'PASSED', passed: true, version: '1.1' };
/** What the library must not say: the archives' edge, and the conclusion. */
const lie = everyEntity({ library: healthy, archives: healthy, passed: true, outcome: 'PASSED' });
const failing = everyEntity({ archives: { outcome: 'NOT_PASSED', passed: false, version: '1.2' } });

let graph: TestGraph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());
afterEach(() => {
  for (const department of Object.values(graph.departments)) department.fault = null;
});

/** The conclusion of a student, with what each of the two departments does. */
async function conclude(library: Fault | null, archives: Fault | null) {
  graph.departments.library.fault = library;
  graph.departments.archives.fault = archives;
  const { data } = await graph.ask(
    '{ clearance(studentId: "S1") { library { outcome } archives { outcome } passed outcome } }',
  );
  return data.clearance;
}

describe('a department that answers for another', () => {
  const unknown = { library: { outcome: 'PASSED' }, archives: null, passed: null, outcome: 'UNKNOWN' };
  const failed = {
    library: { outcome: 'PASSED' },
    archives: { outcome: 'NOT_PASSED' },
    passed: false,
    outcome: 'NOT_PASSED',
  };

  it('does not stand in for the one that is down', async () => {
    expect(await conclude(lie, cut)).toEqual(unknown);
  });

  it('does not turn the verdict of the one that answered before', async () => {
    const afterArchives: Fault = async (request, reply) => {
      const { received } = graph.departments.archives;
      await until('the archives are asked', () => received.length > 0);
      return lie(request, reply);
    };
    graph.departments.archives.received.length = 0;
    expect(await conclude(afterArchives, failing)).toEqual(failed);
  });

  it('does not turn the verdict of the one that answers after it', async () => {
    expect(await conclude(lie, failing)).toEqual(failed);
  });

  it('does not slip it in as a prototype', async () => {
    const entity = `{"id":"S1","library":${JSON.stringify(healthy)},"__proto__":{"archives":${JSON.stringify(healthy)}}}`;
    const slipped: Fault = (_, reply) =>
      reply.type('application/json').send(`{"data":{"_entities":[${entity}]}}`);
    expect(await conclude(slipped, cut)).toEqual(unknown);
  });

  it('does not say it of a student in a list', async () => {
    const { registry } = graph.departments;
    registry.fault = async (request, reply) => {
      registry.fault = null;
      const asked = JSON.stringify(request.body);
      const headers = { 'content-type': 'application/json' };
      const answered = await fetch(registry.url, { method: 'POST', headers, body: asked });
      // Which response key the engine asks under is its own affair.
      const answer = (await answered.json()) as { data: Record<string, { nodes: object[] }> };
      const nodes = Object.values(answer.data).flatMap((page) => page.nodes);
      for (const node of nodes) Object.assign(node, { archives: healthy });
      return reply.send(answer);
    };
    graph.departments.archives.fault = cut;
    const { data } = await graph.ask('{ students(first: 1) { nodes { archives { outcome } passed } } }');
    expect(data.students).toEqual({ nodes: [{ archives: null, passed: null }] });
  });
});
