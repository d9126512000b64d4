import type { GraphQLSchema } from 'graphql';
import { isOfType } from '../../upstream/expected-fields.ts';
import type { Rewrite, RewritePart } from '../planner/plan.ts';

type Json = Record<string, unknown>;

/**
 * What a planner wants changed: the type name of an interface object before it is asked for, a key that two fields of
 * different types share after it was answered. The value itself is changed: it must be the caller's own.
 */
export function applyRewrites(value: unknown, rewrites: readonly Rewrite[], schema: GraphQLSchema): void {
  for (const rewrite of rewrites) walk(value, rewrite.path, rewrite, schema);
}

function walk(value: unknown, path: readonly RewritePart[], rewrite: Rewrite, schema: GraphQLSchema): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, path, rewrite, schema);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const object = value as Json;
  const [part, ...rest] = path;
  if (part === undefined) return;
  if (part.kind === 'types') {
    const { __typename } = object;
    if (__typename === undefined || part.names.some((name) => isOfType(schema, String(__typename), name)))
      walk(object, rest, rewrite, schema);
  } else if (rest.length > 0) walk(object[part.key], rest, rewrite, schema);
  else change(object, part.key, rewrite);
}

function change(object: Json, key: string, rewrite: Rewrite): void {
  if (!Object.hasOwn(object, key)) return;
  if (rewrite.kind === 'set') object[key] = rewrite.value;
  else {
    object[rewrite.to] = object[key];
    delete object[key];
  }
}
