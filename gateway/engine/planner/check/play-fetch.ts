import { type FieldNode, Kind, type SelectionSetNode } from 'graphql';
import { fragmentsOf } from '../../../request/documents/fragments-of.ts';
import { onlyOperation } from '../fetch-node.ts';
import type { FetchNode } from '../plan.ts';
import { checkRules, isTold } from './check-rules.ts';
import type { GraphFacts } from './graph-facts.ts';
import {
  addSlot,
  follow,
  meaningOf,
  type Objects,
  type Place,
  restrict,
  type Slot,
  WrongPlan,
} from './place.ts';
import { applyRename } from './rename-slot.ts';

/** What is at hand on objects: nothing, what a representation told, or what the subgraph provides of external fields. */
type AtHand = 'nothing' | 'told' | 'provided';

/**
 * Writes down what a fetch brings to the objects that it adds to. Throws WrongPlan where the subgraph does not resolve what it is
 * asked, where its rules are not told what they require, and where two things would share a response key.
 */
export function playFetch(fetch: FetchNode, root: Objects, facts: GraphFacts): void {
  const { subgraph, document, entities, outputRewrites, at = [] } = fetch;
  const fragments = fragmentsOf(document);
  const { selectionSet: asked } = onlyOperation(document);
  if (entities === null) {
    for (const objects of follow([root], at)) take(objects, asked, 'nothing');
    return;
  }
  const selected = entitySelection(asked);
  for (const { place, types } of follow([root], entities.path)) {
    const told = [...types].filter((type) => isTold({ place, type }, entities.requires, facts));
    if (told.length === 0) continue;
    const answer = take({ place, types: new Set(told) }, selected, 'told');
    for (const type of told)
      checkRules({ place, type }, { requires: entities.requires, answer, subgraph, facts });
  }

  function take(objects: Objects, set: SelectionSetNode, atHand: AtHand): Place {
    const answer: Place = { slots: [] };
    walk(set, { place: answer, types: objects.types }, atHand);
    for (const rewrite of outputRewrites) applyRename({ place: answer, types: objects.types }, rewrite);
    for (const slot of answer.slots) addSlot(objects.place, slot);
    return answer;
  }

  function walk(set: SelectionSetNode, objects: Objects, atHand: AtHand): void {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        addSlot(objects.place, slotOf(selection, objects.types, atHand));
        continue;
      }
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      if (fragment === undefined) throw new WrongPlan('a fragment is missing');
      const condition = fragment.typeCondition?.name.value;
      const within = condition === undefined ? [objects] : restrict(objects, facts.typesOf(condition));
      for (const one of within) walk(fragment.selectionSet, one, atHand);
    }
  }

  function slotOf(field: FieldNode, types: ReadonlySet<string>, atHand: AtHand): Slot {
    const name = field.name.value;
    const known = [...types].flatMap((type) => facts.field(type, name, subgraph) ?? []);
    const isOfKey = [...types].some((type) => facts.isOfKey(type, name, subgraph));
    const isElsewhere = known.length > 0 && known.every(({ isExternal }) => isExternal);
    if (isElsewhere && !isOfKey && atHand !== 'provided')
      throw new WrongPlan(`${subgraph} is asked for "${name}", which it does not resolve`);
    if (atHand === 'nothing' && known.some(({ requires }) => requires !== null))
      throw new WrongPlan(`${subgraph} is asked for "${name}" without what it requires`);
    if (field.selectionSet === undefined && known.some(({ type }) => facts.isComposite(type)))
      throw new WrongPlan(`${subgraph} is asked for nothing of "${name}"`);
    const below: Place = { slots: [] };
    const typesBelow = new Set(known.flatMap(({ type }) => facts.possibleTypes(type, subgraph)));
    if (field.selectionSet !== undefined)
      walk(
        field.selectionSet,
        { place: below, types: typesBelow },
        atHand === 'provided' || isOfKey || known.some(({ provides }) => provides) ? 'provided' : 'nothing',
      );
    const key = (field.alias ?? field.name).value;
    return { key, types, meaning: meaningOf(field), below, typesBelow };
  }
}

function entitySelection({ selections: [field] }: SelectionSetNode): SelectionSetNode {
  if (field?.kind === Kind.FIELD && field.selectionSet !== undefined) return field.selectionSet;
  throw new WrongPlan('a fetch of entities asks for none');
}
