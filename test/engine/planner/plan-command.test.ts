import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const plan = (...args: string[]) =>
  spawnSync(process.execPath, [join(root, 'gateway/plan.ts'), ...args], { cwd: root, encoding: 'utf8' });

it.each(['hive', 'apollo'])('prints how %s fetches an operation, and how much work that is', (planner) => {
  const { stdout, stderr, status } = plan('schema/operations/clearance.graphql', '--planner', planner);
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  expect(stdout).toContain('fetch registry\n    with $studentId\n');
  expect(stdout).toContain('fetch library at clearance\n      needs ... on Student { __typename id }\n');
  expect(stdout).toMatch(new RegExp(`\\n\\n3 stages, 6 fetches, planned by ${planner}\\n$`));
});

it('finds the fragments that lie beside the operation', () => {
  const { stdout, status } = plan('schema/operations/clearance-page.graphql');
  expect({ status, end: stdout.slice(-40) }).toMatchObject({
    status: 0,
    end: expect.stringContaining('planned by hive'),
  });
});

it.each([
  [['nowhere.graphql'], '"nowhere.graphql" cannot be read.'],
  [[], 'One file with an operation is needed.'],
  [
    ['schema/operations/clearance.graphql', '--planner', 'magic'],
    '"magic" is no planner; there are hive and apollo.',
  ],
  [
    ['schema/operations/clearance.graphql', '--operation', 'X'],
    'The document holds no operation called "X".',
  ],
  [['schema/registry.graphql'], 'is not executable'],
])('says what is wrong with %j', (args, sentence) => {
  const { stdout, stderr, status } = plan(...args);
  expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
  expect(stderr).toContain(sentence);
});
