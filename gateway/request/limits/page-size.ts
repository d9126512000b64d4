import {
  type FieldNode,
  type GraphQLField,
  Kind,
  type OperationDefinitionNode,
  type ValueNode,
} from 'graphql';

/** How many rows a field asks for, and whether a variable says it. Null: it has no argument `first`. */
export interface PageSize {
  readonly rows: number | null;
  readonly byVariable: boolean;
}

const NONE: PageSize = { rows: null, byVariable: false };

/** Reads `first`: a literal, a variable, its default, or the argument's. What is no number is for validation to refuse. */
export function pageSize(
  field: FieldNode,
  definition: GraphQLField<unknown, unknown> | undefined,
  operation: OperationDefinitionNode | null,
  variables: Readonly<Record<string, unknown>>,
): PageSize {
  const argument = definition?.args.find(({ name }) => name === 'first');
  if (argument === undefined) return NONE;
  const given = field.arguments?.find(({ name }) => name.value === 'first')?.value;
  const byDefault = numberOr(argument.defaultValue, null);
  if (given?.kind !== Kind.VARIABLE) return { rows: literal(given) ?? byDefault, byVariable: false };
  const name = given.name.value;
  const definitions = operation?.variableDefinitions ?? [];
  const itsDefault = definitions.find(({ variable }) => variable.name.value === name)?.defaultValue;
  const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
  return { rows: numberOr(value, literal(itsDefault) ?? byDefault), byVariable: true };
}

function literal(value: ValueNode | undefined): number | null {
  return value?.kind === Kind.INT ? numberOr(Number(value.value), null) : null;
}

function numberOr(value: unknown, otherwise: number | null): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? Math.max(0, value) : otherwise;
}
