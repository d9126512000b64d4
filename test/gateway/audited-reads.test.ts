import { expect, it } from 'vitest';
import { startGraph } from './kit/graph.ts';
import { authorizationOf } from './kit/role-token.ts';

const PAGE = '{ clearance(studentId: "S1") { name library { outcome } } }';
const shown = { name: 'Student S1', library: { outcome: 'PASSED' } };

it('tells the subgraph that keeps the audit log whom staff read, and of a student’s own page nothing', async () => {
  await using graph = await startGraph();
  const { audited } = graph.departments.clearance;
  const own = await graph.ask(
    '{ clearance { name } }',
    {},
    await authorizationOf('student', graph.directory),
  );
  expect(own.data.clearance).toEqual({ name: 'Student S0' });
  const { data, headers } = await graph.ask(PAGE);
  expect(data.clearance).toEqual(shown);
  expect(audited).toEqual([
    {
      id: expect.any(String),
      actor: 'S0',
      role: 'staff:library',
      action: 'student-read',
      studentId: 'S1',
      detail: { field: 'clearance', requestId: headers['x-request-id'] },
    },
  ]);
});

it('shows staff nobody while the audit log cannot be told', async () => {
  await using graph = await startGraph();
  await graph.departments.clearance.stop();
  const { status, data, errors } = await graph.ask(PAGE);
  expect({ status, data }).toEqual({ status: 200, data: { clearance: null } });
  expect(errors).toMatchObject([{ path: ['clearance'], extensions: { code: 'DEPARTMENT_UNAVAILABLE' } }]);
});
