import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  isEnumType,
  isInterfaceType,
  isObjectType,
  Kind,
  print,
  type SelectionNode,
} from 'graphql';
import { mayAsk, type TypeOf } from './key-clashes.ts';
import type { Representation } from './settle-answer.ts';

/** A planned fetch that also asks whom each entity is about. */
export interface KeyedFetch {
  readonly document: DocumentNode;
  readonly query: string;
  /** Key fields that are asked for, by the type name of the representation; no entry: none can be. */
  readonly keys: ReadonlyMap<string, readonly string[]>;
}

/** Adds the keys to a fetch of entities; the same document as long as nothing is added for further types. */
export type AskKeys = (
  fetch: Pick<KeyedFetch, 'document' | 'query'>,
  representations: readonly Representation[],
) => KeyedFetch;

/**
 * Makes a subgraph say whom each of its entities is about.
 *
 * `_entities` answers by position alone: a department that mixes up the order, or answers from another student's cache,
 * would be shown under the wrong name. So the key by which an entity was asked for is asked back, for comparing.
 * Nested keys are not, nor is one that cannot stand beside another type's of the same name.
 *
 * @param schema the supergraph's, with its `join__` directives
 */
export function createAskKeys(schema: GraphQLSchema, subgraph: string): AskKeys {
  const graph = joinNameOf(schema, subgraph);
  const typeOf: TypeOf = (typename, field) => typeIn(schema, graph, typename, field);
  const known = new WeakMap<DocumentNode, KeyedFetch>();
  return (fetch, representations) => {
    let keyed = known.get(fetch.document) ?? { ...fetch, keys: new Map() };
    let last: unknown;
    for (const representation of representations) {
      if (representation.__typename === last) continue;
      last = representation.__typename;
      const typename = String(last);
      if (keyed.keys.has(typename)) continue;
      const { document } = keyed;
      const fields = keysOf(schema, graph, typename).filter(
        (field) => isScalar(representation[field]) && mayAsk(document, typename, field, typeOf),
      );
      keyed = addKeys(keyed, typename, fields);
      known.set(fetch.document, keyed);
    }
    return keyed;
  };
}

/** The value of `join__Graph` that stands for a subgraph; null: the schema is no supergraph. */
function joinNameOf(schema: GraphQLSchema, subgraph: string): string | null {
  const graphs = schema.getType('join__Graph');
  const values = isEnumType(graphs) ? graphs.getValues() : [];
  const found = values.find(({ astNode }) =>
    astNode?.directives?.some(
      (one) => one.name.value === 'join__graph' && argument(one, 'name') === subgraph,
    ),
  );
  return found?.name ?? null;
}

function keysOf(schema: GraphQLSchema, graph: string | null, typename: string): string[] {
  const type = schema.getType(typename);
  if (graph === null || (!isObjectType(type) && !isInterfaceType(type))) return [];
  const keys = (type.astNode?.directives ?? [])
    .filter((one) => one.name.value === 'join__type' && argument(one, 'graph') === graph)
    .flatMap((one) => argument(one, 'key') ?? [])
    .filter((key) => /^[\w\s,]+$/.test(key));
  return [...new Set(keys.flatMap((key) => key.split(/[\s,]+/).filter(Boolean)))].sort();
}

/** The supergraph's type of a field may be another than the subgraph's. */
function typeIn(schema: GraphQLSchema, graph: string | null, typename: string, field: string): string | null {
  const type = schema.getType(typename);
  const found = isObjectType(type) || isInterfaceType(type) ? type.getFields()[field] : undefined;
  if (found === undefined) return null;
  const joined = found.astNode?.directives?.find(
    (one) => one.name.value === 'join__field' && argument(one, 'graph') === graph,
  );
  return (joined && argument(joined, 'type')) ?? String(found.type);
}

function argument({ arguments: given = [] }: ConstDirectiveNode, name: string): string | null {
  const value = given.find((one) => one.name.value === name)?.value;
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : null;
}

function isScalar(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function addKeys({ document, query, keys }: KeyedFetch, typename: string, fields: string[]): KeyedFetch {
  const more = new Map(keys).set(typename, fields);
  if (fields.length === 0) return { document, query, keys: more };
  const asking: SelectionNode = {
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: typename } },
    selectionSet: { kind: Kind.SELECTION_SET, selections: fields.map(fieldOf) },
  };
  const definitions = document.definitions.map((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return definition;
    const selections = definition.selectionSet.selections.map((field) =>
      field.kind === Kind.FIELD && field.name.value === '_entities' ? withSelection(field, asking) : field,
    );
    return { ...definition, selectionSet: { kind: Kind.SELECTION_SET as const, selections } };
  });
  const asked: DocumentNode = { kind: Kind.DOCUMENT, definitions };
  return { document: asked, query: print(asked), keys: more };
}

function withSelection(field: FieldNode, selection: SelectionNode): FieldNode {
  const selections = [...(field.selectionSet?.selections ?? []), selection];
  return { ...field, selectionSet: { kind: Kind.SELECTION_SET, selections } };
}

function fieldOf(name: string): FieldNode {
  return { kind: Kind.FIELD, name: { kind: Kind.NAME, value: name } };
}
