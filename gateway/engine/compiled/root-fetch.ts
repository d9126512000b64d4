import type { GraphQLSchema } from 'graphql';
import type { FetchedData, PlannedFetch, SubgraphFetcher } from '../planned-fetch.ts';
import type { FetchNode } from '../planner/plan.ts';
import { answerKeys } from './answer-keys.ts';
import { compilePlaces, type EntityObject } from './entity-places.ts';
import { copyJson, mergeAnswer } from './merge.ts';
import { applyRewrites } from './rewrite.ts';
import type { Run, Step } from './run.ts';

/** What a fetch is compiled of. */
export interface FetchParts {
  readonly node: FetchNode;
  readonly fetcher: SubgraphFetcher;
  /** The supergraph's. */
  readonly schema: GraphQLSchema;
  /** Whether what it brings is written into, by its own rewrites or by a later fetch. */
  readonly copies: boolean;
}

/** Compiles a fetch of root fields: of the root of the answer, or of what answers the root type further down. */
export function compileRootFetch({ node, fetcher, schema, copies }: FetchParts): Step {
  const { document, query, operationName, outputRewrites, at = [] } = node;
  const keys = answerKeys(node);
  const variablesOf = compileVariables(node);
  const places = compilePlaces(at, schema);
  return (run) => {
    const objects = places.find(run.root);
    if (objects.length === 0) return undefined;
    const variables = variablesOf(run.variables);
    const planned = { document, query, operationName, variables, representations: null };
    const fetched = fetcher.fetch(planned, run.context);
    if (fetched instanceof Promise) return fetched.then((later) => take(later, objects, planned, run));
    return take(fetched, objects, planned, run);
  };

  function take(
    { data, problems, isOwn = false }: FetchedData,
    objects: readonly EntityObject[],
    planned: PlannedFetch,
    run: Run,
  ): undefined {
    for (const object of objects) {
      const own =
        (copies && !isOwn) || objects.length > 1 ? (copyJson(data) as Record<string, unknown>) : data;
      applyRewrites(own, outputRewrites, schema);
      mergeAnswer(object, own, keys, schema);
    }
    if (problems.length === 0) return;
    for (const place of places.paths(run.root))
      for (const problem of problems) {
        const error = fetcher.errorOf(problem, planned);
        run.errors.push(error.path ? { ...error, path: [...place, ...error.path] } : error);
      }
  }
}

/** Compiles which of an operation's variables a fetch is sent: those that it uses, as far as they have a value. */
export function compileVariables({
  variables: names,
}: FetchNode): (all: Readonly<Record<string, unknown>>) => Record<string, unknown> {
  return (all) => {
    const some: Record<string, unknown> = {};
    for (const name of names) if (Object.hasOwn(all, name)) some[name] = all[name];
    return some;
  };
}
