import { readFileSync } from 'node:fs';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, parse } from 'graphql';
import { scalars } from '../../../kit/graph/scalars.ts';

const SDL = new URL('../../../../schema/clearance.graphql', import.meta.url);

let built: GraphQLSchema | undefined;

/**
 * The subgraph's schema without its resolvers, built when it is first asked for: queries of exports are checked and run by it over
 * rows that are read already, so that no query of an export can reach anything else.
 */
export function exportSchema(): GraphQLSchema {
  built ??= buildSubgraphSchema([{ typeDefs: parse(readFileSync(SDL, 'utf8')), resolvers: { ...scalars } }]);
  return built;
}
