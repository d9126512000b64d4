import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Operation } from './specialise.ts';

/** Answers `__schema` and `__type` of an operation, by the client's response keys. */
export type Introspect = (variables: Readonly<Record<string, unknown>>) => ExecutionResult;

/** From the client's own operation; null: it asks for neither. The gateway knows these by itself. */
export function compileIntrospection(operation: Operation, schema: GraphQLSchema): Introspect | null {
  const { definition, fragments } = operation;
  if (definition.operation !== 'query') return null;
  const selectionSet = onlyIntrospection(definition.selectionSet);
  if (selectionSet.selections.length === 0) return null;
  const document: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [{ ...definition, selectionSet }, ...fragments.values()],
  };
  return (variableValues) => execute({ schema, document, variableValues }) as ExecutionResult;

  function onlyIntrospection(set: SelectionSetNode): SelectionSetNode {
    const selections = set.selections.flatMap((selection): SelectionNode[] => {
      if (selection.kind === Kind.FIELD) return isIntrospection(selection.name.value) ? [selection] : [];
      const target =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      const inner = target && onlyIntrospection(target.selectionSet);
      if (inner === undefined || inner.selections.length === 0) return [];
      const { directives = [] } = selection;
      return [{ kind: Kind.INLINE_FRAGMENT, directives, selectionSet: inner }];
    });
    return { kind: Kind.SELECTION_SET, selections };
  }
}

/** Whether a root field is about the schema. */
export function isIntrospection(name: string): boolean {
  return name === '__schema' || name === '__type';
}
