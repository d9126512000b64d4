import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type FieldDefinitionNode,
  Kind,
  type OperationTypeNode,
  parse,
  type SelectionSetNode,
  type TypeNode,
} from 'graphql';
import { parseSupergraph } from '../../../supergraph/parsed-supergraph.ts';

/** What a subgraph has of a field. */
export interface FieldInSubgraph {
  /** The named type that it answers there. */
  readonly type: string;
  /** Declared, but resolved elsewhere. */
  readonly isExternal: boolean;
  /** Parts of what it answers are resolved there although they are external. */
  readonly provides: boolean;
  /** What its rule has to be told. */
  readonly requires: SelectionSetNode | null;
}

/** What a supergraph says of who resolves what. Subgraphs are named as `join__graph(name:)` names them. */
export interface GraphFacts {
  rootType(operation: OperationTypeNode): string;
  /** Whether clients may meet objects of this type. */
  isVisible(objectType: string): boolean;
  /** Whether it has fields or members, so that something must be selected of it. */
  isComposite(type: string): boolean;
  /** The name itself, and where it is abstract all object types that belong to it. */
  typesOf(type: string): readonly string[];
  /** What objects may turn out to be that a subgraph answers as this type; of an interface object nobody knows more than its name. */
  possibleTypes(type: string, subgraph: string): readonly string[];
  /** Undefined: the type has no such field. */
  field(type: string, name: string, subgraph: string): FieldInSubgraph | undefined;
  /** Whether the field is part of a key by which the subgraph knows the type. */
  isOfKey(type: string, name: string, subgraph: string): boolean;
}

interface TypeFacts {
  readonly isObject: boolean;
  readonly isHidden: boolean;
  readonly fields: ReadonlyMap<string, FieldDefinitionNode>;
  /** By subgraph; empty: all of them. */
  readonly keys: ReadonlyMap<string, ReadonlySet<string>>;
  readonly interfaceObjectIn: ReadonlySet<string>;
}

/** Reads the facts of a supergraph. */
export function readGraphFacts(supergraphSdl: string): GraphFacts {
  const { definitions } = parseSupergraph(supergraphSdl);
  const names = subgraphNames(definitions);
  const nameOf = (directive: ConstDirectiveNode) => names.get(argument(directive, 'graph') ?? '') ?? '';
  const types = new Map<string, TypeFacts>();
  const members = new Map<string, Set<string>>();
  const membersIn = new Map<string, Set<string>>();
  const roots = new Map<string, string>();
  for (const definition of definitions) readDefinition(definition);
  const fields = new Map<string, FieldInSubgraph | undefined>();
  const typesOf = (type: string) => [type, ...(members.get(type) ?? [])];

  return {
    rootType: (operation) => roots.get(operation) ?? operation,
    isVisible: (type) => types.get(type)?.isObject === true && !types.get(type)?.isHidden,
    isComposite: (type) => types.has(type),
    typesOf,
    possibleTypes(type, subgraph) {
      const known = types.get(type);
      if (known === undefined || known.isObject) return [type];
      if (known.interfaceObjectIn.has(subgraph)) return typesOf(type);
      return [...(membersIn.get(`${type} ${subgraph}`) ?? typesOf(type))];
    },
    field(type, name, subgraph) {
      const at = `${type}.${name} ${subgraph}`;
      if (!fields.has(at)) fields.set(at, readField(type, name, subgraph));
      return fields.get(at);
    },
    isOfKey: (type, name, subgraph) => types.get(type)?.keys.get(subgraph)?.has(name) === true,
  };

  function readDefinition(definition: DefinitionNode): void {
    if (definition.kind === Kind.SCHEMA_DEFINITION) {
      for (const { operation, type } of definition.operationTypes) roots.set(operation, type.name.value);
      return;
    }
    const isObject = definition.kind === Kind.OBJECT_TYPE_DEFINITION;
    const isUnion = definition.kind === Kind.UNION_TYPE_DEFINITION;
    if (!isObject && !isUnion && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) return;
    const name = definition.name.value;
    const keys = new Map<string, Set<string>>();
    const interfaceObjectIn = new Set<string>();
    for (const directive of definition.directives ?? []) {
      const subgraph = nameOf(directive);
      if (directive.name.value === 'join__type') {
        if (argument(directive, 'isInterfaceObject') === 'true') interfaceObjectIn.add(subgraph);
        for (const field of fieldNames(argument(directive, 'key'))) gather(keys, subgraph, field);
      }
      if (directive.name.value === 'join__implements')
        belong(argument(directive, 'interface'), name, subgraph, isObject);
      if (directive.name.value === 'join__unionMember')
        belong(name, argument(directive, 'member'), subgraph, true);
    }
    if (isObject) for (const one of definition.interfaces ?? []) gather(members, one.name.value, name);
    if (isUnion) for (const one of definition.types ?? []) gather(members, name, one.name.value);
    const own = isUnion ? [] : (definition.fields ?? []);
    const isHidden = (definition.directives ?? []).some((one) => one.name.value === 'inaccessible');
    types.set(name, {
      isObject,
      isHidden,
      fields: new Map(own.map((field) => [field.name.value, field])),
      keys,
      interfaceObjectIn,
    });
  }

  function belong(abstract: string | null, member: string | null, subgraph: string, isObject: boolean): void {
    if (isObject && abstract !== null && member !== null)
      gather(membersIn, `${abstract} ${subgraph}`, member);
  }

  function readField(type: string, name: string, subgraph: string): FieldInSubgraph | undefined {
    const field = types.get(type)?.fields.get(name);
    if (field === undefined) return undefined;
    const said = field.directives?.find(
      (one) => one.name.value === 'join__field' && nameOf(one) === subgraph,
    );
    const of = (key: string) => (said === undefined ? null : argument(said, key));
    const requires = of('requires');
    return {
      type: of('type')?.replace(/[[\]!]/g, '') ?? namedType(field.type),
      isExternal: of('external') === 'true',
      provides: of('provides') !== null,
      requires: requires === null ? null : selectionSet(requires),
    };
  }
}

function subgraphNames(definitions: readonly DefinitionNode[]): Map<string, string> {
  const graphs = definitions.find(
    (one) => one.kind === Kind.ENUM_TYPE_DEFINITION && one.name.value === 'join__Graph',
  );
  if (graphs?.kind !== Kind.ENUM_TYPE_DEFINITION) return new Map();
  return new Map(
    graphs.values?.map(({ name, directives }) => {
      const said = directives?.find((one) => one.name.value === 'join__graph');
      return [name.value, (said && argument(said, 'name')) ?? name.value];
    }),
  );
}

/** An argument's text. Null: it is not given. */
function argument({ arguments: given }: ConstDirectiveNode, name: string): string | null {
  const value = given?.find((one) => one.name.value === name)?.value;
  if (value?.kind === Kind.STRING || value?.kind === Kind.ENUM) return value.value;
  return value?.kind === Kind.BOOLEAN ? String(value.value) : null;
}

function gather(groups: Map<string, Set<string>>, name: string, member: string): void {
  const group = groups.get(name);
  if (group === undefined) groups.set(name, new Set([member]));
  else group.add(member);
}

function fieldNames(key: string | null): string[] {
  if (key === null) return [];
  return selectionSet(key).selections.flatMap((one) => (one.kind === Kind.FIELD ? [one.name.value] : []));
}

function selectionSet(fields: string): SelectionSetNode {
  const [definition] = parse(`{${fields}}`, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`These are no fields: ${fields}`);
  return definition.selectionSet;
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}
