import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { type Fragments, fragmentsOf } from '../../request/documents/fragments-of.ts';
import { isIncluded } from '../../request/documents/is-included.ts';

/** One operation of a document, with its fragments. */
export interface Operation {
  readonly definition: OperationDefinitionNode;
  readonly fragments: Fragments;
}

/** The operation that a request names; null: none of that name, or no single one. */
export function operationOf(document: DocumentNode, name: string | null): Operation | null {
  const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  const named = name === null ? operations : operations.filter((one) => one.name?.value === name);
  const [definition] = named;
  if (named.length !== 1 || definition === undefined) return null;
  return { definition, fragments: fragmentsOf(document) };
}

/** The variables that `@skip` and `@include` of an operation read, in order of appearance. */
export function conditionsOf({ definition, fragments }: Operation): readonly string[] {
  const names = new Set<string>();
  for (const node of [definition, ...fragments.values()])
    visit(node, {
      Directive(directive) {
        const value = isConditional(directive) ? conditionIn(directive) : undefined;
        if (value?.kind === Kind.VARIABLE) names.add(value.name.value);
      },
    });
  return [...names];
}

/**
 * The selections of an operation under given values of its conditions: no `@skip` and `@include` is left, and named
 * fragments have become inline ones. A selection set may be empty then.
 */
export function specialise(
  { definition, fragments }: Operation,
  values: Readonly<Record<string, unknown>>,
): SelectionSetNode {
  return select(definition.selectionSet);

  function select(set: SelectionSetNode): SelectionSetNode {
    return { kind: Kind.SELECTION_SET, selections: set.selections.flatMap(keep) };
  }

  function keep(selection: SelectionNode): readonly SelectionNode[] {
    if (!isIncluded(selection.directives, values)) return [];
    const directives = (selection.directives ?? []).filter((one) => !isConditional(one));
    if (selection.kind === Kind.FIELD) {
      const { selectionSet } = selection;
      return [
        {
          ...selection,
          directives,
          ...(selectionSet && { selectionSet: select(selectionSet) }),
        } as FieldNode,
      ];
    }
    const target = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
    if (target === undefined) return [];
    const { typeCondition, selectionSet } = target;
    return [
      {
        kind: Kind.INLINE_FRAGMENT,
        directives,
        ...(typeCondition && { typeCondition }),
        selectionSet: select(selectionSet),
      },
    ];
  }
}

function isConditional({ name }: DirectiveNode): boolean {
  return name.value === 'skip' || name.value === 'include';
}

function conditionIn({ arguments: given = [] }: DirectiveNode) {
  return given.find(({ name }) => name.value === 'if')?.value;
}
