import {
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  Kind,
} from 'graphql';

/**
 * A root field that finds an entity by its key (`@lookup` in the SDL), so that whoever knows the key need not wait for it
 * before asking others about the same entity.
 */
export interface Lookup {
  /** Of the query type. */
  readonly field: string;
  readonly argument: string;
  /** The type that it answers, and the field of its key. */
  readonly type: string;
  readonly key: string;
  /** Whether the viewer's own number stands where the argument is left out. */
  readonly isViewers: boolean;
}

/** The lookups that a supergraph declares, by field name. */
export type Lookups = ReadonlyMap<string, Lookup>;

/**
 * Reads `@lookup(argument:, key:, viewers:)` of the query type's fields. One that provides something (`@provides`) is waited
 * for: its entity alone cannot be asked for that.
 */
export function lookupsOf(schema: GraphQLSchema): Lookups {
  const fields = Object.values(schema.getQueryType()?.getFields() ?? {});
  return new Map(
    fields.flatMap(({ name, type, astNode }): [string, Lookup][] => {
      const declared = astNode?.directives?.find((one) => one.name.value === 'lookup');
      const found = getNamedType(type);
      if (declared === undefined || !isObjectType(found) || provides(astNode)) return [];
      const argument = textOf(declared, 'argument');
      const key = textOf(declared, 'key');
      if (argument === null || key === null) return [];
      const isViewers = isTrue(declared, 'viewers');
      return [[name, { field: name, argument, type: found.name, key, isViewers }]];
    }),
  );
}

function provides(node: FieldDefinitionNode | null | undefined): boolean {
  const joins = node?.directives?.filter(({ name }) => name.value === 'join__field') ?? [];
  return joins.some((one) => given(one, 'provides') !== undefined);
}

function given({ arguments: all = [] }: ConstDirectiveNode, name: string) {
  return all.find((one) => one.name.value === name)?.value;
}

function textOf(directive: ConstDirectiveNode, name: string): string | null {
  const value = given(directive, name);
  return value?.kind === Kind.STRING ? value.value : null;
}

function isTrue(directive: ConstDirectiveNode, name: string): boolean {
  const value = given(directive, name);
  return value?.kind === Kind.BOOLEAN && value.value;
}
