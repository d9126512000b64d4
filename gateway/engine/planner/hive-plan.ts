import type {
  FetchNodePathSegment,
  FetchRewrite,
  FlattenNodePathSegment,
  FetchNode as HiveFetch,
  PlanNode as HiveNode,
  QueryPlan as HivePlan,
  RequiresSelection as HiveRequires,
} from '@graphql-hive/router-query-planner';
import { parse } from 'graphql';
import { createFetchNode } from './fetch-node.ts';
import { splitBatch } from './hive-batch.ts';
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

/**
 * A plan of the Hive router's planner as one of ours. Throws a sentence where it holds what was not asked for (`@defer`,
 * subscriptions), or what this planner's documentation does not name.
 */
export function translateHivePlan(plan: HivePlan, possibleTypes: PossibleTypes): QueryPlan {
  return { node: plan.node === undefined ? null : translate(plan.node, [], possibleTypes) };
}

function translate(node: HiveNode, path: readonly PathPart[], possibleTypes: PossibleTypes): PlanNode | null {
  const inner = (one: HiveNode | undefined) => (one ? translate(one, path, possibleTypes) : null);
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
    case 'BatchFetch':
      return inParallel(
        splitBatch(node).flatMap(({ fetch, paths }) =>
          paths.map((parts) => translateFetch(fetch, pathOf(parts.map(pathPart)), possibleTypes)),
        ),
      );
    case 'Defer':
    case 'Subscription':
      throw new Error(`The planner made a ${node.kind} node; @defer and subscriptions are not executed.`);
    default:
      node satisfies never;
      throw new Error(`The planner made a node of an unknown kind: ${JSON.stringify(node)}.`);
  }
}

function translateFetch(fetch: HiveFetch, path: readonly PathPart[], possibleTypes: PossibleTypes): PlanNode {
  const rewrites = (given: readonly FetchRewrite[] = []) => given.map((one) => rewrite(one, possibleTypes));
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

/** In this planner a field of a representation is named by where its value lies; its alias, if any, is the name it is sent by. */
function requiresOf(selections: readonly HiveRequires[]): RequiresSelection[] {
  return selections.map((selection): RequiresSelection => {
    if (selection.kind === 'InlineFragment')
      return { kind: 'on', type: selection.typeCondition, selections: requiresOf(selection.selections) };
    if (selection.kind !== 'Field')
      throw new Error(`The planner requires a selection of an unknown kind: ${selection.kind}.`);
    const { name, alias, selections: inner = [] } = selection;
    return {
      kind: 'field',
      name: alias ?? name,
      key: name,
      selections: inner.length > 0 ? withToldType(requiresOf(inner)) : null,
    };
  });
}

function pathPart(segment: FlattenNodePathSegment): PathPart {
  if (segment === '@') return { kind: 'list' };
  if ('Field' in segment) return { kind: 'field', key: segment.Field };
  if ('TypeCondition' in segment) return { kind: 'types', names: segment.TypeCondition };
  throw new Error(`The planner made a path with an unknown part: ${JSON.stringify(segment)}.`);
}

/** Some versions name the kind beside the fields of a rewrite instead of around them. */
function rewrite(given: FetchRewrite, possibleTypes: PossibleTypes): Rewrite {
  if ('KeyRenamer' in given) {
    const { path, renameKeyTo } = given.KeyRenamer;
    return { kind: 'rename', path: rewritePath(path, possibleTypes), to: renameKeyTo };
  }
  const setter = 'ValueSetter' in given ? given.ValueSetter : given;
  if ('renameKeyTo' in setter)
    return { kind: 'rename', path: rewritePath(setter.path, possibleTypes), to: String(setter.renameKeyTo) };
  if ('setValueTo' in setter)
    return { kind: 'set', path: rewritePath(setter.path, possibleTypes), value: setter.setValueTo };
  throw new Error(`The planner made a rewrite of an unknown kind: ${JSON.stringify(given)}.`);
}

function rewritePath(path: readonly FetchNodePathSegment[], possibleTypes: PossibleTypes): RewritePart[] {
  return path.map((segment): RewritePart => {
    if ('Key' in segment) return { kind: 'key', key: segment.Key };
    return { kind: 'types', names: [...new Set(segment.TypenameEquals.flatMap(possibleTypes))] };
  });
}
