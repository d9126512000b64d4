import {
  type GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  type TypeNode,
} from 'graphql';

type Values = Readonly<Record<string, unknown>>;

/** Variables as the specification reads them, or what is wrong with them. */
export type Coerced =
  | { readonly kind: 'fine'; readonly variables: Record<string, unknown> }
  | { readonly kind: 'wrong'; readonly errors: readonly GraphQLError[] };

/** Reads the variables that a client sent. */
export type Coerce = (values: Values) => Coerced;

/** A variable whose values are taken as they are where they are of this kind. */
interface Plain {
  readonly name: string;
  readonly takes: 'string' | 'boolean';
  readonly mayBeNull: boolean;
}

const takenAsTheyAre = new Map([
  ['ID', 'string'],
  ['String', 'string'],
  ['Boolean', 'boolean'],
] as const);

/**
 * Compiles how the variables of an operation are read (GraphQL October 2021, 6.1.2). Texts and truth values, which is all
 * that most operations have, are looked at and taken; whatever is anything else is for graphql-js to read.
 */
export function compileCoercion(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
): Coerce {
  if (variableDefinitions.length === 0) return () => ({ kind: 'fine', variables: {} });
  const plain = variableDefinitions.flatMap(({ variable, type, defaultValue }): Plain[] => {
    const takes = defaultValue === undefined ? takenOf(type) : undefined;
    return takes === undefined
      ? []
      : [{ name: variable.name.value, takes, mayBeNull: type.kind !== Kind.NON_NULL_TYPE }];
  });
  const readAll: Coerce = (values) => {
    const { coerced, errors } = getVariableValues(schema, variableDefinitions, values);
    return errors === undefined ? { kind: 'fine', variables: coerced } : { kind: 'wrong', errors };
  };
  if (plain.length < variableDefinitions.length) return readAll;
  return (values) => {
    const variables = takeAll(plain, values);
    return variables === null ? readAll(values) : { kind: 'fine', variables };
  };
}

function takenOf(type: TypeNode): Plain['takes'] | undefined {
  const named = type.kind === Kind.NON_NULL_TYPE ? type.type : type;
  return named.kind === Kind.NAMED_TYPE
    ? takenAsTheyAre.get(named.name.value as 'ID' | 'String' | 'Boolean')
    : undefined;
}

/** Null: something must be looked at more closely. */
function takeAll(plain: readonly Plain[], values: Values): Record<string, unknown> | null {
  const taken: Record<string, unknown> = {};
  for (const { name, takes, mayBeNull } of plain) {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (typeof value === takes || (value === null && mayBeNull)) taken[name] = value;
    else if (value !== undefined || !mayBeNull || Object.hasOwn(values, name)) return null;
  }
  return taken;
}
