import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/**
 * What a planner is asked to plan for a specialised operation; null: nothing of it has to be fetched. Without a name, what the
 * gateway knows by itself (introspection, the names of root types), fragments around fields of the root and variables that
 * nothing reads any more; with `__typename` where the answer depends on what an object is, and where nothing else is left
 * of one, as there may be none.
 */
export function plannedDocument(
  { name: _name, ...definition }: OperationDefinitionNode,
  selectionSet: SelectionSetNode,
  schema: GraphQLSchema,
): DocumentNode | null {
  const selections = rootSelections(selectionSet);
  if (selections.length === 0) return null;
  const root = schema.getRootType(definition.operation);
  const types = new TypeInfo(schema);
  const operation = { ...definition, directives: [], selectionSet: { ...selectionSet, selections } };
  const asked = visit(
    operation,
    visitWithTypeInfo(types, {
      // A field below the root may answer the root type.
      Field: (field) =>
        field.name.value.startsWith('__') && types.getParentType() === root ? null : undefined,
      SelectionSet: {
        leave(set) {
          const type = types.getParentType();
          const isNeeded =
            set.selections.length === 0 || (isAbstractType(type) && hasConditions(set, type.name));
          return !isNeeded || set.selections.some(isTypename)
            ? undefined
            : { ...set, selections: [...set.selections, TYPENAME] };
        },
      },
    }),
  );
  return { kind: Kind.DOCUMENT, definitions: [withUsedVariables(asked)] };
}

/** The fields of the root that are fetched; in a fragment only where a directive stands on it. */
function rootSelections({ selections }: SelectionSetNode): SelectionNode[] {
  return selections.flatMap((selection): readonly SelectionNode[] => {
    if (selection.kind === Kind.FIELD) return selection.name.value.startsWith('__') ? [] : [selection];
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
    const inner = rootSelections(selection.selectionSet);
    if ((selection.directives ?? []).length === 0 || inner.length === 0) return inner;
    const { typeCondition: _always, ...fragment } = selection;
    return [{ ...fragment, selectionSet: { kind: Kind.SELECTION_SET, selections: inner } }];
  });
}

/** Whether the answer depends on what an object is: by a type condition, or because it is asked under another name. */
function hasConditions({ selections }: SelectionSetNode, type: string): boolean {
  return selections.some((one) => {
    if (one.kind === Kind.FIELD) return one.name.value === '__typename';
    return one.kind === Kind.INLINE_FRAGMENT && (one.typeCondition?.name.value ?? type) !== type;
  });
}

function isTypename(selection: SelectionNode): boolean {
  return (
    selection.kind === Kind.FIELD && selection.name.value === '__typename' && selection.alias === undefined
  );
}

function withUsedVariables(operation: OperationDefinitionNode): OperationDefinitionNode {
  const used = new Set<string>();
  visit(operation.selectionSet, { Variable: ({ name }) => void used.add(name.value) });
  const variableDefinitions = operation.variableDefinitions?.filter(({ variable }) =>
    used.has(variable.name.value),
  );
  return { ...operation, ...(variableDefinitions && { variableDefinitions }) };
}
