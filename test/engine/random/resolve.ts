import { type GraphQLFieldResolver, type GraphQLTypeResolver, Kind, type SelectionSetNode } from 'graphql';
import { canonical } from './hash.ts';
import { type FieldModel, fieldsHolder, type Model, type SubgraphName } from './model.ts';
import {
  computeValue,
  type DataNode,
  isNode,
  parseFieldSet,
  projectJson,
  projectNode,
  truth,
} from './values.ts';

/** What one execution shares. `subgraph` null: one server over everything. */
export interface Run {
  readonly model: Model;
  readonly subgraph: SubgraphName | null;
  /** Mutations so far, over all subgraphs. */
  readonly done: { count: number };
}

type Resolve = GraphQLFieldResolver<unknown, Run>;

/** The value of any field of any type, in a subgraph as well as in the monolith. */
export const resolveField: Resolve = (source, args, run, info) => {
  const { model, subgraph } = run;
  const parent = info.parentType.name;
  const isRoot = parent === 'Query' || parent === 'Mutation';
  const node = isRoot ? rootNode(parent, run) : (source as DataNode);
  const field = fieldsHolder(model, parent)?.fields.get(info.fieldName);
  if (field === undefined) throw new Error(`There is no ${parent}.${info.fieldName}.`);
  const argsText = canonical(args);
  if (subgraph === null) return forClient(truth(model, field, node, argsText));
  return forSubgraph(field, node, argsText, run, subgraph);
};

/** Mutations see how many came before: their order shows in what they answer. */
function rootNode(parent: string, { done }: Run): DataNode {
  return { __typename: parent, key: parent === 'Mutation' ? `${++done.count}` : '' };
}

function forSubgraph(
  field: FieldModel,
  node: DataNode,
  argsText: string,
  run: Run,
  subgraph: SubgraphName,
): unknown {
  const { model } = run;
  const use = field.in.get(subgraph)?.use;
  if (use === 'lies') return null;
  if (use === 'external')
    throw new Error(`${subgraph} was asked for the external ${field.on}.${field.name}.`);
  if (use === 'provides') return forClient(truth(model, field, node, argsText));
  const value = computeValue(model, field, node, argsText, (selection) => {
    const required = parseFieldSet(selection);
    if (node.representation !== undefined)
      return canonical(projectJson(model, node.representation, required));
    // What the subgraph provides is at hand for a rule on the same object.
    if (isProvided(model, field.on, required, subgraph)) return canonical(projectNode(model, node, required));
    throw new Error(`${field.on}.${field.name} was asked of ${subgraph} without what it requires.`);
  });
  return forClient(value, model, subgraph);
}

function isProvided(
  model: Model,
  on: string,
  { selections }: SelectionSetNode,
  subgraph: SubgraphName,
): boolean {
  const fields = fieldsHolder(model, on)?.fields;
  return selections.every(
    (one) => one.kind === Kind.FIELD && fields?.get(one.name.value)?.in.get(subgraph)?.use === 'provides',
  );
}

/** Copies, because servers write into what they are given; members of an interface object are of its type there. */
function forClient(value: unknown, model?: Model, subgraph?: SubgraphName): unknown {
  if (Array.isArray(value)) return value.map((item) => forClient(item, model, subgraph));
  if (!isNode(value)) return value;
  const own = { ...value };
  for (const type of model?.types.values() ?? []) {
    if (type.kind !== 'interface' || subgraph === undefined) continue;
    if (type.in.get(subgraph)?.isObject && type.members.includes(own.__typename)) own.__typename = type.name;
  }
  return own;
}

/** The concrete type of an object of the data. */
export const resolveType: GraphQLTypeResolver<unknown, Run> = (value) => (value as DataNode).__typename;

/** Finds the entity that a representation names by a key of the subgraph; null: there is none. */
export function findEntity(
  model: Model,
  subgraph: SubgraphName,
  typeName: string,
  representation: Readonly<Record<string, unknown>>,
): DataNode | null {
  const holder = fieldsHolder(model, typeName);
  if (holder === undefined) return null;
  const isInterface = holder.kind === 'interface';
  const members = isInterface ? holder.members : [typeName];
  for (const member of members) {
    const type = model.types.get(member);
    if (type?.kind !== 'object' || type.count === null) continue;
    for (let index = 0; index < type.count * 4; index++) {
      if (!isMember(model, member, index, type.count)) continue;
      const node: DataNode = { __typename: member, key: index, representation };
      if (!(holder.keys.get(subgraph) ?? []).some((key) => fits(model, node, key, representation))) continue;
      const isObject = isInterface && holder.in.get(subgraph)?.isObject;
      return isObject ? { ...node, __typename: typeName } : node;
    }
  }
  return null;
}

function isMember(model: Model, member: string, index: number, count: number): boolean {
  for (const type of model.types.values()) {
    if (type.kind !== 'interface' || type.keys.size === 0 || !type.members.includes(member)) continue;
    const place = type.members.indexOf(member);
    return index < count * type.members.length && index % type.members.length === place;
  }
  return index < count;
}

function fits(
  model: Model,
  node: DataNode,
  key: string,
  representation: Readonly<Record<string, unknown>>,
): boolean {
  const set = parseFieldSet(key);
  try {
    const wanted = projectNode(model, node, set) as Record<string, unknown>;
    if (Object.values(wanted).every((value) => value === null)) return false;
    return canonical(wanted) === canonical(projectJson(model, representation, set));
  } catch {
    return false;
  }
}
