import type {
  ConditionNode,
  DeferNode,
  FetchDataRewrite,
  QueryPlan,
  QueryPlanSelectionNode,
  SubscriptionNode,
} from '@apollo/query-planner';
import type { PathPart, PlanNode, RequiresSelection, Rewrite, RewritePart } from './plan.ts';
import type { PossibleTypes } from './possible-types.ts';
import { withToldType } from './told-types.ts';
import { type Dialect, notExecuted, translateNode } from './translate-node.ts';

const ON = '... on ';

type Other = ConditionNode | DeferNode | SubscriptionNode;

/** The steps of a plan of Apollo's planner; null: nothing to fetch. Throws what translateNode throws. */
export function translateApolloPlan({ node }: QueryPlan, possibleTypes: PossibleTypes): PlanNode | null {
  const dialect: Dialect<string | number, QueryPlanSelectionNode, FetchDataRewrite, Other> = {
    pathPart,
    requires: requiresOf,
    rewrite: (given) => rewrite(given, possibleTypes),
    fetchesOf: notExecuted,
  };
  return node === undefined ? null : translateNode(node, dialect);
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
