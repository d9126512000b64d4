import { Kind, type SelectionSetNode } from 'graphql';
import type { RequiresSelection } from '../plan.ts';
import type { GraphFacts } from './graph-facts.ts';
import { fieldName, meaningOf, type Place, slotsOf, WrongPlan } from './place.ts';

/** Objects of one type at a place. */
interface Entity {
  readonly place: Place;
  readonly type: string;
}

interface Asked {
  readonly requires: readonly RequiresSelection[];
  readonly answer: Place;
  readonly subgraph: string;
  readonly facts: GraphFacts;
}

type Told = RequiresSelection & { readonly kind: 'field' };

/** Whether entities of a type can be fetched: what their subgraph is told of them was fetched before. */
export function isTold(
  { place, type }: Entity,
  requires: readonly RequiresSelection[],
  facts: GraphFacts,
): boolean {
  const told = toldOf(type, requires, facts);
  return (
    told.length > 0 &&
    told.every((field) => field.name === '__typename' || slotOf(place, type, field) !== null)
  );
}

/** Throws WrongPlan where a rule among the fields of an answer is not told what it requires, or is told another thing. */
export function checkRules(entity: Entity, { requires, answer, subgraph, facts }: Asked): void {
  for (const { meaning, types } of answer.slots) {
    if (!types.has(entity.type)) continue;
    const name = fieldName(meaning);
    const rule = facts.field(entity.type, name, subgraph)?.requires;
    if (rule) check(rule, entity, requires, `${entity.type}.${name}`);
  }

  function check(
    rule: SelectionSetNode,
    { place, type }: Entity,
    said: readonly RequiresSelection[],
    by: string,
  ): void {
    const told = toldOf(type, said, facts);
    for (const selection of rule.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) continue;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value ?? type;
        if (facts.typesOf(condition).includes(type)) check(selection.selectionSet, { place, type }, said, by);
        continue;
      }
      const required = meaningOf(selection);
      if (required === '__typename') continue;
      const field = told.find((one) => one.name === selection.name.value);
      const value = field === undefined ? null : slotOf(place, type, field);
      if (field === undefined || value === null) throw new WrongPlan(`${by} is not told "${required}"`);
      if (value.meaning !== required)
        throw new WrongPlan(`${by} requires "${required}" and is told "${value.meaning}"`);
      if (selection.selectionSet === undefined || field.selections === null) continue;
      for (const below of value.typesBelow)
        check(selection.selectionSet, { place: value.below, type: below }, field.selections, by);
    }
  }
}

/** What is told of objects of a type. */
function toldOf(type: string, requires: readonly RequiresSelection[], facts: GraphFacts): Told[] {
  return requires.flatMap((one): Told[] => {
    if (one.kind === 'field') return [one];
    return facts.typesOf(one.type).includes(type) ? toldOf(type, one.selections, facts) : [];
  });
}

/** Where the value lies that is told: under its key, or under its name (see RequiresSelection). Null: it was not fetched. */
function slotOf(place: Place, type: string, { key, name }: Told) {
  const objects = { place, types: new Set([type]) };
  return slotsOf(objects, key)[0] ?? slotsOf(objects, name)[0] ?? null;
}
