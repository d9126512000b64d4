import type { Subgraph, SubgraphDependencies } from '../kit/subgraph.ts';
import { createClearanceResolvers } from './resolvers.ts';

/** Puts the clearance subgraph together: the overall rule. It keeps no rows yet. */
export function createClearance({ profile, now }: SubgraphDependencies): Subgraph {
  return {
    name: 'clearance',
    sdlFile: new URL('../../schema/clearance.graphql', import.meta.url),
    resolvers: createClearanceResolvers(profile, now),
    migrations: {},
  };
}
