import {
  type FieldNode,
  type InlineFragmentNode,
  Kind,
  type NameNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** The client's field with other selections; what was decided about `@skip` and `@include` is left out. */
export function ask(node: FieldNode, selections: readonly SelectionNode[]): FieldNode {
  return { ...withoutConditions(node), selectionSet: setOf(selections) };
}

/** The client's field without `@skip` and `@include`. */
export function withoutConditions(node: FieldNode): FieldNode {
  const directives = node.directives?.filter(({ name }) => name.value !== 'skip' && name.value !== 'include');
  return directives?.length === node.directives?.length ? node : { ...node, directives: directives ?? [] };
}

/** Selections for objects of one type. */
export function askOn(typeName: string, selections: readonly SelectionNode[]): InlineFragmentNode {
  const typeCondition = { kind: Kind.NAMED_TYPE, name: nameOf(typeName) } as const;
  return { kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet: setOf(selections) };
}

/** The object's type under a name of ours. */
export function askType(key: string): FieldNode {
  return { kind: Kind.FIELD, alias: nameOf(key), name: nameOf('__typename') };
}

/** The way to an object's owner, each field of it under a name of ours. */
export function askOwner(
  [field = '', ...path]: readonly string[],
  [key = '', ...keys]: readonly string[],
): FieldNode {
  const own = { kind: Kind.FIELD, alias: nameOf(key), name: nameOf(field) } as const;
  return path.length === 0 ? own : { ...own, selectionSet: setOf([askOwner(path, keys)]) };
}

/** A selection set. */
export function setOf(selections: readonly SelectionNode[]): SelectionSetNode {
  return { kind: Kind.SELECTION_SET, selections };
}

function nameOf(value: string): NameNode {
  return { kind: Kind.NAME, value };
}
