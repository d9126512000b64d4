import {
  type ArgumentNode,
  type FragmentDefinitionNode,
  Kind,
  print,
  type SelectionSetNode,
  visit,
} from 'graphql';
import type { FetchNode, PlanNode } from '../../../../gateway/engine/planner/plan.ts';

/**
 * What a plan fetches, in no order: `subgraph path / response keys and fields` of every leaf. `__typename` and conditions on
 * types are left out: one planner asks an interface, the other each of its types.
 */
export function fetchedFields(node: PlanNode | null): string[] {
  return [...new Set(fetchesOf(node).flatMap(leavesOf))].sort();
}

function fetchesOf(node: PlanNode | null): readonly FetchNode[] {
  if (node === null) return [];
  return node.kind === 'fetch' ? [node] : node.nodes.flatMap(fetchesOf);
}

function leavesOf(fetch: FetchNode): string[] {
  const path = (fetch.entities?.path ?? [])
    .map((part) => (part.kind === 'field' ? part.key : part.kind))
    .join('.');
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const one of fetch.document.definitions)
    if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one);
  return fetch.document.definitions.flatMap((one) =>
    one.kind === Kind.OPERATION_DEFINITION ? leaves(one.selectionSet, `${fetch.subgraph} ${path}`) : [],
  );

  function leaves(set: SelectionSetNode, at: string): string[] {
    return set.selections.flatMap((selection): string[] => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(selection.name.value);
        if (fragment === undefined) throw new Error(`There is no fragment ${selection.name.value}.`);
        // What a planner shares, it shares between objects of one type.
        return leaves(fragment.selectionSet, at);
      }
      if (selection.kind === Kind.INLINE_FRAGMENT) return leaves(selection.selectionSet, at);
      if (selection.name.value === '__typename') return [];
      const { selectionSet, alias, name } = selection;
      const given = (selection.arguments ?? []).map((one) => print(inOrder(one))).sort();
      const here = `${at} / ${alias?.value ?? ''}:${name.value}(${given})`;
      return selectionSet === undefined ? [here] : leaves(selectionSet, here);
    });
  }
}

/** Planners sort the fields of input objects, or do not. */
function inOrder(argument: ArgumentNode): ArgumentNode {
  return visit(argument, {
    ObjectValue: (object) => ({
      ...object,
      fields: object.fields.toSorted((one, other) => (one.name.value < other.name.value ? -1 : 1)),
    }),
  });
}
