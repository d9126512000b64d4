import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import { createPrepare } from '../../gateway/live/prepare-live.ts';

const schema = buildSchema(`
  type Query { clearance(studentId: ID): Student }
  type Subscription { clearanceChanged(studentId: ID): Student }
  type Student { id: ID passed: Boolean friend: Student }
`);

const codeOf = (text: string) => {
  const prepared = createPrepare()(schema, text, null);
  return prepared.kind === 'live' ? 'live' : prepared.code;
};

test.each([
  ['a subscription', 'subscription { clearanceChanged { passed } }', 'live'],
  [
    'one behind a fragment',
    'subscription { ...F } fragment F on Subscription { clearanceChanged { id } }',
    'live',
  ],
  ['a query', '{ clearance { id } }', 'OPERATION_RESOLUTION_FAILURE'],
  ['a syntax error', 'subscription {', 'GRAPHQL_PARSE_FAILED'],
  ['an unknown field', 'subscription { clearanceChanged { secret } }', 'GRAPHQL_VALIDATION_FAILED'],
  [
    'a condition at the root',
    'subscription($x: Boolean! = true) { clearanceChanged @skip(if: $x) { passed } }',
    'GRAPHQL_VALIDATION_FAILED',
  ],
  [
    'depth 3,000',
    `subscription { clearanceChanged ${'{ friend '.repeat(3_000)}{ id }${' }'.repeat(3_000)} }`,
    'GRAPHQL_VALIDATION_FAILED',
  ],
  [
    'half a megabyte',
    `subscription { clearanceChanged { ${'id '.repeat(170_000)} } }`,
    'GRAPHQL_VALIDATION_FAILED',
  ],
])('%s', (_, text, code) => {
  expect(codeOf(text)).toBe(code);
});

test('a student who is named by a default of a variable is the one that is followed', () => {
  const text = 'subscription($s: ID = "S9") { clearanceChanged(studentId: $s) { id } }';
  const prepared = createPrepare()(schema, text, null);
  expect(prepared).toMatchObject({
    kind: 'live',
    query: { student: { kind: 'variable', value: 's', byDefault: 'S9' } },
  });
});
