import {
  type GraphQLOutputType,
  type GraphQLSchema,
  isCompositeType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { Shape, ShapeField } from './answer-shape.ts';
import { fitsLeaf, isRecord } from './check-answer.ts';
import { expectedFields } from './expected-fields.ts';

/** Whether a value is what was asked for: everything that must be there, of its type, and nothing else. */
type Fits = (value: unknown) => boolean;

const known = new WeakMap<Shape, Map<string | null, Fits>>();

/**
 * Says of an object in one look, without naming places, what checkObject and dropUnasked would find nothing to do about.
 * `false` says nothing: then they are to look. Each shape is compiled once for each type; a shape is of one schema.
 *
 * @param keys fields that may be there besides (see AskKeys), the same whenever the shape and the type are
 */
export function fitsShape(
  value: unknown,
  shape: Shape,
  typename: string | null,
  { schema, keys }: { readonly schema: GraphQLSchema; readonly keys: readonly string[] },
): boolean {
  const byType = known.get(shape) ?? new Map<string | null, Fits>();
  known.set(shape, byType);
  const fits = byType.get(typename) ?? compileObject(shape, typename, schema, keys);
  byType.set(typename, fits);
  return fits(value);
}

const NEVER: Fits = () => false;

function compileObject(
  shape: Shape,
  typename: string | null,
  schema: GraphQLSchema,
  keys: readonly string[] = [],
): Fits {
  // What is there depends on variables, or on a type that is not known.
  if (shape.some(({ guards, on }) => guards.length > 0 || (typename === null && on.length > 0))) return NEVER;
  const allowed = new Set(['__typename', ...keys, ...shape.map(({ key }) => key)]);
  const expected = expectedFields(shape, typename, { schema, variables: {} });
  const fields = [...Map.groupBy(expected, ({ key }) => key)].filter(([key]) => key !== '__typename');
  const checks = fields.map(([key, same]) => [key, compileField(same, schema)] as const);
  return (value) => {
    if (!isRecord(value)) return false;
    for (const key in value) if (!allowed.has(key)) return false;
    for (const [key, fits] of checks) if (!fits(value[key])) return false;
    return true;
  };
}

function compileField(same: readonly ShapeField[], schema: GraphQLSchema): Fits {
  const [first] = same;
  if (first === undefined || first.type === null) return NEVER;
  const inner = same.flatMap(({ fields }) => fields ?? []);
  return compileValue(first.type, inner, schema);
}

function compileValue(type: GraphQLOutputType, shape: Shape, schema: GraphQLSchema): Fits {
  if (isNonNullType(type)) {
    const fits = compileValue(type.ofType, shape, schema);
    return (value) => value !== null && fits(value);
  }
  if (isListType(type)) {
    const fits = compileValue(type.ofType, shape, schema);
    return (value) => value === null || (Array.isArray(value) && value.every(fits));
  }
  if (isEnumType(type)) {
    const names = new Set<unknown>(type.getValues().map(({ name }) => name));
    return (value) => value === null || names.has(value);
  }
  if (isLeafType(type)) return (value) => value === null || (value !== undefined && fitsLeaf(type, value));
  const byName = new Map<unknown, Fits>();
  const fitsAs = (name: unknown): Fits => {
    const compiled = isNameHere(name, schema)
      ? compileObject(shape, name ?? (isObjectType(type) ? type.name : null), schema)
      : NEVER;
    byName.set(name, compiled);
    return compiled;
  };
  return (value) => {
    if (value === null) return true;
    if (!isRecord(value)) return false;
    const name = value.__typename;
    return (byName.get(name) ?? fitsAs(name))(value);
  };
}

function isNameHere(name: unknown, schema: GraphQLSchema): name is string | undefined {
  return name === undefined || (typeof name === 'string' && isCompositeType(schema.getType(name)));
}
