import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeServices, compositionHasErrors } from '@theguild/federation-composition';
import {
  buildASTSchema,
  buildSchema,
  extendSchema,
  GraphQLSchema,
  lexicographicSortSchema,
  parse,
  printSchema,
} from 'graphql';
import { expect, it } from 'vitest';
import { readManifest } from '../../schema/composer/manifest.ts';
import { schemaDirectory } from './schema-copy.ts';

const sorted = (schema: GraphQLSchema) => printSchema(lexicographicSortSchema(schema));

/** A composed directive is for the gateway; this composer leaves its definition where clients see it, which the specification does not ask for. */
const withoutLookup = (schema: GraphQLSchema) =>
  new GraphQLSchema({
    ...schema.toConfig(),
    directives: schema.getDirectives().filter(({ name }) => name !== 'lookup'),
  });

it('an independent composer accepts the subgraphs and gives clients the same schema', () => {
  const services = readManifest(schemaDirectory).subgraphs.map(({ name, url, file }) => ({
    name,
    url,
    typeDefs: parse(readFileSync(join(schemaDirectory, file), 'utf8')),
  }));
  const result = composeServices(services);
  if (compositionHasErrors(result)) throw new Error(result.errors.map(({ message }) => message).join('\n'));
  const ours = buildSchema(readFileSync(join(schemaDirectory, 'api.graphql'), 'utf8'));
  const theirs = withoutLookup(buildASTSchema(result.publicDocumentNode));
  const gateway = parse(readFileSync(join(schemaDirectory, 'gateway.graphql'), 'utf8'));
  // Rules are no part of what clients see.
  expect(sorted(extendSchema(theirs, gateway, { assumeValidSDL: true }))).toBe(sorted(ours));
});
