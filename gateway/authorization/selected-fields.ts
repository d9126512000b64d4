import {
  type DirectiveNode,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { Fragments } from '../request/documents/fragments-of.ts';

/** What selections of one operation are read with. */
export interface SelectionScope {
  readonly schema: GraphQLSchema;
  readonly fragments: Fragments;
  /** The operation's variables, coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * The fields that selection sets ask of an object of one type, by response key in document order; those that `@skip` or
 * `@include` take out, and fragments on other types, are not among them.
 *
 * @see https://spec.graphql.org/October2021/#CollectFields()
 */
export function selectedFields(
  scope: SelectionScope,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
): Map<string, FieldNode[]> {
  const found = new Map<string, FieldNode[]>();
  const visited = new Set<string>();
  for (const set of sets) collect(set);
  return found;

  function collect(set: SelectionSetNode): void {
    for (const selection of set.selections) {
      if (!isIncluded(selection.directives, scope.variables)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value;
        const same = found.get(key);
        if (same) same.push(selection);
        else found.set(key, [selection]);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (applies(selection.typeCondition?.name.value)) collect(selection.selectionSet);
      } else if (!visited.has(selection.name.value)) {
        visited.add(selection.name.value);
        const fragment = scope.fragments.get(selection.name.value);
        if (fragment && applies(fragment.typeCondition.name.value)) collect(fragment.selectionSet);
      }
    }
  }

  function applies(condition: string | undefined): boolean {
    if (condition === undefined || condition === type.name) return true;
    const wanted = scope.schema.getType(condition);
    return wanted !== undefined && isAbstractType(wanted) && scope.schema.isSubType(wanted, type);
  }
}

function isIncluded(
  directives: readonly DirectiveNode[] = [],
  variables: Readonly<Record<string, unknown>>,
): boolean {
  return directives.every(({ name, arguments: given }) => {
    if (name.value !== 'skip' && name.value !== 'include') return true;
    const value = given?.find((argument) => argument.name.value === 'if')?.value;
    const holds =
      value?.kind === Kind.VARIABLE
        ? variables[value.name.value] === true
        : value?.kind === Kind.BOOLEAN && value.value;
    return name.value === 'skip' ? !holds : holds;
  });
}
