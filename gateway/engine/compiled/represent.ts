import type { GraphQLSchema } from 'graphql';
import { isOfType } from '../../upstream/expected-fields.ts';
import type { Representation } from '../../upstream/settle-answer.ts';
import type { EntityFetch, RequiresSelection } from '../planner/plan.ts';
import type { KeysOf, KeyTree } from './entity-keys.ts';
import { applyRewrites } from './rewrite.ts';

/** By what an object is fetched from a subgraph; null: it has no complete key there, or is of another type. */
export type Represent = (object: Readonly<Record<string, unknown>>) => Representation | null;

/**
 * Compiles how the representations of a fetch are made of what is there: its key, and what a rule requires. A required
 * value that failed is null in it, so that the rule runs and says what it does not know; an object whose key is null
 * or missing is not asked for (nobody could say of whom the answer is).
 */
export function compileRepresent(
  { requires, inputRewrites }: EntityFetch,
  keysOf: KeysOf,
  schema: GraphQLSchema,
): Represent {
  const byType = new Map<string, Represent>();
  return (object) => {
    const typename = object.__typename;
    if (typeof typename !== 'string') return null;
    const known = byType.get(typename);
    if (known !== undefined) return known(object);
    const compiled = compileFor(typename);
    byType.set(typename, compiled);
    return compiled(object);
  };

  function compileFor(typename: string): Represent {
    const selections = selectionsOn(requires, typename, schema);
    if (selections.length === 0) return () => null;
    const types = requires.flatMap((one) =>
      one.kind === 'on' && isOfType(schema, typename, one.type) ? one.type : [],
    );
    const keys = [typename, ...types]
      .flatMap(keysOf)
      .filter((key) => isSelected(key, selections))
      .map(compileKey);
    const make = compileProject(selections, schema);
    const [key] = keys;
    const isKnown: (object: Entity) => boolean =
      keys.length === 1 && key
        ? key
        : (object) => keys.length === 0 || keys.some((isThere) => isThere(object));
    return (object) => {
      if (!isKnown(object)) return null;
      const made = make(object);
      applyRewrites(made, inputRewrites, schema);
      return made;
    };
  }
}

function selectionsOn(
  requires: readonly RequiresSelection[],
  typename: string,
  schema: GraphQLSchema,
): readonly Extract<RequiresSelection, { kind: 'field' }>[] {
  return requires.flatMap((one) => {
    if (one.kind === 'field') return [one];
    return isOfType(schema, typename, one.type) ? selectionsOn(one.selections, typename, schema) : [];
  });
}

/** Most representations are a type name and an id; a literal of just these costs a fraction of the rest. */
function compileProject(
  selections: readonly Extract<RequiresSelection, { kind: 'field' }>[],
  schema: GraphQLSchema,
): (object: Entity) => Record<string, unknown> {
  const [first, second] = selections;
  const isPlain = selections.length === 2 && first?.name === '__typename' && second?.name === 'id';
  if (!isPlain || first.selections !== null || second.selections !== null)
    return (object) => project(object, selections, schema);
  return (object) => ({ __typename: leafOf(object, first), id: leafOf(object, second) });
}

function leafOf(object: Entity, { key, name }: { readonly key: string; readonly name: string }): unknown {
  const value = object[key];
  return (value === undefined ? object[name] : value) ?? null;
}

function project(
  object: Readonly<Record<string, unknown>>,
  selections: readonly RequiresSelection[],
  schema: GraphQLSchema,
): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  for (const selection of selections) {
    if (selection.kind === 'field') {
      const { name, key } = selection;
      const value = object[key] === undefined ? object[name] : object[key];
      made[name] = projectValue(value, selection.selections, schema);
    } else if (isOfType(schema, String(object.__typename), selection.type))
      Object.assign(made, project(object, selection.selections, schema));
  }
  return made;
}

function projectValue(
  value: unknown,
  selections: readonly RequiresSelection[] | null,
  schema: GraphQLSchema,
): unknown {
  if (value === null || value === undefined) return null;
  if (selections === null) return value;
  if (Array.isArray(value)) return value.map((item) => projectValue(item, selections, schema));
  return project(value as Record<string, unknown>, selections, schema);
}

function isSelected(key: KeyTree, selections: readonly RequiresSelection[]): boolean {
  return [...key].every(([name, inner]) =>
    selections.some(
      (one) =>
        (one.kind === 'field' &&
          one.name === name &&
          (inner === null || isSelected(inner, one.selections ?? []))) ||
        (one.kind === 'on' && isSelected(new Map([[name, inner]]), one.selections)),
    ),
  );
}

type Entity = Readonly<Record<string, unknown>>;

/** Null is a value of a key as good as any, but not of all of its fields; what is missing was never fetched. */
function compileKey(key: KeyTree): (object: Entity) => boolean {
  const [[only = '', inner] = []] = key;
  // Most keys are one field.
  if (key.size === 1 && inner === null)
    return (object) => object[only] !== undefined && object[only] !== null;
  return (object) => {
    const leaves = [...leavesOf(key, object)];
    return leaves.every((leaf) => leaf !== undefined) && leaves.some((leaf) => leaf !== null);
  };
}

function* leavesOf(key: KeyTree, value: unknown): Iterable<unknown> {
  if (Array.isArray(value)) for (const item of value) yield* leavesOf(key, item);
  else if (typeof value !== 'object' || value === null) yield value;
  else
    for (const [name, inner] of key) {
      const held = (value as Record<string, unknown>)[name];
      if (inner === null) yield held;
      else yield* leavesOf(inner, held);
    }
}
