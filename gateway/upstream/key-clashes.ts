import { type DocumentNode, type FieldNode, Kind, type SelectionSetNode } from 'graphql';
import { fragmentsOf } from '../request/documents/fragments-of.ts';

/** The type of a field, as the subgraph has it; null: not known. */
export type TypeOf = (typename: string, field: string) => string | null;

/**
 * Whether a fetch of entities can ask a type for one more field under its own name. Fields of several types stand beside
 * each other under one name only where they are of one type (GraphQL October 2021, 5.3.2): `id: ID!` and `id: Int!` do not.
 */
export function mayAsk(document: DocumentNode, typename: string, field: string, typeOf: TypeOf): boolean {
  const wanted = typeOf(typename, field);
  return fieldsUnder(field, document).every(
    ([on, { name }]) => (on === typename && name.value === field) || typeOf(on, name.value) === wanted,
  );
}

/** What a fetch asks of its entities under a response key, and on which type. */
function fieldsUnder(key: string, document: DocumentNode): [on: string, field: FieldNode][] {
  const fragments = fragmentsOf(document);
  const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  const entities = operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet.selections : [];
  return entities.flatMap((one) =>
    one.kind === Kind.FIELD && one.selectionSet ? inside(one.selectionSet, '_Entity') : [],
  );

  function inside({ selections }: SelectionSetNode, on: string): [string, FieldNode][] {
    return selections.flatMap((one): [string, FieldNode][] => {
      if (one.kind === Kind.FIELD) return (one.alias ?? one.name).value === key ? [[on, one]] : [];
      const fragment = one.kind === Kind.INLINE_FRAGMENT ? one : fragments.get(one.name.value);
      return fragment ? inside(fragment.selectionSet, fragment.typeCondition?.name.value ?? on) : [];
    });
  }
}
