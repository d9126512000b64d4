import { createPlaces } from '../../upstream/batch/places.ts';
import { isRecord } from '../../upstream/check-answer.ts';
import type { Problem, Representation } from '../../upstream/settle-answer.ts';
import type { FetchedData, PlannedFetch } from '../planned-fetch.ts';
import type { EntityFetch } from '../planner/plan.ts';
import { answerKeys } from './answer-keys.ts';
import { createKeysOf } from './entity-keys.ts';
import { compilePlaces, type EntityObject } from './entity-places.ts';
import { copyJson, mergeAnswer } from './merge.ts';
import { compileRepresent } from './represent.ts';
import { applyRewrites } from './rewrite.ts';
import { compileVariables, type FetchParts } from './root-fetch.ts';
import type { Run, Step } from './run.ts';

/** Objects of the answer, and at which representation each stands. */
interface Seating {
  readonly objects: readonly EntityObject[];
  /** Of each object: the position of its representation; -1: it is not asked for. */
  readonly seats: readonly number[];
  readonly representations: readonly Representation[];
}

/** Compiles a fetch of entities: each distinct one is asked for once. */
export function compileEntityFetch(parts: FetchParts & { readonly entities: EntityFetch }): Step {
  const { node, entities, fetcher, schema, copies } = parts;
  const { document, query, operationName, outputRewrites } = node;
  const places = compilePlaces(entities.path, schema);
  const represent = compileRepresent(entities, createKeysOf(schema, node.subgraph), schema);
  const keys = answerKeys(node);
  const variablesOf = compileVariables(node);

  return (run) => {
    const seating = seat(places.find(run.root));
    const { representations } = seating;
    if (representations.length === 0) return undefined;
    const variables = variablesOf(run.variables);
    const planned = { document, query, operationName, variables, representations };
    const fetched = fetcher.fetch(planned, run.context);
    if (fetched instanceof Promise) return fetched.then((later) => take(later, planned, seating, run));
    return take(fetched, planned, seating, run);
  };

  function take(
    { data, problems }: FetchedData,
    planned: PlannedFetch,
    seating: Seating,
    run: Run,
  ): undefined {
    put(data._entities, seating);
    if (problems.length > 0) report(problems, planned, seating, run);
  }

  function seat(objects: readonly EntityObject[]): Seating {
    const positions = createPlaces<number>();
    const representations: Representation[] = [];
    const seats = objects.map((object) => {
      const representation = represent(object);
      if (representation === null) return -1;
      if (objects.length === 1) return representations.push(representation) - 1;
      const position = positions.getOrSet(representation, representations.length);
      if (position === representations.length) representations.push(representation);
      return position;
    });
    return { objects, seats, representations };
  }

  function put(answered: unknown, { objects, seats }: Seating): void {
    if (!Array.isArray(answered)) return;
    for (const [index, object] of objects.entries()) {
      const entity: unknown = answered[seats[index] ?? -1];
      if (!isRecord(entity)) continue;
      const own = copies ? (copyJson(entity) as EntityObject) : entity;
      // Their paths begin at the entity's own selection.
      applyRewrites(own, outputRewrites, schema);
      mergeAnswer(object, own, keys, schema);
    }
  }

  /** A problem of an entity is one of every place where it stands. */
  function report(problems: readonly Problem[], planned: PlannedFetch, { seats }: Seating, run: Run): void {
    const paths = places.paths(run.root);
    for (const problem of problems) {
      const error = fetcher.errorOf(problem, planned);
      const [root, seat, ...rest] = problem.path ?? [];
      if (root !== '_entities' || typeof seat !== 'number') {
        const { path: _, ...placeless } = error;
        run.errors.push(placeless);
        continue;
      }
      for (const [index, at] of seats.entries())
        if (at === seat) run.errors.push({ ...error, path: [...(paths[index] ?? []), ...rest] });
    }
  }
}
