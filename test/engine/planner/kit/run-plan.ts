import { type DocumentNode, execute, type GraphQLSchema, isAbstractType, isObjectType } from 'graphql';
import type {
  FetchNode,
  PathPart,
  PlanNode,
  RequiresSelection,
  Rewrite,
  RewritePart,
} from '../../../../gateway/engine/planner/plan.ts';
import type { Lab, Thing } from './lab.ts';

/** A plan carried out in the plainest way: the answer, and each request as `subgraph query`. */
export interface Run {
  readonly data: unknown;
  readonly requests: readonly string[];
}

/** Carries out a plan of `document` over a lab, one fetch after another. Rejects where a subgraph does or the answer has an error. */
export async function runPlan(
  lab: Lab,
  plan: PlanNode | null,
  document: DocumentNode,
  variables: Thing,
): Promise<Run> {
  const session = lab.begin();
  const data: Thing = {};
  const requests: string[] = [];
  await run(plan);
  const completed = await execute({
    schema: lab.apiSchema,
    document,
    variableValues: variables,
    rootValue: data,
    fieldResolver: (source: Thing, _args, _context, { path }) => source[path.key],
    typeResolver: (value, _context, { schema }, type) => {
      const { __typename: name } = value as Thing;
      // Nothing was selected that depends on the type where none is known, or an interface object's only: any will do.
      const isKnown = typeof name === 'string' && isObjectType(schema.getType(name));
      return isKnown ? name : schema.getPossibleTypes(type)[0]?.name;
    },
  });
  if (completed.errors !== undefined) throw completed.errors[0];
  return { data: completed.data, requests };

  async function run(node: PlanNode | null): Promise<void> {
    if (node === null) return;
    if (node.kind === 'fetch') return fetch(node);
    // What is planned to go at the same time must not mind any order.
    for (const one of node.kind === 'parallel' ? [...node.nodes].reverse() : node.nodes) await run(one);
  }

  async function fetch(node: FetchNode): Promise<void> {
    const { subgraph, document: asked, entities, outputRewrites, variables: names, at = [] } = node;
    const sent = Object.fromEntries(
      names.filter((name) => name in variables).map((name) => [name, variables[name]]),
    );
    if (entities === null) {
      requests.push(`${subgraph} ${node.query}`);
      const answer = plain(await session.ask(subgraph, asked, sent));
      for (const rewrite of outputRewrites) apply(rewrite, rewrite.path, answer);
      for (const object of objectsAt([data], at)) merge(object, plain(answer));
      return;
    }
    const objects: Thing[] = [];
    const representations: Thing[] = [];
    for (const object of objectsAt([data], entities.path)) {
      const representation = represent(object, entities.requires, lab.apiSchema);
      if (representation?.__typename === undefined) continue;
      for (const rewrite of entities.inputRewrites) apply(rewrite, rewrite.path, representation);
      objects.push(object);
      representations.push(representation);
    }
    if (objects.length === 0) return;
    requests.push(`${subgraph} ${node.query}`);
    const answer = plain(await session.ask(subgraph, asked, { ...sent, representations }));
    for (const [index, entity] of (answer._entities as (Thing | null)[]).entries()) {
      const object = objects[index];
      if (entity === null || object === undefined) continue;
      for (const rewrite of outputRewrites) apply(rewrite, rewrite.path, entity);
      merge(object, entity);
    }
  }
}

function plain(value: Thing): Thing {
  return JSON.parse(JSON.stringify(value));
}

function objectsAt(values: readonly unknown[], path: readonly PathPart[]): Thing[] {
  const objects = values
    .flat(Number.POSITIVE_INFINITY)
    .filter((one): one is Thing => one !== null && one !== undefined);
  const [part, ...rest] = path;
  if (part === undefined) return objects;
  if (part.kind === 'list') return objectsAt(objects, rest);
  if (part.kind === 'field')
    return objectsAt(
      objects.map((one) => one[part.key]),
      rest,
    );
  return objectsAt(
    objects.filter(({ __typename }) => part.names.includes(__typename as string)),
    rest,
  );
}

function represent(
  object: Thing,
  requires: readonly RequiresSelection[],
  schema: GraphQLSchema,
): Thing | null {
  const representation: Thing = {};
  for (const selection of requires) {
    if (selection.kind === 'on') {
      if (isOfType(object.__typename, selection.type, schema))
        merge(representation, represent(object, selection.selections, schema) ?? {});
      continue;
    }
    const value = object[selection.key in object ? selection.key : selection.name];
    if (value === undefined) return null;
    representation[selection.name] = inputOf(value, selection.selections, schema);
  }
  return representation;
}

function inputOf(
  value: unknown,
  selections: readonly RequiresSelection[] | null,
  schema: GraphQLSchema,
): unknown {
  if (value === null || selections === null) return value;
  if (Array.isArray(value)) return value.map((one) => inputOf(one, selections, schema));
  return represent(value as Thing, selections, schema);
}

function isOfType(name: unknown, wanted: string, schema: GraphQLSchema): boolean {
  if (name === wanted) return true;
  const type = schema.getType(wanted);
  const actual = schema.getType(String(name));
  return isAbstractType(type) && isObjectType(actual) && schema.isSubType(type, actual);
}

function apply(rewrite: Rewrite, path: readonly RewritePart[], value: unknown): void {
  if (Array.isArray(value)) for (const one of value) apply(rewrite, path, one);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  const object = value as Thing;
  const [part, ...rest] = path;
  if (part === undefined) return;
  if (part.kind === 'types') {
    if (object.__typename === undefined || part.names.includes(object.__typename as string))
      apply(rewrite, rest, object);
  } else if (rest.length > 0) apply(rewrite, rest, object[part.key]);
  else if (rewrite.kind === 'set') object[part.key] = rewrite.value;
  else if (part.key in object) {
    object[rewrite.to] = object[part.key];
    delete object[part.key];
  }
}

function merge(into: Thing, from: Thing): void {
  for (const [key, value] of Object.entries(from)) into[key] = merged(into[key], value);
}

function merged(old: unknown, value: unknown): unknown {
  if (Array.isArray(old) && Array.isArray(value)) return value.map((one, index) => merged(old[index], one));
  const areObjects = [old, value].every(
    (one) => typeof one === 'object' && one !== null && !Array.isArray(one),
  );
  if (!areObjects) return value;
  merge(old as Thing, value as Thing);
  return old;
}
