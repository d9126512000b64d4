import { Kind, print, visit } from 'graphql';
import type { FetchNode, PlanNode, RequiresSelection } from './plan.ts';

/** What the Hive router's planner calls a field that a rule requires beside one of the same name with other arguments. */
const INTERNAL = '_internal_qp_alias_';

/**
 * Throws where a name of the planner's own means different things in one plan and a rule reads it. Then some rule reads what
 * another one asked for: the planner numbers these names anew for each object, but gives every fetch of a rule the
 * number that it had on one of them. Apollo's planner is no better at this, so nobody can plan such an operation.
 */
export function refuseMixedRules(plan: PlanNode | null): void {
  const fetches = plan === null ? [] : fetchesOf(plan);
  if (!fetches.some(({ entities }) => entities !== null && readsInternal(entities.requires))) return;
  const meanings = new Map<string, string>();
  for (const { document } of fetches)
    visit(document, {
      Field({ alias, name, arguments: given = [] }) {
        if (alias === undefined || !alias.value.startsWith(INTERNAL)) return;
        const meaning = print({ kind: Kind.FIELD, name, arguments: given });
        if ((meanings.get(alias.value) ?? meaning) !== meaning)
          throw new Error(
            `Several rules require "${name.value}" with different arguments in this operation; ask for them apart.`,
          );
        meanings.set(alias.value, meaning);
      },
    });
}

function readsInternal(selections: readonly RequiresSelection[]): boolean {
  return selections.some(
    (selection) =>
      (selection.kind === 'field' && selection.key.startsWith(INTERNAL)) ||
      readsInternal(selection.selections ?? []),
  );
}

function fetchesOf(node: PlanNode): readonly FetchNode[] {
  if (node.kind === 'fetch') return [node];
  const inner = node.kind === 'condition' ? [node.then, node.otherwise] : node.nodes;
  return inner.flatMap((one) => (one === null ? [] : fetchesOf(one)));
}
