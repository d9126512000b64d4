import type { GraphQLSchema } from 'graphql';
import type { SubgraphFetcher } from '../planned-fetch.ts';
import type { FetchNode, PlanNode } from '../planner/plan.ts';
import { compileEntityFetch } from './entity-fetch.ts';
import { compileRootFetch } from './root-fetch.ts';
import type { Run, Step } from './run.ts';
import { createSharing } from './sharing.ts';

/** What a plan is compiled with. */
export interface PlanParts {
  /** The supergraph's. */
  readonly schema: GraphQLSchema;
  /** The subgraph of a name. */
  readonly fetcherOf: (subgraph: string) => SubgraphFetcher;
}

/** Compiles a plan to the function that runs it. */
export function compilePlan(plan: PlanNode, parts: PlanParts): Step {
  const isShared = createSharing(plan);
  return compile(plan);

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
    const fetcher = parts.fetcherOf(node.subgraph);
    const { schema } = parts;
    const copies = isShared(node) || node.outputRewrites.length > 0;
    return node.entities === null
      ? compileRootFetch({ node, fetcher, schema, copies })
      : compileEntityFetch({ node, entities: node.entities, fetcher, schema, copies });
  }
}

function inSequence(steps: readonly Step[]): Step {
  return async (run) => {
    for (const step of steps) await step(run);
  };
}

function inParallel(steps: readonly Step[]): Step {
  return async (run) => {
    await Promise.all(steps.map((step) => step(run)));
  };
}

function either(variable: string, then: Step | null, otherwise: Step | null): Step {
  return async (run: Run) => {
    await (run.variables[variable] === true ? then : otherwise)?.(run);
  };
}
