import { buildSchema, getVariableValues, type OperationDefinitionNode, parse } from 'graphql';
import { expect, test } from 'vitest';
import { compileCoercion } from '../../gateway/engine/coerce-variables.ts';

const schema = buildSchema(`
  type Query { f(a: ID, b: String, c: Boolean, d: Int, e: [ID!], g: In, h: Colour): Int }
  input In { x: Int! = 3, y: String }
  enum Colour { RED GREEN }
`);

function operationWith(variables: string): OperationDefinitionNode {
  const [definition] = parse(`query (${variables}) { f }`).definitions;
  return definition as OperationDefinitionNode;
}

/** What graphql-js, the reference, makes of the same. */
function reference(operation: OperationDefinitionNode, values: Record<string, unknown>) {
  const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], values);
  return errors === undefined
    ? { kind: 'fine', variables: coerced }
    : { kind: 'wrong', messages: errors.map(({ message }) => message) };
}

function ours(operation: OperationDefinitionNode, values: Record<string, unknown>) {
  const coerced = compileCoercion(schema, operation)(values);
  return coerced.kind === 'fine'
    ? { kind: 'fine', variables: coerced.variables }
    : { kind: 'wrong', messages: coerced.errors.map(({ message }) => message) };
}

const definitions = [
  '$v: ID',
  '$v: ID!',
  '$v: String',
  '$v: String!',
  '$v: Boolean',
  '$v: Boolean!',
  '$v: String = "default"',
  '$v: Boolean! = true',
  '$v: Int',
  '$v: [ID!]',
  '$v: In',
  '$v: Colour!',
  '$v: ID, $w: Boolean!',
];
const values: Record<string, unknown>[] = [
  {},
  { v: undefined },
  { v: null },
  { v: 'S1' },
  { v: '' },
  { v: 7 },
  { v: 7.5 },
  { v: true },
  { v: [] },
  { v: ['S1', 2] },
  { v: { x: 1 } },
  { v: { y: 'y' } },
  { v: 'RED' },
  { v: 'S1', w: false, more: 'not asked for' },
  JSON.parse('{"__proto__": "own", "v": "S1"}'),
];

test.each(definitions)('%s: every value is read, or refused, as graphql-js does', (definition) => {
  const operation = operationWith(definition);
  for (const given of values) expect(ours(operation, given)).toEqual(reference(operation, given));
});

test('a variable is taken from the values, never from what every object has', () => {
  const operation = operationWith('$toString: String, $constructor: ID');
  expect(ours(operation, {})).toEqual({ kind: 'fine', variables: {} });
});

test('an operation without variables takes none', () => {
  const [definition] = parse('{ f }').definitions;
  expect(ours(definition as OperationDefinitionNode, { v: 1 })).toEqual({ kind: 'fine', variables: {} });
});
