import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, extendSchema, lexicographicSortSchema, parse, printSchema } from 'graphql';
import { expect, test } from 'vitest';
import { apiSchemaOf } from '../../gateway/supergraph/api-schema.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, '../../schema', name), 'utf8');

test('what the gateway shows clients of the supergraph, with its own fields, is what the composer says, word for word', () => {
  const ownFields = parse(read('gateway.graphql'));
  const supergraph = apiSchemaOf(parse(read('supergraph.graphql')));
  const shown = extendSchema(supergraph, ownFields, { assumeValidSDL: true });
  const composed = buildSchema(read('api.graphql'));
  expect(printSchema(lexicographicSortSchema(shown))).toBe(printSchema(lexicographicSortSchema(composed)));
});
