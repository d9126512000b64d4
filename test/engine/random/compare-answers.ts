import { isDeepStrictEqual } from 'node:util';
import { type ExecutionResult, execute, type GraphQLSchema } from 'graphql';
import type { Asked } from './engine-under-test.ts';
import { OTHER_ORDER } from './known-deviations.ts';
import type { Model } from './model.ts';
import { resolveField, resolveType } from './resolve.ts';

type Path = readonly (string | number)[];

/** What one server over all data answers, without any gateway. */
export async function askMonolith(
  model: Model,
  schema: GraphQLSchema,
  asked: Asked,
): Promise<ExecutionResult> {
  return execute({
    schema,
    document: asked.document,
    variableValues: asked.variables,
    operationName: asked.operationName,
    contextValue: { model, subgraph: null, done: { count: 0 } },
    fieldResolver: resolveField,
    typeResolver: resolveType,
  });
}

/**
 * How an answer differs from the monolith's, in a sentence; null: not at all. Data are the same to the letter, order of keys included.
 * Where the monolith has no error there is none; where it has, each place that it nulled has one, at the place, above or below it,
 * and no error is anywhere else.
 */
export function difference(expected: ExecutionResult, got: ExecutionResult): string | null {
  if (expected.data === undefined) return otherRefusal(expected, got);
  const [data, wanted] = [JSON.stringify(got.data), JSON.stringify(expected.data)];
  if (data !== wanted) {
    const isOrder = isDeepStrictEqual(JSON.parse(data ?? 'null'), JSON.parse(wanted ?? 'null'));
    return isOrder ? OTHER_ORDER : 'The data differ.';
  }
  const errors = got.errors ?? [];
  const places = (expected.errors ?? []).map((error) => nulledPlace(expected.data, error.path ?? []));
  const silent = places.find((place) => !errors.some((error) => isSameBranch(error.path ?? [], place)));
  if (silent !== undefined) return `No error speaks of ${JSON.stringify(silent)}.`;
  const odd = errors.find((error) => !places.some((place) => isSameBranch(error.path ?? [], place)));
  return odd === undefined
    ? null
    : `There is an error too many, at ${JSON.stringify(odd.path)}: ${odd.message}`;
}

/** Variables that do not fit: no data, and what is wrong in the words of the reference. */
function otherRefusal(expected: ExecutionResult, got: ExecutionResult): string | null {
  if (got.data !== undefined) return 'It answers what cannot be executed.';
  const [wanted, said] = [expected, got].map(({ errors = [] }) => errors.map(({ message }) => message));
  return isDeepStrictEqual(said, wanted) ? null : 'It refuses in other words.';
}

/** The part of an error's path that leads to the null it left. */
function nulledPlace(data: unknown, path: Path): Path {
  let value: unknown = data;
  for (const [depth, part] of path.entries()) {
    if (value === null || value === undefined) return path.slice(0, depth);
    value = (value as Record<string | number, unknown>)[part];
  }
  return path;
}

function isSameBranch(one: Path, other: Path): boolean {
  const shorter = Math.min(one.length, other.length);
  return one.slice(0, shorter).every((part, index) => part === other[index]);
}
