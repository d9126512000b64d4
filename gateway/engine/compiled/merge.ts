import { type GraphQLSchema, isObjectType } from 'graphql';
import { isRecord } from '../../upstream/check-answer.ts';

type Json = Record<string, unknown>;

/**
 * Puts what a fetch was asked for into an object of the answer, under the given response keys and no others: a
 * department speaks of its own fields alone, whatever else it says. What is there already stays where the fetch has
 * null. `source` is not changed, but becomes part of `target`.
 *
 * @param schema the supergraph's
 */
export function mergeAnswer(
  target: Json,
  source: Readonly<Json>,
  keys: readonly string[],
  schema: GraphQLSchema,
): void {
  for (const key of keys) {
    const value = source[key];
    if (value === undefined) continue;
    const held = target[key];
    // An interface object has the name of its interface until another subgraph says what it is.
    if (key === '__typename' && isObjectType(schema.getType(String(held)))) continue;
    target[key] = held === undefined || held === null ? value : mergeValues(held, value, schema);
  }
}

function mergeValues(held: unknown, value: unknown, schema: GraphQLSchema): unknown {
  if (value === null) return held;
  if (Array.isArray(held) && Array.isArray(value) && held.length === value.length)
    return held.map((item, index) => mergeValues(item, value[index], schema));
  if (!isRecord(held) || !isRecord(value)) return value;
  mergeAnswer(held, value, Object.keys(value), schema);
  return held;
}

/** A copy of JSON whose objects may be changed. */
export function copyJson(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copyJson);
  const copy: Json = {};
  // A key of this name would become the object's prototype; no field has it.
  for (const key of Object.keys(value)) if (key !== '__proto__') copy[key] = copyJson((value as Json)[key]);
  return copy;
}
