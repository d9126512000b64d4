import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cut, everyEntity } from './kit/faults.ts';
import { startGraph, type TestGraph } from './kit/graph.ts';

// The planner merges by response key what a client asks for and what a rule requires.

let graph: TestGraph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());

const notPassed = everyEntity({ archives: { outcome: 'NOT_PASSED', version: '1.1', passed: false } });

describe('an alias that is the name of another field', () => {
  it('does not stand in for a department that is down', async () => {
    graph.departments.archives.fault = cut;
    const { data, errors } = await graph.ask(
      '{ clearance { archives: library { outcome version } passed outcome } }',
    );
    graph.departments.archives.fault = null;
    expect(data.clearance).toEqual({
      archives: { outcome: 'PASSED', version: '1.1' },
      passed: null,
      outcome: 'UNKNOWN',
    });
    expect(errors).toMatchObject([{ path: ['clearance'], extensions: { department: 'archives' } }]);
  });

  it('does not stand in for a department that answered first', async () => {
    const answered = Promise.withResolvers<void>();
    graph.departments.archives.fault = (request, reply) => {
      reply.raw.once('finish', () => answered.resolve());
      return notPassed(request, reply);
    };
    graph.departments.library.fault = () => answered.promise;
    const { data } = await graph.ask(
      '{ clearance { archives: library { outcome version } passed outcome } }',
    );
    graph.departments.archives.fault = null;
    graph.departments.library.fault = null;
    expect(data.clearance).toEqual({
      archives: { outcome: 'PASSED', version: '1.1' },
      passed: false,
      outcome: 'NOT_PASSED',
    });
  });

  it('shows the field it renames, also over a key and within an edge', async () => {
    const { data, errors } = await graph.ask(
      '{ clearance { id: name library { version: outcome outcome: version } passed } }',
    );
    expect(errors).toEqual([]);
    expect(data.clearance).toEqual({
      id: 'Student S0',
      library: { version: 'PASSED', outcome: '1.1' },
      passed: true,
    });
  });
});
