import { composeServices, compositionHasErrors } from '@theguild/federation-composition';
import fc from 'fast-check';
import {
  buildASTSchema,
  buildSchema,
  type GraphQLSchema,
  lexicographicSortSchema,
  parse,
  printSchema,
} from 'graphql';
import { expect, it } from 'vitest';
import { printMonolith } from './print-model.ts';
import { composeModel } from './serve-world.ts';
import { buildModel, worldPicks } from './world.ts';

const seed = Number(process.env.RANDOM_SEED ?? 1);
const sorted = (schema: GraphQLSchema) => printSchema(lexicographicSortSchema(schema));

it('two composers give clients the same schema of random subgraphs, by the rules of merging', () => {
  fc.assert(
    fc.property(worldPicks, (picks) => {
      const model = buildModel(picks);
      const { apiSchema, sdl } = composeModel(model, 'http://127.0.0.1');
      const ours = sorted(apiSchema());
      expect(ours).toBe(sorted(buildSchema(printMonolith(model))));
      expect(otherOpinion(sdl)).toBe(ours);
    }),
    { seed, numRuns: 1_000, interruptAfterTimeLimit: 3_000 },
  );
});

function otherOpinion(sdl: ReadonlyMap<string, string>): string {
  const services = [...sdl].map(([name, text]) => ({
    name,
    typeDefs: parse(text),
    url: `http://127.0.0.1/${name}`,
  }));
  const result = composeServices(services);
  if (compositionHasErrors(result)) throw new Error(result.errors.map(({ message }) => message).join('\n'));
  return sorted(buildASTSchema(result.publicDocumentNode));
}
