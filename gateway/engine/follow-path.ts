import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { type Fragments, fragmentsOf } from '../request/documents/fragments-of.ts';

/** A place in an answer, by response keys and list indices. */
export type Path = readonly (string | number)[];

/** Where a response path leads in a document. */
export interface Followed {
  /** How many leading parts of the path the document asks for. */
  readonly depth: number;
  /**
   * The fields of the last response key among them: several where the document asks for it more than once, or of
   * different types. None where it asks for no part.
   */
  readonly fields: readonly FieldNode[];
}

/**
 * How response paths lead through one operation of a document; null stands for its only one. What an object is is not known:
 * fragments on every type are gone into.
 *
 * @param isAsked leaves selections out; left out: none
 */
export function createFollowPath(
  document: DocumentNode,
  operationName: string | null,
  isAsked: (selection: SelectionNode) => boolean = () => true,
): (path: Path) => Followed {
  const operation = document.definitions.find(
    (definition): definition is OperationDefinitionNode =>
      definition.kind === Kind.OPERATION_DEFINITION &&
      (operationName === null || definition.name?.value === operationName),
  );
  const fragments = fragmentsOf(document);
  return (path) => {
    let fields: readonly FieldNode[] = [];
    let sets = operation === undefined ? [] : [operation.selectionSet];
    for (const [depth, part] of path.entries()) {
      if (typeof part === 'number') continue;
      const next = sets.flatMap((set) => fieldsFor(part, set, fragments, isAsked));
      if (next.length === 0) return { depth, fields };
      fields = next;
      sets = next.flatMap((field) => field.selectionSet ?? []);
    }
    return { depth: path.length, fields };
  };
}

function fieldsFor(
  key: string,
  { selections }: SelectionSetNode,
  fragments: Fragments,
  isAsked: (selection: SelectionNode) => boolean,
): FieldNode[] {
  return selections.filter(isAsked).flatMap((selection): readonly FieldNode[] => {
    if (selection.kind === Kind.FIELD)
      return (selection.alias ?? selection.name).value === key ? [selection] : [];
    const inside = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
    return inside === undefined ? [] : fieldsFor(key, inside.selectionSet, fragments, isAsked);
  });
}
