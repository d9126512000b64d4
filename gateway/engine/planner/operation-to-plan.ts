import {
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { type Fragments, fragmentsOf } from '../../request/documents/fragments-of.ts';

const INTROSPECTION = new Set(['__typename', '__schema', '__type']);
const TYPENAME = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } } as const;

/** What planners are given: a document of one operation. */
export interface OperationToPlan {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

/**
 * The part of a document that subgraphs can answer: the chosen operation without a name, without what the executor answers
 * itself (`__typename`, `__schema` and `__type` of the root), without what is skipped whatever the variables, and with the
 * fragments that are left. Null: nothing is left to fetch. Planners disagree about all of these, or refuse them.
 * Throws a sentence where the operation is not in the document or is a subscription.
 */
export function operationToPlan(
  document: DocumentNode,
  operationName: string | null,
): OperationToPlan | null {
  const chosen = chooseOperation(document, operationName);
  const fragments = fragmentsOf(document);
  const selections = rootSelections(chosen.selectionSet, fragments);
  if (selections.length === 0) return null;
  const { name: _name, directives: _directives, ...unnamed } = chosen;
  const operation = { ...unnamed, selectionSet: { ...chosen.selectionSet, selections } };
  const definitions = [operation, ...usedFragments(operation.selectionSet, fragments)];
  return { operation, document: { kind: Kind.DOCUMENT, definitions } };
}

function chooseOperation(document: DocumentNode, operationName: string | null): OperationDefinitionNode {
  const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  const [chosen, another] =
    operationName === null ? operations : operations.filter(({ name }) => name?.value === operationName);
  if (chosen === undefined || another !== undefined)
    throw new Error(
      operationName === null
        ? 'The document does not hold exactly one operation; name the one that is meant.'
        : `The document holds no operation called "${operationName}".`,
    );
  if (chosen.operation === 'subscription') throw new Error('Subscriptions are not planned.');
  return chosen;
}

/** Spreads of the root become inline fragments, so that what they share with other places can stay. */
function rootSelections(set: SelectionSetNode, fragments: Fragments): SelectionNode[] {
  return set.selections.flatMap((selection): SelectionNode[] => {
    const directives = openDirectives(selection.directives);
    if (directives === 'skipped') return [];
    if (selection.kind === Kind.FIELD)
      return INTROSPECTION.has(selection.name.value) ? [] : [reduceField({ ...selection, directives })];
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
    if (fragment === undefined) return [];
    const selections = rootSelections(fragment.selectionSet, fragments);
    if (selections.length === 0) return [];
    if (directives.length === 0) return selections;
    return [
      { kind: Kind.INLINE_FRAGMENT, directives, selectionSet: { kind: Kind.SELECTION_SET, selections } },
    ];
  });
}

function reduceField<T extends SelectionNode & { kind: Kind.FIELD }>(field: T): T {
  if (field.selectionSet === undefined) return field;
  return { ...field, selectionSet: reduceSet(field.selectionSet) };
}

/** Nothing left: the object is still asked for, as there may be none. */
function reduceSet(set: SelectionSetNode): SelectionSetNode {
  const selections = reduceSelections(set);
  return { ...set, selections: selections.length > 0 ? selections : [TYPENAME] };
}

function reduceSelections(set: SelectionSetNode): SelectionNode[] {
  return set.selections.flatMap((selection): SelectionNode[] => {
    const directives = openDirectives(selection.directives);
    if (directives === 'skipped') return [];
    if (selection.kind === Kind.FIELD) return [reduceField({ ...selection, directives })];
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [{ ...selection, directives }];
    const selections = reduceSelections(selection.selectionSet);
    return selections.length === 0
      ? []
      : [{ ...selection, directives, selectionSet: { ...selection.selectionSet, selections } }];
  });
}

/** The directives whose outcome is open; `skipped` where one of them leaves the selection out for any variables. */
function openDirectives(directives: readonly DirectiveNode[] = []): readonly DirectiveNode[] | 'skipped' {
  const open: DirectiveNode[] = [];
  for (const directive of directives) {
    const value = directive.arguments?.find(({ name }) => name.value === 'if')?.value;
    if (value?.kind !== Kind.BOOLEAN) open.push(directive);
    else if (value.value === (directive.name.value === 'skip')) return 'skipped';
  }
  return open;
}

function usedFragments(root: SelectionSetNode, fragments: Fragments): FragmentDefinitionNode[] {
  const used = new Map<string, FragmentDefinitionNode>();
  const add = (set: SelectionSetNode | undefined): void => {
    for (const selection of set?.selections ?? []) {
      if (selection.kind !== Kind.FRAGMENT_SPREAD) {
        add(selection.selectionSet);
        continue;
      }
      const fragment = fragments.get(selection.name.value);
      if (fragment === undefined || used.has(selection.name.value)) continue;
      const reduced = { ...fragment, selectionSet: reduceSet(fragment.selectionSet) };
      used.set(selection.name.value, reduced);
      add(reduced.selectionSet);
    }
  };
  add(root);
  return [...used.values()];
}
