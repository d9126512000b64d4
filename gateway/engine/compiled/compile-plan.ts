import type { GraphQLSchema } from 'graphql';
import type { SubgraphFetcher } from '../planned-fetch.ts';
import type { FetchNode, PlanNode } from '../planner/plan.ts';
import { compileElided } from './compile-elided.ts';
import type { ElidedPlan } from './elided-plan.ts';
import { compileEntityFetch } from './entity-fetch.ts';
import { compileRootFetch, type FetchParts } from './root-fetch.ts';
import { inParallel, inSequence, type Step } from './run.ts';
import { createSharing } from './sharing.ts';

/** What a plan is compiled with. */
export interface PlanParts {
  /** The supergraph's. */
  readonly schema: GraphQLSchema;
  /** The subgraph of a name. */
  readonly fetcherOf: (subgraph: string) => SubgraphFetcher;
}

/**
 * Compiles a plan to the function that runs it.
 *
 * @param elided what is run in its place (see compileElided); null: nothing else
 */
export function compilePlan(plan: PlanNode, elided: ElidedPlan | null, parts: PlanParts): Step {
  const whole = createNodeCompiler(plan, parts).compile(plan);
  if (elided === null) return whole;
  const { owner, beside, after } = elided;
  const nodes: PlanNode[] = [{ kind: 'parallel', nodes: [owner, ...beside] }, ...after];
  const { compile, fetchParts } = createNodeCompiler({ kind: 'sequence', nodes }, parts);
  return compileElided({
    plan: elided,
    owner: fetchParts(owner),
    beside: beside.map(compile),
    after: after.map(compile),
    whole,
  });
}

/** What compiles the nodes of a plan: which of them must work on copies depends on all of it. */
function createNodeCompiler(plan: PlanNode, parts: PlanParts) {
  const isShared = createSharing(plan);
  return { compile, fetchParts };

  function compile(node: PlanNode): Step {
    switch (node.kind) {
      case 'sequence':
        return inSequence(node.nodes.map(compile));
      case 'parallel':
        return inParallel(node.nodes.map(compile));
      case 'fetch':
        return compileFetch(node);
      default:
        return node satisfies never;
    }
  }

  function compileFetch(node: FetchNode): Step {
    const { entities } = node;
    return entities === null
      ? compileRootFetch(fetchParts(node))
      : compileEntityFetch({ ...fetchParts(node), entities });
  }

  function fetchParts(node: FetchNode): FetchParts {
    const copies = isShared(node) || node.outputRewrites.length > 0;
    return { node, fetcher: parts.fetcherOf(node.subgraph), schema: parts.schema, copies };
  }
}
