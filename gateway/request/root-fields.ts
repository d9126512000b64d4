import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { fragmentsOf } from './documents/fragments-of.ts';

/**
 * The fields at the root of an operation, those of its fragments included, `__typename` excluded, in document order.
 * The document is valid, so fragments exist and are not circular.
 */
export function rootFields(document: DocumentNode, operation: OperationDefinitionNode): FieldNode[] {
  const fragments = fragmentsOf(document);
  const collect = (set: SelectionSetNode | undefined): FieldNode[] =>
    (set?.selections ?? []).flatMap((selection) => {
      switch (selection.kind) {
        case Kind.FIELD:
          return selection.name.value === '__typename' ? [] : [selection];
        case Kind.INLINE_FRAGMENT:
          return collect(selection.selectionSet);
        case Kind.FRAGMENT_SPREAD:
          return collect(fragments.get(selection.name.value)?.selectionSet);
        default:
          return selection satisfies never;
      }
    });
  return collect(operation.selectionSet);
}

/** How many different results a list of root fields asks for: an alias is a second one, the same field twice is one. */
export function countResults(fields: readonly FieldNode[]): number {
  return new Set(fields.map(({ alias, name }) => (alias ?? name).value)).size;
}
