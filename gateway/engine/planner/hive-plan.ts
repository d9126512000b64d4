import type {
  BatchFetchNode,
  ConditionNode,
  DeferNode,
  FetchNodePathSegment,
  FetchRewrite,
  FlattenNodePathSegment,
  RequiresSelection as HiveRequires,
  QueryPlan,
  SubscriptionNode,
} from '@graphql-hive/router-query-planner';
import { splitBatch } from './hive-batch.ts';
import type { PathPart, PlanNode, RequiresSelection, Rewrite, RewritePart } from './plan.ts';
import type { PossibleTypes } from './possible-types.ts';
import { withToldType } from './told-types.ts';
import { type Dialect, notExecuted, translateNode } from './translate-node.ts';

type Other = BatchFetchNode | ConditionNode | DeferNode | SubscriptionNode;

/** The steps of a plan of the Hive router's planner; null: nothing to fetch. Throws what translateNode throws. */
export function translateHivePlan({ node }: QueryPlan, possibleTypes: PossibleTypes): PlanNode | null {
  const dialect: Dialect<FlattenNodePathSegment, HiveRequires, FetchRewrite, Other> = {
    pathPart,
    requires: requiresOf,
    rewrite: (given) => rewrite(given, possibleTypes),
    fetchesOf: (other) => (other.kind === 'BatchFetch' ? splitBatch(other) : notExecuted(other)),
  };
  return node === undefined ? null : translateNode(node, dialect);
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
