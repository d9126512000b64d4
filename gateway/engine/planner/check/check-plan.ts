import { type DocumentNode, Kind, type SelectionSetNode } from 'graphql';
import { fragmentsOf } from '../../../request/documents/fragments-of.ts';
import { onlyOperation } from '../fetch-node.ts';
import type { PlanNode } from '../plan.ts';
import type { GraphFacts } from './graph-facts.ts';
import { fieldName, meaningOf, type Objects, restrict, slotsOf, WrongPlan } from './place.ts';
import { playFetch } from './play-fetch.ts';

/**
 * Plays a plan through on paper: null where it fetches all that the document selects and tells every rule what it requires, else
 * what is wrong with it. Planners do make such plans, and their answers would have nulls without errors, or a verdict made
 * of another question's answer. What depends on data is not seen: an object that a subgraph does not know, a null.
 *
 * @param node null: nothing is fetched
 * @param document of one operation, its conditions settled
 */
export function checkPlan(node: PlanNode | null, document: DocumentNode, facts: GraphFacts): string | null {
  const { operation, selectionSet } = onlyOperation(document);
  const root: Objects = { place: { slots: [] }, types: new Set([facts.rootType(operation)]) };
  const fragments = fragmentsOf(document);
  try {
    if (node !== null) play(node, root, facts);
    cover(selectionSet, root);
    return null;
  } catch (error) {
    if (error instanceof WrongPlan) return error.message;
    throw error;
  }

  function cover(set: SelectionSetNode, objects: Objects): void {
    for (const selection of set.selections) {
      if (selection.kind !== Kind.FIELD) {
        const fragment =
          selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
        const condition = fragment?.typeCondition?.name.value;
        const within = condition === undefined ? [objects] : restrict(objects, facts.typesOf(condition));
        if (fragment !== undefined) for (const one of within) cover(fragment.selectionSet, one);
        continue;
      }
      const key = (selection.alias ?? selection.name).value;
      const visible = new Set([...objects.types].filter(facts.isVisible));
      // What an object is called is known where it can be one thing only.
      if (selection.name.value === '__typename' && visible.size < 2) continue;
      const slots = slotsOf({ place: objects.place, types: visible }, key);
      const missing = slots.reduce<ReadonlySet<string>>((rest, { types }) => rest.difference(types), visible);
      if (missing.size > 0)
        throw new WrongPlan(`nobody is asked for "${meaningOf(selection)}" of ${[...missing].join(', ')}`);
      for (const { meaning, below, typesBelow } of slots) {
        // Planners may write arguments in a way of their own.
        if (fieldName(meaning) !== selection.name.value)
          throw new WrongPlan(`"${meaning}" would stand for "${meaningOf(selection)}"`);
        if (selection.selectionSet !== undefined)
          cover(selection.selectionSet, { place: below, types: typesBelow });
      }
    }
  }
}

function play(node: PlanNode, root: Objects, facts: GraphFacts): void {
  if (node.kind === 'fetch') {
    playFetch(node, root, facts);
    return;
  }
  for (const one of node.nodes) play(one, root, facts);
}
