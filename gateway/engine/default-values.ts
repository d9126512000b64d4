import { type OperationDefinitionNode, valueFromASTUntyped } from 'graphql';

/** The values that variables have where nobody gives any. */
export function defaultValues({
  variableDefinitions = [],
}: OperationDefinitionNode): Record<string, unknown> {
  return Object.fromEntries(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue === undefined ? [] : [[variable.name.value, valueFromASTUntyped(defaultValue)]],
    ),
  );
}
