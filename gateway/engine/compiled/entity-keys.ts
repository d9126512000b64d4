import {
  type ConstDirectiveNode,
  type GraphQLSchema,
  isEnumType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
} from 'graphql';

/** The fields of a key; null behind a leaf. */
export type KeyTree = ReadonlyMap<string, KeyTree | null>;

/** The keys of a type in one subgraph. */
export type KeysOf = (typename: string) => readonly KeyTree[];

/** Reads `@join__type(graph:, key:)` of a supergraph's schema. */
export function createKeysOf(schema: GraphQLSchema, subgraph: string): KeysOf {
  const graph = graphOf(schema, subgraph);
  const known = new Map<string, readonly KeyTree[]>();
  return (typename) => {
    const found = known.get(typename) ?? readKeys(typename);
    known.set(typename, found);
    return found;
  };

  function readKeys(typename: string): readonly KeyTree[] {
    const type = schema.getType(typename);
    if (!isObjectType(type) && !isInterfaceType(type)) return [];
    return (type.astNode?.directives ?? [])
      .filter((one) => one.name.value === 'join__type' && argumentOf(one, 'graph') === graph)
      .flatMap((one) => argumentOf(one, 'key') ?? [])
      .map(parseKey);
  }
}

/** The value of `join__Graph` that stands for a subgraph. */
function graphOf(schema: GraphQLSchema, subgraph: string): string | null {
  const graphs = schema.getType('join__Graph');
  const found = (isEnumType(graphs) ? graphs.getValues() : []).find(({ astNode }) =>
    astNode?.directives?.some(
      (one) => one.name.value === 'join__graph' && argumentOf(one, 'name') === subgraph,
    ),
  );
  return found?.name ?? null;
}

function argumentOf({ arguments: given = [] }: ConstDirectiveNode, name: string): string | null {
  const value = given.find((one) => one.name.value === name)?.value;
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : null;
}

function parseKey(fields: string): KeyTree {
  const [definition] = parse(`{${fields}}`, { noLocation: true }).definitions;
  return definition?.kind === Kind.OPERATION_DEFINITION ? treeOf(definition.selectionSet) : new Map();
}

function treeOf({ selections }: SelectionSetNode): KeyTree {
  return new Map(
    selections.flatMap((one): [string, KeyTree | null][] => {
      if (one.kind === Kind.FIELD)
        return [[one.name.value, one.selectionSet ? treeOf(one.selectionSet) : null]];
      return one.kind === Kind.INLINE_FRAGMENT ? [...treeOf(one.selectionSet)] : [];
    }),
  );
}
