import { parse } from 'graphql';
import { createFetchNode } from './fetch-node.ts';
import { pathOf } from './path.ts';
import type { EntityFetch, FetchNode, PathPart, PlanNode, RequiresSelection, Rewrite } from './plan.ts';
import { inParallel, inSequence } from './steps.ts';

/** A fetch as planners write it; what they require and rewrite each writes in a way of its own. */
export interface RawFetch<Requires, RawRewrite> {
  readonly kind: 'Fetch';
  readonly serviceName: string;
  readonly operation: string;
  /** Left out: a fetch of root fields. */
  readonly requires?: readonly Requires[];
  readonly inputRewrites?: readonly RawRewrite[];
  readonly outputRewrites?: readonly RawRewrite[];
  readonly contextRewrites?: readonly unknown[];
}

/** A step as planners write it; `Other`: what not all of them have. */
export type RawNode<Part, Requires, RawRewrite, Other> =
  | {
      readonly kind: 'Sequence' | 'Parallel';
      readonly nodes: readonly RawNode<Part, Requires, RawRewrite, Other>[];
    }
  | {
      readonly kind: 'Flatten';
      readonly path: readonly Part[];
      readonly node: RawNode<Part, Requires, RawRewrite, Other>;
    }
  | RawFetch<Requires, RawRewrite>
  | Other;

/** How one planner writes; each function throws a sentence where something is unknown here. */
export interface Dialect<Part, Requires, RawRewrite, Other> {
  readonly pathPart: (part: Part) => PathPart;
  readonly requires: (selections: readonly Requires[]) => RequiresSelection[];
  readonly rewrite: (given: RawRewrite) => Rewrite;
  /** The fetches at once, with their paths from the root, that a node of this planner's own stands for. */
  readonly fetchesOf: (
    node: Other,
  ) => readonly { readonly fetch: RawFetch<Requires, RawRewrite>; readonly path: readonly Part[] }[];
}

/**
 * A planner's step as one of ours; null: nothing to do. Throws a sentence where it holds what was not asked for (`@defer`,
 * subscriptions, `@fromContext`, conditions: they are settled before planning) or what is unknown here.
 */
export function translateNode<Part, Requires, RawRewrite, Other extends { readonly kind: OtherKind }>(
  node: RawNode<Part, Requires, RawRewrite, Other>,
  dialect: Dialect<Part, Requires, RawRewrite, Other>,
  path: readonly PathPart[] = [],
): PlanNode | null {
  const inner = (one: typeof node) => translateNode(one, dialect, path);
  switch (node.kind) {
    case 'Sequence':
      return inSequence(node.nodes.map(inner));
    case 'Parallel':
      return inParallel(node.nodes.map(inner));
    case 'Flatten':
      return translateNode(node.node, dialect, pathOf([...path, ...node.path.map(dialect.pathPart)]));
    case 'Fetch':
      return translateFetch(node, dialect, path);
    default:
      return inParallel(
        dialect
          .fetchesOf(node)
          .map(({ fetch, path: parts }) =>
            translateFetch(fetch, dialect, pathOf(parts.map(dialect.pathPart))),
          ),
      );
  }
}

/** The kinds of nodes that not all planners have. */
export type OtherKind = 'BatchFetch' | 'Condition' | 'Defer' | 'Subscription';

/** Throws what is said of a node that no step of ours stands for. */
export function notExecuted({ kind }: { readonly kind: string }): never {
  throw new Error(`The planner made a ${kind} node, which is not executed.`);
}

function translateFetch<Part, Requires, RawRewrite, Other>(
  fetch: RawFetch<Requires, RawRewrite>,
  { requires, rewrite }: Dialect<Part, Requires, RawRewrite, Other>,
  path: readonly PathPart[],
): FetchNode {
  if (fetch.contextRewrites !== undefined && fetch.contextRewrites.length > 0)
    throw new Error('Arguments from a context (@fromContext) are not supported.');
  const rewrites = (given: readonly RawRewrite[] = []) => given.map(rewrite);
  const entities: EntityFetch | null =
    fetch.requires === undefined
      ? null
      : { path, requires: requires(fetch.requires), inputRewrites: rewrites(fetch.inputRewrites) };
  return createFetchNode({
    subgraph: fetch.serviceName,
    document: parse(fetch.operation, { noLocation: true }),
    entities,
    outputRewrites: rewrites(fetch.outputRewrites),
    at: entities === null ? path : [],
  });
}
