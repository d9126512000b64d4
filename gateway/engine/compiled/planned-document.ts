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
 * What a planner is asked to plan for a specialised operation; null: nothing of it has to be fetched. Without what the
 * gateway knows by itself (introspection, the names of root types), with `__typename` where the answer depends on
 * what an object is, and without variables that nothing reads any more.
 */
export function plannedDocument(
  definition: OperationDefinitionNode,
  selectionSet: SelectionSetNode,
  schema: GraphQLSchema,
): DocumentNode | null {
  const root = schema.getRootType(definition.operation);
  const types = new TypeInfo(schema);
  const operation: OperationDefinitionNode = { ...definition, directives: [], selectionSet };
  const asked = visit(
    operation,
    visitWithTypeInfo(types, {
      Field: (field) =>
        field.name.value.startsWith('__') && types.getParentType() === root ? null : undefined,
      SelectionSet: {
        leave(set) {
          const type = types.getParentType();
          if (type === root) return { ...set, selections: withoutEmpty(set.selections) };
          const isNeeded =
            set.selections.length === 0 || (isAbstractType(type) && hasConditions(set, type.name));
          return !isNeeded || set.selections.some(isTypename)
            ? undefined
            : { ...set, selections: [...set.selections, TYPENAME] };
        },
      },
    }),
  );
  if (asked.selectionSet.selections.length === 0) return null;
  return { kind: Kind.DOCUMENT, definitions: [withUsedVariables(asked)] };
}

function withoutEmpty(selections: readonly SelectionNode[]): SelectionNode[] {
  return selections.filter(
    (one) => one.kind !== Kind.INLINE_FRAGMENT || one.selectionSet.selections.length > 0,
  );
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
