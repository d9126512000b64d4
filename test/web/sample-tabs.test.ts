import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, getVariableValues, type OperationDefinitionNode, parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { headersNote, sampleTabs } from '../../web/graphiql/sample-tabs.ts';

const schema = buildSchema(readFileSync(join(import.meta.dirname, '../../schema/api.graphql'), 'utf8'));

describe.each(sampleTabs.map((tab) => ({ tab, title: titleOf(tab.query) })))('sample tab $title', ({
  tab,
}) => {
  test('is valid against the API schema', () => {
    expect(validate(schema, parse(tab.query)).map((error) => error.message)).toEqual([]);
  });

  test('carries variables that its operations accept', () => {
    const variables = JSON.parse(tab.variables ?? '{}');
    for (const operation of operationsOf(tab.query)) {
      const { errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
      expect(errors?.map((error) => error.message)).toBeUndefined();
    }
  });

  test('says how to get a token', () => {
    expect(tab.headers).toMatch(/npm run --silent token -- --role [a-z:]+ --sub dev/);
  });
});

test('the first tab says in the query itself how to get a token', () => {
  expect(sampleTabs[0]?.query).toContain('npm run --silent token -- --role registrar --sub dev');
  expect(sampleTabs[0]?.headers).toBe(headersNote);
});

function operationsOf(query: string): OperationDefinitionNode[] {
  return parse(query).definitions.filter((definition) => definition.kind === 'OperationDefinition');
}

function titleOf(query: string): string {
  return operationsOf(query)[0]?.name?.value ?? 'without a name';
}
