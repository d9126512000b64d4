import {
  type FieldNode,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  type SelectionSetNode,
} from 'graphql';

/** A response key of an object: its field, and every selection set that stands behind it. */
export interface CollectedField {
  readonly key: string;
  readonly field: FieldNode;
  readonly selectionSets: readonly SelectionSetNode[];
}

/**
 * The fields that an object of a type is asked for, in the order of the answer (GraphQL October 2021, 6.3.2 and 6.3.3).
 * The selection sets are specialised: they hold no directive that leaves anything out, and no named fragment.
 */
export function collectFields(
  selectionSets: readonly SelectionSetNode[],
  type: GraphQLObjectType | GraphQLInterfaceType,
  schema: GraphQLSchema,
): CollectedField[] {
  const found = new Map<string, { field: FieldNode; selectionSets: SelectionSetNode[] }>();
  for (const set of selectionSets) collect(set);
  return [...found].map(([key, rest]) => ({ key, ...rest }));

  function collect({ selections }: SelectionSetNode): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) continue;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (applies(selection.typeCondition?.name.value)) collect(selection.selectionSet);
        continue;
      }
      const key = (selection.alias ?? selection.name).value;
      const known = found.get(key) ?? { field: selection, selectionSets: [] };
      if (selection.selectionSet) known.selectionSets.push(selection.selectionSet);
      found.set(key, known);
    }
  }

  function applies(condition: string | undefined): boolean {
    if (condition === undefined || condition === type.name) return true;
    const wanted = schema.getType(condition);
    return isAbstractType(wanted) && schema.isSubType(wanted, type);
  }
}
