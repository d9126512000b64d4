import { type FieldNode, Kind, parse, parseType, type SelectionSetNode, type TypeNode } from 'graphql';
import { canonical, hash } from './hash.ts';
import { type FieldModel, fieldsHolder, type Model, type ObjectModel, type SubgraphName } from './model.ts';

/** An object of the data: its type, and what its values are made from. */
export interface DataNode {
  __typename: string;
  /** An entity's position, or for other objects the place they were found at. */
  readonly key: number | string;
  /** What an entity's subgraph was sent to compute from. */
  readonly representation?: Readonly<Record<string, unknown>>;
}

/** Whether a value is an object of the data. */
export const isNode = (value: unknown): value is DataNode =>
  typeof value === 'object' && value !== null && '__typename' in value && 'key' in value;

/**
 * The value of a field, the same whoever computes it. `argsText` is the canonical JSON of its arguments; `computedFrom`
 * gives what the field requires, canonical.
 */
export function computeValue(
  model: Model,
  field: FieldModel,
  node: DataNode,
  argsText: string,
  computedFrom: (selection: string) => string,
): unknown {
  if (field.identity !== null) return field.identity(node.key);
  if (field.finds !== null) return findById(model, field.finds, argsText);
  const inputs = field.requires === null ? '' : computedFrom(field.requires);
  const place = `${field.on}:${node.key}.${field.name}${argsText}${inputs}`;
  return make(parsedType(field.type), place, field.isThere);

  function make(type: TypeNode, at: string, isThere: boolean): unknown {
    const luck = hash(model.seed, at, 'null') % 100;
    if (type.kind === Kind.NON_NULL_TYPE) {
      if (field.isRogue && luck < 12) return null;
      return make(type.type, at, true);
    }
    if (!isThere && luck < 11) return null;
    if (type.kind === Kind.LIST_TYPE) {
      const length = hash(model.seed, at, 'length') % 4;
      return Array.from({ length }, (_, index) => make(type.type, `${at}[${index}]`, false));
    }
    return makeNamed(type.name.value, at);
  }

  function makeNamed(name: string, at: string): unknown {
    const number = hash(model.seed, at);
    const type = model.types.get(name);
    if (type?.kind === 'enum') {
      const known = everywhere(field, (subgraph) => type.in.get(subgraph) ?? []);
      const shown = known.filter((value) => field.isRogue || !type.hidden.includes(value));
      return shown[number % shown.length] ?? null;
    }
    if (type?.kind === 'union' || type?.kind === 'interface') {
      const members =
        type.kind === 'interface'
          ? type.members
          : everywhere(field, (subgraph) => type.in.get(subgraph) ?? []);
      const member = members[number % members.length];
      return member === undefined ? null : nodeOf(model, member, number, at);
    }
    if (type?.kind === 'object') return nodeOf(model, name, number, at);
    return scalar(name, number);
  }
}

/** Null: there is none, or no id was given. */
function findById(model: Model, name: string, argsText: string): DataNode | null {
  const [id = null] = Object.values(JSON.parse(argsText));
  const type = model.types.get(name) as ObjectModel;
  const idOf = type.fields.get('id')?.identity ?? (() => undefined);
  const keys = Array.from({ length: type.count ?? 0 }, (_, key) => key).filter((key) => idOf(key) === id);
  return keys.map((key) => ({ __typename: name, key }))[0] ?? null;
}

function nodeOf(model: Model, name: string, number: number, at: string): DataNode {
  const type = model.types.get(name) as ObjectModel;
  if (type.count === null) return { __typename: name, key: at };
  // Members of an entity interface share its numbers: each has its own share of them.
  const shared = [...model.types.values()].find(
    (other) => other.kind === 'interface' && other.keys.size > 0 && other.members.includes(name),
  );
  const index = (number >>> 8) % type.count;
  if (shared?.kind !== 'interface') return { __typename: name, key: index };
  return { __typename: name, key: index * shared.members.length + shared.members.indexOf(name) };
}

function everywhere(field: FieldModel, of: (subgraph: SubgraphName) => readonly string[]): string[] {
  const resolvers = [...field.in]
    .filter(([, { use }]) => use !== 'external')
    .map(([subgraph]) => of(subgraph));
  const [first = [], ...others] = resolvers;
  return first.filter((value) => others.every((values) => values.includes(value)));
}

const strings = ['', 'plain', '离校', 'a "b" \\ \u2028', 'null', '0', '__typename'];
const documents = [
  { __typename: 'Nobody', id: 1, f0: [null, { f1: 'x' }] },
  [],
  'text',
  { _entities: [1] },
  [[{ f0: 1.5 }]],
];

function scalar(name: string, number: number): unknown {
  if (name === 'Int') return number % 29 === 0 ? -2147483648 : number % 1000;
  if (name === 'Float') return number % 5 === 0 ? 1e21 : (number % 1000) / 8;
  if (name === 'Boolean') return number % 2 === 0;
  if (name === 'ID') return number % 2 === 0 ? String(number % 100) : `x${number % 100}`;
  if (name === 'Json') return documents[number % documents.length];
  return `${strings[number % strings.length]}${number % 3 === 0 ? number % 50 : ''}`;
}

const types = new Map<string, TypeNode>();
function parsedType(text: string): TypeNode {
  const known = types.get(text) ?? parseType(text);
  types.set(text, known);
  return known;
}

const selections = new Map<string, SelectionSetNode>();
/** A field set as directives have them: `id owner { id }`. */
export function parseFieldSet(text: string): SelectionSetNode {
  const known = selections.get(text);
  if (known !== undefined) return known;
  const [definition] = parse(`{ ${text} }`).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`"${text}" is no field set.`);
  selections.set(text, definition.selectionSet);
  return definition.selectionSet;
}

/** The data of a node under a field set, as a representation has them. */
export function projectNode(model: Model, value: unknown, set: SelectionSetNode): unknown {
  if (Array.isArray(value)) return value.map((item) => projectNode(model, item, set));
  if (!isNode(value)) return value ?? null;
  const found: Record<string, unknown> = {};
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      found[selection.name.value] = projectField(model, value, selection);
    } else if (
      selection.kind === Kind.INLINE_FRAGMENT &&
      applies(model, selection.typeCondition?.name.value, value)
    ) {
      Object.assign(found, projectNode(model, value, selection.selectionSet));
    }
  }
  return found;
}

function projectField(model: Model, node: DataNode, selection: FieldNode): unknown {
  const name = selection.name.value;
  if (name === '__typename') return node.__typename;
  const field = fieldsHolder(model, node.__typename)?.fields.get(name);
  if (field === undefined) throw new Error(`${node.__typename} has no field ${name}.`);
  const value = truth(model, field, node, canonical(literalArgs(selection)));
  return selection.selectionSet ? projectNode(model, value, selection.selectionSet) : value;
}

/** The value of a field as one server over all data would compute it. */
export function truth(model: Model, field: FieldModel, node: DataNode, argsText: string): unknown {
  return computeValue(model, field, node, argsText, (selection) =>
    canonical(projectNode(model, node, parseFieldSet(selection))),
  );
}

/** A representation cut down to a field set, in the same shape as {@link projectNode} gives it. */
export function projectJson(model: Model, value: unknown, set: SelectionSetNode): unknown {
  if (Array.isArray(value)) return value.map((item) => projectJson(model, item, set));
  if (typeof value !== 'object' || value === null) return value ?? null;
  const record = value as Record<string, unknown>;
  const found: Record<string, unknown> = {};
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      const inner = record[selection.name.value];
      if (inner === undefined) throw new Error(`A representation is without ${selection.name.value}.`);
      found[selection.name.value] = selection.selectionSet
        ? projectJson(model, inner, selection.selectionSet)
        : inner;
    } else if (
      selection.kind === Kind.INLINE_FRAGMENT &&
      applies(model, selection.typeCondition?.name.value, record as { __typename?: unknown })
    ) {
      Object.assign(found, projectJson(model, value, selection.selectionSet));
    }
  }
  return found;
}

function applies(
  model: Model,
  condition: string | undefined,
  { __typename }: { __typename?: unknown },
): boolean {
  if (condition === undefined || condition === __typename) return true;
  const type = model.types.get(condition);
  return type?.kind === 'interface' && type.members.includes(String(__typename));
}

/** Arguments of requirements are numbers, strings and enum values only. */
function literalArgs(selection: FieldNode): Record<string, unknown> {
  return Object.fromEntries(
    (selection.arguments ?? []).map(({ name, value }) => {
      if (value.kind === Kind.INT) return [name.value, Number(value.value)];
      if (value.kind === Kind.STRING || value.kind === Kind.ENUM) return [name.value, value.value];
      throw new Error(`Arguments of a requirement are not ${value.kind}.`);
    }),
  );
}
