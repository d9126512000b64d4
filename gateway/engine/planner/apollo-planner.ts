import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import { parse } from 'graphql';
import { apolloPlannerLimits } from './apollo-planner-limits.ts';
import type { RawPlanner } from './raw-planner.ts';
import { readableByApollo } from './readable-by-apollo.ts';

/**
 * Apollo's planner, in JavaScript: it runs wherever Node does, and takes 1 to 2 s for our supergraph and some 20 ms for a
 * plan. Throws where the SDL is no supergraph.
 *
 * It merges what two rules require by name: where `@requires` selects one field of an object with different arguments in
 * two places, both get what one of them asked for. Our own supergraph has no such rule.
 */
export function createApolloPlanner(supergraphSdl: string): RawPlanner {
  const supergraph = Supergraph.build(readableByApollo(supergraphSdl), { validateSupergraph: true });
  const planner = new QueryPlanner(supergraph, { debug: apolloPlannerLimits });
  const apiSchema = supergraph.apiSchema();
  return {
    name: 'apollo',
    plan(text) {
      const operation = operationFromDocument(apiSchema, parse(text), { validate: false });
      return { by: 'apollo', plan: planner.buildQueryPlan(operation) };
    },
  };
}
