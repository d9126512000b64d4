import type {
  FetchNode as ApolloFetch,
  PlanNode as ApolloNode,
  QueryPlan as ApolloPlan,
  FetchDataRewrite,
  QueryPlanSelectionNode,
} from '@apollo/query-planner';
import { parse } from 'graphql';
import { createFetchNode } from './fetch-node.ts';
import { pathOf } from './path.ts';
import type {
  EntityFetch,
  PathPart,
  PlanNode,
  QueryPlan,
  RequiresSelection,
  Rewrite,
  RewritePart,
} from './plan.ts';
import type { PossibleTypes } from './possible-types.ts';
import { inParallel, inSequence } from './steps.ts';
import { withToldType } from './told-types.ts';

const ON = '... on ';

/**
 * A plan of Apollo's planner as one of ours. Throws a sentence where it holds what was not asked for (`@defer`,
 * subscriptions, `@fromContext`) or what is unknown here.
 */
export function translateApolloPlan(plan: ApolloPlan, possibleTypes: PossibleTypes): QueryPlan {
  const { node } = plan;
  if (node === undefined) return { node: null };
  if (node.kind === 'Subscription') throw new Error('Subscriptions are not planned.');
  return { node: translate(node, [], possibleTypes) };
}

function translate(
  node: ApolloNode,
  path: readonly PathPart[],
  possibleTypes: PossibleTypes,
): PlanNode | null {
  const inner = (one: ApolloNode | undefined) => (one ? translate(one, path, possibleTypes) : null);
  switch (node.kind) {
    case 'Sequence':
      return inSequence(node.nodes.map(inner));
    case 'Parallel':
      return inParallel(node.nodes.map(inner));
    case 'Flatten':
      return translate(node.node, pathOf([...path, ...node.path.map(pathPart)]), possibleTypes);
    case 'Condition': {
      const then = inner(node.ifClause);
      const otherwise = inner(node.elseClause);
      if (then === null && otherwise === null) return null;
      return { kind: 'condition', variable: node.condition, then, otherwise };
    }
    case 'Fetch':
      return translateFetch(node, path, possibleTypes);
    case 'Defer':
      throw new Error('The planner made a Defer node; @defer is not executed.');
    default:
      node satisfies never;
      throw new Error(`The planner made a node of an unknown kind: ${JSON.stringify(node)}.`);
  }
}

function translateFetch(
  fetch: ApolloFetch,
  path: readonly PathPart[],
  possibleTypes: PossibleTypes,
): PlanNode {
  if (fetch.contextRewrites !== undefined && fetch.contextRewrites.length > 0)
    throw new Error('Arguments from a context (@fromContext) are not supported.');
  const rewrites = (given: readonly FetchDataRewrite[] = []) =>
    given.map((one) => rewrite(one, possibleTypes));
  const entities: EntityFetch | null =
    fetch.requires === undefined
      ? null
      : { path, requires: requiresOf(fetch.requires), inputRewrites: rewrites(fetch.inputRewrites) };
  return createFetchNode({
    subgraph: fetch.serviceName,
    document: parse(fetch.operation, { noLocation: true }),
    entities,
    outputRewrites: rewrites(fetch.outputRewrites),
    at: entities === null ? path : [],
  });
}

function requiresOf(selections: readonly QueryPlanSelectionNode[]): RequiresSelection[] {
  return selections.flatMap((selection): RequiresSelection[] => {
    if (selection.kind === 'InlineFragment') {
      const inner = requiresOf(selection.selections);
      return selection.typeCondition === undefined
        ? inner
        : [{ kind: 'on', type: selection.typeCondition, selections: inner }];
    }
    const key = selection.alias ?? selection.name;
    const selected = selection.selections;
    return [
      {
        kind: 'field',
        name: key,
        key,
        selections: selected === undefined ? null : withToldType(requiresOf(selected)),
      },
    ];
  });
}

function pathPart(part: string | number): PathPart {
  if (part === '@') return { kind: 'list' };
  if (typeof part === 'string') return { kind: 'field', key: part };
  throw new Error(`The planner made a path with an unknown part: ${part}.`);
}

function rewrite(given: FetchDataRewrite, possibleTypes: PossibleTypes): Rewrite {
  const path = given.path.map(
    (part): RewritePart =>
      part.startsWith(ON)
        ? { kind: 'types', names: possibleTypes(part.slice(ON.length)) }
        : { kind: 'key', key: part },
  );
  switch (given.kind) {
    case 'ValueSetter':
      return { kind: 'set', path, value: given.setValueTo };
    case 'KeyRenamer':
      return { kind: 'rename', path, to: given.renameKeyTo };
    default:
      given satisfies never;
      throw new Error(`The planner made a rewrite of an unknown kind: ${JSON.stringify(given)}.`);
  }
}
