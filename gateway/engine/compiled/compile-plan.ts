import type { GraphQLSchema } from 'graphql';
import type { SubgraphFetcher } from '../planned-fetch.ts';
import type { FetchNode, PlanNode } from '../planner/plan.ts';
import { compileElided } from './compile-elided.ts';
import { elidePlan } from './elided-plan.ts';
import { compileEntityFetch } from './entity-fetch.ts';
import type { Lookups } from './lookups.ts';
import { compileRootFetch, type FetchParts } from './root-fetch.ts';
import { inParallel, inSequence, type Run, type Step } from './run.ts';
import { createSharing } from './sharing.ts';

/** What a plan is compiled with. */
export interface PlanParts {
  /** The supergraph's. */
  readonly schema: GraphQLSchema;
  /** By which root fields an entity is found. */
  readonly lookups: Lookups;
  /** The subgraph of a name. */
  readonly fetcherOf: (subgraph: string) => SubgraphFetcher;
}

/** Compiles a plan to the function that runs it; a lookup by key that it begins with is elided (see compileElided). */
export function compilePlan(plan: PlanNode, parts: PlanParts): Step {
  const whole = createNodeCompiler(plan, parts).compile(plan);
  const elided = elidePlan(plan, parts.lookups);
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
      case 'condition':
        return either(
          node.variable,
          node.then && compile(node.then),
          node.otherwise && compile(node.otherwise),
        );
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

function either(variable: string, then: Step | null, otherwise: Step | null): Step {
  return (run: Run) => (run.variables[variable] === true ? then : otherwise)?.(run);
}
